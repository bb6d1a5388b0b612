//! What can only be read as a whole, and so must have a bound.

use crate::limits::RECORD_BYTES;
use std::io::{self, Read};

/// All bytes that are left; none if they are over the cap on a record.
pub fn whole(reader: impl Read) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    reader.take(RECORD_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(Some(bytes).filter(|bytes| bytes.len() <= RECORD_BYTES))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_over_the_cap_is_not_held() {
        let length = |length: usize| whole(io::repeat(b'x').take(length as u64)).unwrap().map(|bytes| bytes.len());
        assert_eq!([length(0), length(RECORD_BYTES), length(RECORD_BYTES + 1)], [Some(0), Some(RECORD_BYTES), None]);
    }
}
