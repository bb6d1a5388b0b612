//! The dictionaries of this program.
