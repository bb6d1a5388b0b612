//! Why an input, or a record of one, gave no article: every code there is.

use std::io;

// Ignored: found, and nothing that is read.

/// Its name begins with a dot.
pub const HIDDEN: &str = "hidden";
/// A symbolic link that was found, not named: links are not followed.
pub const SYMLINK: &str = "symlink";
/// A pipe, a socket or a device that was found, not named: opening it could wait for ever.
pub const NOT_REGULAR: &str = "not_regular";
/// The program's own configuration.
pub const CONFIGURATION: &str = "configuration";
/// The folder this run writes into.
pub const OUTPUT_FOLDER: &str = "output_folder";
/// What this program wrote before: a folder with the manifest of a report or the key of a coded sample.
pub const EARLIER_OUTPUT: &str = "earlier_output";
/// No reader claims files of this kind.
pub const NO_READER: &str = "no_reader";
/// The same file under another name or through another PATH; it is read once.
pub const SAME_FILE: &str = "same_file";

// Skipped: should have been read and could not.

/// It does not exist, or went away after it was found.
pub const NOT_FOUND: &str = "not_found";
/// The system refuses access.
pub const PERMISSION_DENIED: &str = "permission_denied";
/// The system fails to read it.
pub const IO_ERROR: &str = "io_error";
/// No text at all: no byte, or white space only.
pub const EMPTY: &str = "empty";
/// A NUL byte near the start: no text.
pub const BINARY: &str = "binary";
/// Compressed, and unpacking it takes more than any text needs: far more bytes than it has, or too many held at once.
pub const BOMB: &str = "bomb";
/// A record over the cap of [`crate::limits::RECORD_BYTES`] or of [`crate::limits::SENTENCES`].
pub const TOO_LARGE: &str = "too_large";
/// Of a format that is read, and written in a way that is not: Parquet that is no file or compressed by something rare, or that this
/// program was built without.
pub const UNSUPPORTED: &str = "unsupported";
/// Not JSON, or JSON that is nested too deep.
pub const BAD_JSON: &str = "bad_json";
/// A row of a table whose fields cannot be told apart, or are not as many as the header's.
pub const BAD_ROW: &str = "bad_row";
/// The file ends, or goes on, where its format does not allow it, or its compressed data are no such data.
pub const DAMAGED: &str = "damaged";
/// JSON, but no object with named fields.
pub const NOT_AN_OBJECT: &str = "not_an_object";
/// A field that is used stands twice in the record.
pub const DUPLICATE_KEY: &str = "duplicate_key";
/// The text is a number or another thing that is no text.
pub const WRONG_TYPE: &str = "wrong_type";
/// No field holds a text.
pub const NO_TEXT: &str = "no_text";

/// The reason for an error of the system, or of [`crate::ingest::compressed`]: no system gives its two kinds for reading.
pub fn of(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::NotFound => NOT_FOUND,
        io::ErrorKind::PermissionDenied => PERMISSION_DENIED,
        io::ErrorKind::InvalidData => DAMAGED,
        io::ErrorKind::FileTooLarge => BOMB,
        _ => IO_ERROR,
    }
}
