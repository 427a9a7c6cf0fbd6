//! Everything that is open: the programmes on this device, and who wrote what.

use super::*;
use crate::register::{Dot, Moment, Writer};
use std::{collections::BTreeMap, sync::Arc};

/// All programmes of a device. Cloning costs a handful of pointers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Workspace {
    pub programs: BTreeMap<ProgramId, Arc<Program>>,
    pub writers: BTreeMap<Writer, Author>,
}

/// One programme with all its figures, sheets and surveys.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Program {
    pub tables: Tables,
    /// Cells of kinds that a newer page knows and this one does not.
    pub unknown: Table<UnknownKey, Opaque>,
    /// Opened survey answers. They never leave this device but inside a sealed part of a backup.
    pub answers: Arc<Answers>,
}

/// The name of a cell this page does not know: its kind, and its key as canonical JSON.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct UnknownKey {
    pub kind: String,
    pub key: String,
}

/// A value this page does not know, as canonical JSON.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Opaque(pub Arc<str>);

/// Who a writer was, for people to read.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Author {
    /// 所属 as its user chose it.
    pub department: String,
    pub person: String,
    /// A short name of the device.
    pub device: String,
}

/// The name of one cell of one programme.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub program: ProgramId,
    pub cell: CellId,
}

/// The next change of a writer, and the time on its clock. Handed in: nothing below `browser` counts or asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    pub dot: Dot,
    pub at: Option<Moment>,
}

impl Stamp {
    /// The stamp of the next change of the same moment.
    pub fn next(self) -> Stamp {
        Stamp { dot: Dot { writer: self.dot.writer, n: self.dot.n + 1 }, at: self.at }
    }
}

impl Workspace {
    pub fn program(&self, id: &ProgramId) -> Option<&Program> {
        self.programs.get(id).map(Arc::as_ref)
    }

    pub(crate) fn program_mut(&mut self, id: &ProgramId) -> &mut Program {
        Arc::make_mut(self.programs.entry(id.clone()).or_default())
    }
}
