//! The cells of a file, taken one by one.

use super::{
    Note, Reason, Scope, Spot,
    digest::Digests,
    limits::{self, Extent},
    record::{Line, Refused, Taken, kind_of, take, take_unknown},
    wire::with_kind,
};
use crate::domain::{Kind, ProgramId, Workspace};
use serde_json::value::RawValue;

/// What has been taken so far.
pub(super) struct Body<'a> {
    scope: &'a Scope,
    /// Whether some text or number of the file is too long, so that it must be found.
    is_overlong: bool,
    pub workspace: Workspace,
    pub digests: Digests,
    /// How much more may be merged; only a file made to stop this page asks for more.
    patience: usize,
    /// The programme of the last cell, and its kind: neighbours are nearly always of one.
    program: Option<ProgramId>,
    kind: Option<Kind>,
}

impl<'a> Body<'a> {
    pub fn new(scope: &'a Scope, extent: Extent) -> Self {
        Body {
            scope,
            is_overlong: too_long(extent).is_some(),
            workspace: Workspace::default(),
            digests: Digests::default(),
            patience: limits::MOST_MERGING,
            program: None,
            kind: None,
        }
    }

    /// Takes one line into the workspace, or leaves a note. `None` if it is no cell.
    pub fn take(&mut self, raw: &str, mut line: Option<Line<'_>>, notes: &mut Notes<'_>) {
        match &line {
            Some(line) => self.digests.add(&line.kind, raw),
            None => self.digests.add(&kind_of(raw).unwrap_or_default(), raw),
        }
        let (reason, cell) = match self.take_line(raw, line.as_mut()) {
            Ok(Taken::New) => return,
            Ok(Taken::Again(cell)) => (Reason::Repeated, cell),
            Err(Refused { reason, cell }) => (reason, cell.map(|cell| *cell)),
        };
        let program = line.and_then(|line| line.program.parse().ok());
        let spot = Spot::Cell { line: notes.line_of(raw), program, cell };
        notes.add(spot, reason, raw);
    }

    fn take_line(&mut self, raw: &str, line: Option<&mut Line<'_>>) -> Result<Taken, Refused> {
        if self.is_overlong
            && let Some(reason) = too_long(limits::measure(raw))
        {
            return Err(reason.into());
        }
        let line = line.ok_or(Reason::NotACell)?;
        let id = self.program_of(line)?;
        if !self.scope.covers(&id) {
            return Err(Reason::OtherProgram.into());
        }
        // A programme of which nothing could be read is not there.
        let is_new = !self.workspace.programs.contains_key(&id);
        if self.kind.is_none_or(|kind| kind.name() != line.kind) {
            self.kind = Kind::from_name(&line.kind);
        }
        let program = self.workspace.program_mut(&id);
        let taken = match self.kind {
            Some(kind) => with_kind!(kind, take(line, &mut program.tables, &mut self.patience)),
            None => take_unknown(line, program, &mut self.patience),
        };
        if is_new && taken.is_err() {
            self.workspace.programs.remove(&id);
        }
        taken
    }

    fn program_of(&mut self, line: &Line<'_>) -> Result<ProgramId, Reason> {
        if let Some(program) = self.program.as_ref().filter(|program| program.as_str() == line.program) {
            return Ok(program.clone());
        }
        let program: ProgramId = line.program.parse().map_err(|_| Reason::BadProgram)?;
        Ok(self.program.insert(program).clone())
    }
}

fn too_long(extent: Extent) -> Option<Reason> {
    if extent.longest_text > limits::LONGEST_TEXT {
        return Some(Reason::TextTooLong(extent.longest_text));
    }
    (extent.longest_number > limits::LONGEST_NUMBER).then_some(Reason::NumberTooLong(extent.longest_number))
}

/// Collects notes and knows on which line of the text they are.
pub(super) struct Notes<'a> {
    text: &'a str,
    /// Lines begun before this offset.
    counted: (usize, usize),
    list: Vec<Note>,
    n_left_out: usize,
}

impl<'a> Notes<'a> {
    pub fn new(text: &'a str) -> Self {
        Notes { text, counted: (0, 1), list: Vec::new(), n_left_out: 0 }
    }

    /// The line on which a piece of the text begins, counted from 1.
    pub fn line_of(&mut self, raw: &str) -> usize {
        let offset = (raw.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize).min(self.text.len());
        // Pieces come in order, so counting goes on from the last one; a file of nothing but damage takes one pass.
        let (from, line) = if offset >= self.counted.0 { self.counted } else { (0, 1) };
        let n_breaks = self.text.as_bytes()[from..offset].iter().filter(|&&byte| byte == b'\n').count();
        self.counted = (offset, line + n_breaks);
        self.counted.1
    }

    pub fn add(&mut self, spot: Spot, reason: Reason, raw: &str) {
        if self.list.len() + 1 < limits::MOST_NOTES {
            self.list.push(Note { spot, reason, raw: shortened(raw) });
        } else {
            self.n_left_out += 1;
        }
    }

    /// A field the file can do without; noted where it is not understood.
    pub fn optional<T>(&mut self, field: &'static str, raw: &RawValue, value: Option<T>) -> Option<T> {
        if value.is_none() {
            self.add(Spot::Header(field), Reason::NotUnderstood, raw.get());
        }
        value
    }

    pub fn finish(mut self) -> Vec<Note> {
        if self.n_left_out > 0 {
            self.list.push(Note { spot: Spot::File, reason: Reason::More(self.n_left_out), raw: String::new() });
        }
        self.list
    }
}

fn shortened(raw: &str) -> String {
    const LONGEST: usize = 200;
    match raw.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &raw[..end]),
        None => raw.to_owned(),
    }
}
