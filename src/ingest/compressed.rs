//! Compressed input, unpacked as it is read: gzip and zstd, known by their first bytes and never by a name.

use crate::limits::{UNPACKED_BYTES, UNPACKED_RATIO, ZSTD_WINDOW_LOG};
use flate2::bufread::GzDecoder;
use std::cell::Cell;
use std::io::{self, BufRead, ErrorKind, Read};
use std::rc::Rc;
use zstd::stream::read::Decoder;

/// Endings that say how a file is compressed and nothing about what is in it.
const ENDINGS: [&str; 2] = [".gz", ".zst"];

/// How a source is compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packing {
    /// gzip, of any number of members.
    Gzip,
    /// Zstandard, of any number of frames.
    Zstd,
}

impl Packing {
    /// What the first bytes of a source say. No text begins so, in whatever encoding.
    pub fn of_magic(head: &[u8]) -> Option<Self> {
        match head {
            [0x1F, 0x8B, 0x08, ..] => Some(Packing::Gzip),
            // The second is a frame to step over, which parallel compressors write first.
            [0x28, 0xB5, 0x2F, 0xFD, ..] | [0x50..=0x5F, 0x2A, 0x4D, 0x18, ..] => Some(Packing::Zstd),
            _ => None,
        }
    }

    /// The name in the manifest.
    pub fn as_str(self) -> &'static str {
        match self {
            Packing::Gzip => "gzip",
            Packing::Zstd => "zstd",
        }
    }
}

/// A name without the ending of a compressed file: `a.jsonl` for `a.jsonl.gz`.
pub fn unpacked_name(name: &str) -> &str {
    let cut = |ending: &str| {
        let end = name.len().checked_sub(ending.len()).filter(|end| *end > 0)?;
        name.get(end..).filter(|last| last.eq_ignore_ascii_case(ending)).map(|_| &name[..end])
    };
    ENDINGS.into_iter().find_map(cut).unwrap_or(name)
}

/// What is in a compressed source. Errors of the source itself come through; one that is damaged is [`ErrorKind::InvalidData`], and one
/// that grows out of all proportion [`ErrorKind::FileTooLarge`]. Once failed, it fails again, after everything before the fault.
pub struct Unpacked<'a> {
    decoder: Box<dyn Read + 'a>,
    meter: Rc<Meter>,
    length: u64,
    failed: Option<(ErrorKind, String)>,
}

impl<'a> Unpacked<'a> {
    /// Unpacks a source. Fails if the decoder cannot be made.
    pub fn new(packed: impl BufRead + 'a, packing: Packing) -> io::Result<Self> {
        let meter = Rc::new(Meter::default());
        let packed = Metered { packed, meter: Rc::clone(&meter) };
        let decoder: Box<dyn Read + 'a> = match packing {
            Packing::Gzip => Box::new(Members(Some(GzDecoder::new(packed)))),
            Packing::Zstd => {
                let mut decoder = Decoder::with_buffer(packed)?;
                decoder.window_log_max(ZSTD_WINDOW_LOG)?;
                Box::new(decoder)
            }
        };
        Ok(Self { decoder, meter, length: 0, failed: None })
    }

    fn fail(&mut self, kind: ErrorKind, detail: String) -> io::Error {
        self.failed = Some((kind, detail.clone()));
        io::Error::new(kind, detail)
    }
}

impl Read for Unpacked<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if let Some((kind, detail)) = &self.failed {
            return Err(io::Error::new(*kind, detail.clone()));
        }
        let length = match self.decoder.read(buffer) {
            Ok(length) => length,
            Err(error) if self.meter.failed.get() => return Err(error),
            // zstd has no code of its own for it, only these words.
            Err(error) if error.to_string().contains("too much memory") => {
                let detail = format!("it wants more than {} MiB at once", 1 << (ZSTD_WINDOW_LOG - 20));
                return Err(self.fail(ErrorKind::FileTooLarge, detail));
            }
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => {
                return Err(self.fail(ErrorKind::InvalidData, "the compressed data breaks off".to_owned()));
            }
            Err(error) => return Err(self.fail(ErrorKind::InvalidData, error.to_string())),
        };
        self.length += length as u64;
        if self.length > UNPACKED_BYTES + UNPACKED_RATIO * self.meter.packed.get() {
            let detail = format!("more than {UNPACKED_RATIO} bytes for each compressed one");
            return Err(self.fail(ErrorKind::FileTooLarge, detail));
        }
        Ok(length)
    }
}

/// The members of a gzip file, one after another. Zeros between and behind them are none of it: tapes and disks fill their blocks so.
struct Members<R>(Option<GzDecoder<R>>);

impl<R: BufRead> Read for Members<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while let Some(mut member) = self.0.take() {
            let length = member.read(buffer);
            if buffer.is_empty() || !matches!(length, Ok(0)) {
                self.0 = Some(member);
                return length;
            }
            let mut packed = member.into_inner();
            if !is_at_end(&mut packed)? {
                self.0 = Some(GzDecoder::new(packed));
            }
        }
        Ok(0)
    }
}

/// Steps over zeros; true if nothing follows them.
fn is_at_end(bytes: &mut impl BufRead) -> io::Result<bool> {
    loop {
        let ready = bytes.fill_buf()?;
        let (length, zeros) = (ready.len(), ready.iter().take_while(|byte| **byte == 0).count());
        bytes.consume(zeros);
        if zeros < length || length == 0 {
            return Ok(length == 0);
        }
    }
}

/// What has been taken of a compressed source, and whether reading it failed: then the fault is not in the data.
#[derive(Debug, Default)]
struct Meter {
    packed: Cell<u64>,
    failed: Cell<bool>,
}

/// A compressed source with its meter.
struct Metered<R> {
    packed: R,
    meter: Rc<Meter>,
}

impl<R: BufRead> BufRead for Metered<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        let ready = self.packed.fill_buf();
        self.meter.failed.set(ready.is_err());
        ready
    }

    fn consume(&mut self, length: usize) {
        self.meter.packed.update(|packed| packed + length as u64);
        self.packed.consume(length);
    }
}

impl<R: BufRead> Read for Metered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.fill_buf()?.read(buffer)?;
        self.consume(length);
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use proptest::prelude::*;
    use std::io::{BufReader, Write};

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn zstd(bytes: &[u8]) -> Vec<u8> {
        zstd::encode_all(bytes, 1).unwrap()
    }

    /// What comes out before the end or a fault, and the fault.
    fn unpacked(packed: &[u8]) -> (Vec<u8>, Option<(ErrorKind, String)>) {
        let packing = Packing::of_magic(packed).expect("compressed");
        let mut out = Vec::new();
        let mut reader = Unpacked::new(BufReader::with_capacity(7, packed), packing).unwrap();
        let fault = reader.read_to_end(&mut out).err();
        if let Some(fault) = &fault {
            let again = reader.read(&mut [0]).expect_err("fails again");
            assert_eq!((again.kind(), again.to_string()), (fault.kind(), fault.to_string()));
        }
        (out, fault.map(|fault| (fault.kind(), fault.to_string())))
    }

    #[test]
    fn the_first_bytes_tell() {
        for (packed, packing) in [(gzip(b"x"), Packing::Gzip), (zstd(b"x"), Packing::Zstd)] {
            assert_eq!(Packing::of_magic(&packed), Some(packing));
        }
        assert_eq!(Packing::of_magic(b"\x1f\x8b"), None);
        assert_eq!(Packing::of_magic("(\u{b5}/ý".as_bytes()), None);
    }

    #[test]
    fn an_ending_is_no_part_of_the_name() {
        for (name, bare) in [
            ("a.jsonl.gz", "a.jsonl"),
            ("a.TXT.ZST", "a.TXT"),
            ("a.gz", "a"),
            ("a.txt", "a.txt"),
            (".gz", ".gz"),
            ("agz", "agz"),
            ("a.gz.gz", "a.gz"),
            ("ü", "ü"),
        ] {
            assert_eq!(unpacked_name(name), bare);
        }
    }

    #[test]
    fn members_and_frames_follow_each_other() {
        let words = b"Talks go on. ".repeat(100);
        for pack in [gzip, zstd] {
            let packed = [pack(&words), pack(b""), pack(b"So it is.")].concat();
            assert_eq!(unpacked(&packed), ([words.as_slice(), b"So it is."].concat(), None));
        }
        let skipped = [b"\x50\x2a\x4d\x18\x02\0\0\0xx".as_slice(), &zstd(b"Talks.")].concat();
        assert_eq!(unpacked(&skipped), (b"Talks.".to_vec(), None));
    }

    #[test]
    fn zeros_fill_the_last_block_of_a_tape() {
        let packed = [gzip(b"Talks "), vec![0; 20], gzip(b"go on."), vec![0; 512]].concat();
        assert_eq!(unpacked(&packed), (b"Talks go on.".to_vec(), None));
        let (out, fault) = unpacked(&[packed.as_slice(), b"x"].concat());
        assert_eq!((out.as_slice(), fault.expect("a fault").0), (b"Talks go on.".as_slice(), ErrorKind::InvalidData));
    }

    #[test]
    fn what_stands_before_a_fault_is_read() {
        let words: Vec<u8> = (0..40_000u32).flat_map(|n| format!("{} ", n * n % 9973).into_bytes()).collect();
        for pack in [gzip, zstd] {
            let packed = pack(&words);
            let (out, fault) = unpacked(&packed[..packed.len() - 5]);
            let expected = (ErrorKind::InvalidData, "the compressed data breaks off".to_owned());
            assert_eq!((words.starts_with(&out), fault), (true, Some(expected)));
            assert!(out.len() > words.len() / 3, "{} of {}", out.len(), words.len());
        }
        let mut wrong_sum = gzip(&words);
        let end = wrong_sum.len() - 6;
        wrong_sum[end] ^= 0xFF;
        assert_eq!(unpacked(&wrong_sum).1.expect("a fault").0, ErrorKind::InvalidData);
    }

    #[test]
    fn what_grows_out_of_all_proportion_is_stopped() {
        let blank = vec![b' '; 32 << 20];
        for pack in [gzip, zstd] {
            let piece = pack(&blank);
            let (out, fault) = unpacked(&piece.repeat(5));
            assert_eq!(fault.expect("a fault").0, ErrorKind::FileTooLarge);
            assert!(out.len() as u64 <= UNPACKED_BYTES + UNPACKED_RATIO * 5 * piece.len() as u64);
            assert_eq!(unpacked(&piece).1, None, "a small file may hold anything");
        }
    }

    #[test]
    fn a_window_that_wants_gigabytes_is_refused() {
        let mut encoder = zstd::Encoder::new(Vec::new(), 1).unwrap();
        encoder.window_log(ZSTD_WINDOW_LOG + 1).unwrap();
        encoder.write_all(b"Talks go on.").unwrap();
        let (out, fault) = unpacked(&encoder.finish().unwrap());
        assert_eq!((out, fault.expect("a fault").0), (vec![], ErrorKind::FileTooLarge));
    }

    #[test]
    fn an_error_of_the_source_is_not_one_of_the_data() {
        struct Gone;
        impl Read for Gone {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::Error::from(ErrorKind::PermissionDenied))
            }
        }
        let packed = gzip(b"Talks go on.");
        let source = BufReader::new(packed[..20].chain(Gone));
        let fault = Unpacked::new(source, Packing::Gzip).unwrap().read_to_end(&mut Vec::new()).unwrap_err();
        assert_eq!(fault.kind(), ErrorKind::PermissionDenied);
    }

    proptest! {
        #[test]
        fn any_bytes_end(bytes in proptest::collection::vec(any::<u8>(), 0..200), zstd in any::<bool>(), flips in 0usize..4) {
            let mut packed = if zstd { self::zstd(&bytes) } else { gzip(&bytes) };
            for flip in 0..flips {
                let at = 4 + (flip * 31 + bytes.len()) % (packed.len() - 4);
                packed[at] ^= 1 << (flip % 8);
            }
            let (out, fault) = unpacked(&packed);
            prop_assert!(fault.is_some() || flips > 0 || out == bytes);
        }
    }
}
