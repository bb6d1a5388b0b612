//! How deep the columns of a Parquet file lie in one another, seen in its footer before anybody builds a tree of them: the crate that
//! reads the files recurses over that tree, and a stack that overflows cannot be survived.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

/// The end of a file: the length of the footer, and the mark.
const TAIL: u64 = 8;
/// Levels of structures in a footer; the format's own are no more than six.
const LEVELS: usize = 16;
/// Kinds of values in compact Thrift.
const BINARY: u8 = 8;
const INT: u8 = 5;
const LIST: u8 = 9;
const STRUCT: u8 = 12;

/// The depth of the schema of a file; none if there is no footer that can be read. Fails if the system does.
pub fn depth(file: &mut File) -> io::Result<Option<usize>> {
    let length = file.seek(SeekFrom::End(0))?;
    let Some(end) = length.checked_sub(TAIL) else { return Ok(None) };
    let mut tail = [0; TAIL as usize];
    file.seek(SeekFrom::Start(end))?;
    file.read_exact(&mut tail)?;
    let [a, b, c, d, b'P', b'A', b'R', b'1'] = tail else { return Ok(None) };
    let Some(start) = end.checked_sub(u32::from_le_bytes([a, b, c, d]).into()) else { return Ok(None) };
    let mut footer = Vec::new();
    file.seek(SeekFrom::Start(start))?;
    file.take(end - start).read_to_end(&mut footer)?;
    file.seek(SeekFrom::Start(0))?;
    Ok(Thrift { bytes: &footer }.schema())
}

/// Compact Thrift, from the front.
struct Thrift<'b> {
    bytes: &'b [u8],
}

impl Thrift<'_> {
    /// The depth of the schema: the second field of the footer, the elements of a tree before their children.
    fn schema(&mut self) -> Option<usize> {
        let (mut deepest, mut id) = (0, 0);
        while let Some(kind) = self.field(&mut id)? {
            if (id, kind) != (2, LIST) {
                self.skip(kind, LEVELS)?;
                continue;
            }
            let (size, kind) = self.list()?;
            // Children that are still to come, of an element and those it lies in.
            let mut open: Vec<i64> = Vec::new();
            for _ in 0..size {
                let children = self.element(kind)?;
                while open.last() == Some(&0) {
                    open.pop();
                }
                if let Some(left) = open.last_mut() {
                    *left -= 1;
                }
                open.push(children.max(0));
                deepest = deepest.max(open.len());
            }
        }
        Some(deepest)
    }

    /// The number of children of an element of the schema.
    fn element(&mut self, kind: u8) -> Option<i64> {
        let (mut children, mut id) = (0, 0);
        if kind != STRUCT {
            return None;
        }
        while let Some(kind) = self.field(&mut id)? {
            if (id, kind) == (5, INT) {
                let number = self.number()?;
                children = (number >> 1) as i64 ^ -((number & 1) as i64);
            } else {
                self.skip(kind, LEVELS)?;
            }
        }
        Some(children)
    }

    /// The kind of the next field of a structure, and its number in `id`; the inner none at the end of the structure.
    fn field(&mut self, id: &mut i64) -> Option<Option<u8>> {
        let head = self.byte()?;
        if head == 0 {
            return Some(None);
        }
        *id = match head >> 4 {
            0 => {
                let number = self.number()?;
                (number >> 1) as i64 ^ -((number & 1) as i64)
            }
            more => id.saturating_add(more.into()),
        };
        Some(Some(head & 0x0F))
    }

    /// The number of elements of a list, and their kind.
    fn list(&mut self) -> Option<(u64, u8)> {
        let head = self.byte()?;
        let size = if head >> 4 == 15 { self.number()? } else { u64::from(head >> 4) };
        // Every element has a byte, so that no list is longer than what is left.
        (size <= self.bytes.len() as u64).then_some((size, head & 0x0F))
    }

    /// Steps over the value of a field.
    fn skip(&mut self, kind: u8, levels: usize) -> Option<()> {
        let levels = levels.checked_sub(1)?;
        match kind {
            // True and false are kinds of their own.
            1 | 2 => {}
            3 => drop(self.byte()?),
            4..=6 => drop(self.number()?),
            7 => self.bytes = self.bytes.get(8..)?,
            BINARY => {
                let length = usize::try_from(self.number()?).ok()?;
                self.bytes = self.bytes.get(length..)?;
            }
            LIST | 10 => {
                let (size, kind) = self.list()?;
                for _ in 0..size {
                    self.skip(if kind <= 2 { 3 } else { kind }, levels)?;
                }
            }
            STRUCT => {
                let mut id = 0;
                while let Some(kind) = self.field(&mut id)? {
                    self.skip(kind, levels)?;
                }
            }
            _ => return None,
        }
        Some(())
    }

    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.bytes.split_first()?;
        self.bytes = rest;
        Some(*first)
    }

    /// A number of seven bits a byte, the lowest first.
    fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A footer whose schema is a chain of so many elements.
    pub fn chain(levels: u32) -> Vec<u8> {
        // The version, then a list of structures with its size in five bytes.
        let mut footer = vec![0x15, 0x02, 0x19, 0xFC];
        footer.extend([0, 7, 14, 21].map(|shift| (levels >> shift) as u8 | 0x80));
        footer.push((levels >> 28) as u8);
        for left in (0..levels).rev() {
            // Required, its name, and one child; the last is a number and has none.
            let kind: &[u8] = if left == 0 {
                &[0x15, 0x02, 0x25, 0x00, 0x18, 0x01, b'a', 0x00]
            } else {
                &[0x35, 0x00, 0x18, 0x01, b'a', 0x15, 0x02, 0x00]
            };
            footer.extend(kind);
        }
        // No rows, no groups.
        footer.extend([0x16, 0x00, 0x19, 0x0C, 0x00]);
        footer
    }

    #[test]
    fn a_chain_is_as_deep_as_it_is_long() {
        for levels in [1, 2, 15, 100_000] {
            assert_eq!(Thrift { bytes: &chain(levels) }.schema(), Some(levels as usize));
        }
        let cut = &chain(9)[..30];
        assert_eq!(Thrift { bytes: cut }.schema(), None);
    }

    proptest! {
        #[test]
        fn any_bytes_end(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = Thrift { bytes: &bytes }.schema();
        }
    }
}
