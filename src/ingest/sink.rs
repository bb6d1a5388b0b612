//! Where the formats put what they read: records are numbered and become articles or omissions here.

use crate::ingest::alias::Aliases;
use crate::ingest::compressed::Packing;
use crate::ingest::decode::Encoding;
use crate::ingest::field::Fault;
use crate::ingest::outlet::OutletIndex;
use crate::ingest::reader::{Fate, Item, Omission};
use crate::ingest::reason;
use crate::ingest::record::Draft;
use crate::ingest::source::Source;
use crate::text::boilerplate::Boilerplate;
use std::ops::ControlFlow;

/// The records of one source, on their way out.
pub struct Sink<'a> {
    /// What is read.
    pub source: &'a Source,
    /// The names of fields.
    pub aliases: &'a Aliases,
    /// What is no part of a report.
    pub boilerplate: &'a Boilerplate,
    outlets: &'a OutletIndex,
    emit: &'a mut dyn FnMut(Item) -> ControlFlow<()>,
    /// Records so far.
    pub records: u64,
    /// How the source is compressed, if it is.
    pub packing: Option<Packing>,
    /// How the source's bytes were read.
    pub encoding: Encoding,
    /// Set where the source was refused as a whole.
    pub refused: bool,
    /// True until anything was handed on.
    pub is_silent: bool,
}

impl<'a> Sink<'a> {
    /// A sink for the records of `source`.
    pub fn new(source: &'a Source, outlets: &'a OutletIndex, emit: &'a mut dyn FnMut(Item) -> ControlFlow<()>) -> Self {
        let (packing, encoding) = (None, Encoding::default());
        Self {
            source,
            aliases: outlets.aliases(),
            boilerplate: outlets.boilerplate(),
            outlets,
            emit,
            records: 0,
            packing,
            encoding,
            refused: false,
            is_silent: true,
        }
    }

    /// Hands on one record, article or omission. `line` is the line it begins in, from 1; `several` says that its source may hold more.
    pub fn record(&mut self, made: Result<Draft, Fault>, line: Option<u64>, several: bool) -> ControlFlow<()> {
        self.records += 1;
        let item = match made {
            Ok(draft) => Item::Article(Box::new(draft.article(self.source, self.records, several, self.outlets))),
            Err(Fault { reason, detail, line: within }) => Item::Omission(Omission {
                record: Some(self.records),
                line: line.map(|line| line + within - 1),
                ..Omission::whole(Fate::Skipped, &self.source.input, reason, detail)
            }),
        };
        self.emit(item)
    }

    /// Hands on a fault of the source as a whole.
    pub fn whole(&mut self, reason: &str, detail: impl Into<String>) -> ControlFlow<()> {
        self.emit(Item::Omission(Omission::whole(Fate::Skipped, &self.source.input, reason, detail)))
    }

    /// Hands on that the source is not read at all.
    pub fn refuse(&mut self, reason: &str, detail: impl Into<String>) -> ControlFlow<()> {
        self.refused = true;
        self.whole(reason, detail)
    }

    /// Hands on that the source is nothing that is read.
    pub fn ignore(&mut self, detail: impl Into<String>) -> ControlFlow<()> {
        self.refused = true;
        self.emit(Item::Omission(Omission::whole(Fate::Ignored, &self.source.input, reason::NO_READER, detail)))
    }

    /// Hands on anything.
    pub fn emit(&mut self, item: Item) -> ControlFlow<()> {
        self.is_silent = false;
        (self.emit)(item)
    }
}
