//! stub
/// stub
pub fn is_english(_: &str) -> bool {
    true
}
