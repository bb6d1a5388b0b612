//! The two ways in which people end sentences.

/// How the writers of a text end their sentences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SentenceStyle {
    /// Edited prose: a sentence begins with a capital, a figure or a mark.
    News,
    /// Posts, mails and reviews: a sentence may begin with a small letter, and a picture of marks (`:)`) may stand after its end.
    Web,
}
