//! Every cap in one table, so that nothing a corpus holds can exhaust the machine.

/// Bytes of one line of a spool: the rows of [`SENTENCES`] have room, but not where each of them quotes several people.
pub const SPOOL_LINE_BYTES: usize = 2 << 30;
/// Decoded bytes of one record (an article); larger ones are skipped with a reason.
pub const RECORD_BYTES: usize = 64 << 20;
/// Sentences of one record: four times as many as prose of the largest has. Words with a full stop each would be ten times as many, and a row of
/// every one is held in memory, of some 4 kB.
pub const SENTENCES: usize = 2_000_000;
/// Bytes that any compressed file may unpack to.
pub const UNPACKED_BYTES: u64 = RECORD_BYTES as u64;
/// Bytes more for each compressed byte: prose shrinks to a tenth, and many copies of it to a hundredth; gzip's bound is a thousandth.
pub const UNPACKED_RATIO: u64 = 200;
/// Binary logarithm of the bytes that a zstd stream may refer back to, all of which are held: 128 MiB, what `zstd` itself unpacks unasked.
pub const ZSTD_WINDOW_LOG: u32 = 27;
/// Columns of a table that is read (Excel's limit).
pub const TABLE_COLUMNS: usize = 16_384;
/// Levels of a column of a Parquet file that is read: a list of lists in an object has six.
pub const PARQUET_DEPTH: usize = 8;
/// How deep the elements of an XML file may lie in one another.
pub const XML_DEPTH: usize = 1_000;
/// Elements of a page that is parsed; parsing may cost the square of it.
pub const PAGE_ELEMENTS: usize = 20_000;
/// Elements of a page after the parser opened again what was not closed.
pub const PAGE_NODES: usize = 2_000_000;
/// How deep the elements of a page may lie in one another; the search for a body may cost their number times this.
pub const PAGE_DEPTH: usize = 128;
/// Words and attributes of a page between two tags.
pub const PAGE_MARKS: usize = 50_000;
/// Bytes that the text of one DOCX may unpack to.
pub const DOCUMENT_BYTES: u64 = 256 << 20;
/// Characters of a cell that a spreadsheet keeps (Excel's limit); longer text cells are cut with `…` and a warning.
pub const CELL_CHARS: usize = 32_767;
/// Characters of a title line in a `.txt` file without a `title:` key.
pub const TITLE_CHARS: usize = 200;
/// Files under `speakers/`.
pub const STATEMENT_FILES: usize = 200;
/// Articles a discovered speaker must speak in to get a file under `speakers/`.
pub const STATEMENT_ARTICLES: usize = 3;
/// Letters and digits of a file name made from a speaker's name.
pub const SLUG_CHARS: usize = 60;
/// Rows of a sheet that a spreadsheet keeps (Excel's limit), the header among them; longer tables go on in a second file with a warning.
pub const SHEET_ROWS: u64 = 1_048_576;
/// Bytes of a configuration file.
pub const CONFIG_BYTES: usize = 16 << 20;
/// Patterns of boilerplate in a configuration: each may be tried at every paragraph.
pub const BOILERPLATE_PATTERNS: usize = 1_000;
/// Bytes of the lines that are counted to find those an outlet repeats; of more lines a share is counted.
pub const REPEATED_LINE_BYTES: usize = 128 << 20;
/// Bytes of a file of a dictionary of frames.
pub const DICTIONARY_BYTES: usize = 8 << 20;
/// Bytes of a file of a hand-coded sample.
pub const CODED_BYTES: usize = 64 << 20;
/// Items of a hand-coded sample; nobody codes as many.
pub const CODED_ITEMS: usize = 1_000_000;
/// Patterns of a dictionary of frames.
pub const DICTIONARY_PATTERNS: usize = 100_000;
/// Categories of a dictionary of frames.
pub const DICTIONARY_CATEGORIES: usize = 1_000;
/// Bytes of a pattern of a dictionary or of boilerplate, and of the name of a category.
pub const PATTERN_BYTES: usize = 256;
/// How deep the categories of a dictionary may lie in one another.
pub const DICTIONARY_DEPTH: usize = 12;
/// Dropped entries of a dictionary that are told; the others are counted.
pub const DROPS_TOLD: usize = 5;
/// Articles with a shingle in common to which an article is compared when families of near-duplicates are looked for: so many of those next in
/// length, so that ten thousand texts of one formula do not make a hundred million pairs.
pub const FAMILY_NEIGHBOURS: usize = 64;
/// Periods without a sentence that follow each other and are still told in `timeline.csv`; a mistyped year makes no million rows.
pub const TIMELINE_GAP: usize = 31;
/// Articles of which the shingles are held at once while near-duplicates are decided; more only if they all may be one family.
pub const FAMILY_BATCH: usize = 1_024;
