//! A table against a programme: what it would change.

use super::{
    Choices, FileRefusal, Refused, Role, What, When, Why,
    catalogue::{Catalogue, Meant, label_of},
    division::{Division, split},
    layout::{Column, Layout},
    refusal::cut,
    value::Subject,
};
use crate::{
    domain::{
        CellId, Entry, Figure, FigureKey, FiscalYear, Indicator, LONGEST_TEXT, Part, PartId, Rule, Shown, Stage, Tables, Target, TargetKey,
        TargetSlot, Trust,
    },
    register,
    sheetfile::lines::Row,
};
use std::collections::{BTreeMap, btree_map::Entry as Place};

/// What a table says, held against a programme; nothing is changed by it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The headings, with what each column was taken for.
    pub headings: Vec<(String, Option<Role>)>,
    /// In the order of the table.
    pub changes: Vec<Change>,
    pub refused: Vec<Refused>,
    /// Cells left blank: they change nothing.
    pub n_blank: usize,
}

/// A cell as it would be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub line: u64,
    pub entry: Entry,
    pub happening: Happening,
}

/// What taking a change would do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Happening {
    /// 新規: nothing is there yet.
    New,
    /// 更新: something else is there.
    Update,
    /// 食い違い: several values are there, and this one would settle it.
    Settle,
    /// 同じ: it says so already.
    Same,
}

/// Whether a table begins as one that can be read.
pub fn has_headings(rows: &[Row]) -> bool {
    Layout::find(rows).is_ok()
}

/// Reads a table against a programme. No figure may be of a year after `present`.
pub fn read(rows: &[Row], tables: &Tables, choices: &Choices, present: FiscalYear) -> Result<Reading, FileRefusal> {
    let (heading, headings, layout) = Layout::find(rows)?;
    let mut intake = Intake {
        tables,
        choices,
        catalogue: Catalogue::new(tables),
        present,
        layout,
        reading: Reading { headings, ..Reading::default() },
        taken: BTreeMap::new(),
    };
    for row in &rows[heading + 1..] {
        if let Err(why) = intake.row(row) {
            let about = intake.about(row);
            intake.reading.refused.push(Refused { line: row.line, about, column: String::new(), why });
        }
    }
    Ok(intake.finish())
}

struct Intake<'a> {
    tables: &'a Tables,
    choices: &'a Choices,
    catalogue: Catalogue<'a>,
    present: FiscalYear,
    layout: Layout,
    reading: Reading,
    taken: BTreeMap<CellId, Taken>,
}

/// What rows say of one cell.
struct Taken {
    line: u64,
    about: String,
    entry: Entry,
    /// A row that says otherwise.
    other: Option<u64>,
}

/// What a row is about.
struct Frame<'t> {
    meant: Meant,
    indicator: &'t Indicator,
    division: Division,
    year: Option<Result<When, Why>>,
    remark: String,
}

impl<'a> Intake<'a> {
    fn cell(row: &Row, at: Option<usize>) -> &str {
        at.and_then(|at| row.cells.get(at)).map_or("", |cell| cell.trim())
    }

    fn about(&self, row: &Row) -> String {
        label_of(Self::cell(row, self.layout.number), Self::cell(row, self.layout.name))
    }

    fn row(&mut self, row: &Row) -> Result<(), Why> {
        if row.is_broken {
            return Err(Why::OpenQuote);
        }
        let expected = self.layout.n_columns;
        if row.cells.iter().skip(expected).any(|cell| !cell.trim().is_empty()) {
            return Err(Why::Ragged { expected, found: row.cells.len() });
        }
        if row.cells.iter().any(|cell| cell.contains(char::REPLACEMENT_CHARACTER)) {
            return Err(Why::LostCharacters);
        }
        let frame = self.frame(row)?;
        for column in self.layout.values.clone() {
            let text = Self::cell(row, Some(column.at));
            if let Err(why) = self.value(row, &frame, column, text) {
                let heading = self.reading.headings.get(column.at).map(|(heading, _)| heading.clone()).unwrap_or_default();
                self.reading.refused.push(Refused { line: row.line, about: self.about(row), column: heading, why });
            }
        }
        Ok(())
    }

    fn frame(&self, row: &Row) -> Result<Frame<'a>, Why> {
        let layout = &self.layout;
        let meant = self.catalogue.find(Self::cell(row, layout.number), Self::cell(row, layout.name), self.choices)?;
        let indicator = self.catalogue.indicator(&meant.indicator).ok_or(Why::NoIndicator)?;
        let mut division = Division { part: meant.part.clone(), ..Division::default() };
        for at in &layout.divisions {
            division.add(Self::cell(row, Some(*at)), indicator)?;
        }
        let remark = Self::cell(row, layout.remark).to_owned();
        if remark.chars().count() > LONGEST_TEXT {
            return Err(Why::TooLong(remark.chars().count()));
        }
        let part = indicator.parts.iter().find(|part| Some(&part.id) == division.part.as_ref());
        if division.part.is_some() || indicator.parts.is_empty() {
            Subject::new(self.tables, &meant.indicator, indicator, part).check_unit(Self::cell(row, layout.unit))?;
        }
        Ok(Frame { year: layout.year.map(|at| read_when(Self::cell(row, Some(at)))), meant, indicator, division, remark })
    }

    fn value(&mut self, row: &Row, frame: &Frame<'a>, column: Column, text: &str) -> Result<(), Why> {
        if text.is_empty() {
            self.reading.n_blank += 1;
            return Ok(());
        }
        let when = match (column.when, &frame.year) {
            (When::OfRow, Some(year)) => year.clone()?,
            (when, _) => when,
        };
        let what = frame.division.what.unwrap_or(column.what);
        let parts = &frame.indicator.parts;
        let pieces: Vec<(Option<PartId>, &str)> = match &frame.division.part {
            Some(part) => vec![(Some(part.clone()), text)],
            None if parts.is_empty() => vec![(None, text)],
            None => match split(text, frame.indicator) {
                Some(pieces) => pieces.into_iter().map(|(part, text)| (Some(part), text)).collect(),
                // 近づける and 一致させる are targets of both parts together.
                None if what == What::Target => vec![(None, text)],
                None => return Err(Why::PartMissing(parts.iter().map(|part| part.label.clone()).collect())),
            },
        };
        let stage = column.stage.or(frame.division.stage);
        let mut entries = Vec::new();
        for (part, text) in pieces {
            let known = parts.iter().find(|known| Some(&known.id) == part.as_ref());
            let entry = match what {
                What::Actual => self.figure(frame, when, known, text, stage)?,
                What::Target => self.target(frame, when, known, text)?,
            };
            entries.extend(entry);
        }
        if entries.is_empty() {
            self.reading.n_blank += 1;
        }
        let about = self.about(row);
        for entry in entries {
            self.take(row.line, &about, entry);
        }
        Ok(())
    }

    fn figure(&self, frame: &Frame<'a>, when: When, part: Option<&Part>, text: &str, stage: Option<Stage>) -> Result<Option<Entry>, Why> {
        let When::Year(year) = when else { return Err(Why::FigureOfEveryYear) };
        if year > self.present {
            return Err(Why::Future(year));
        }
        let key = FigureKey { indicator: frame.meant.indicator.clone(), year, part: part.map(|part| part.id.clone()) };
        let known = self.tables.figures.get(&key).cloned().unwrap_or_else(|| Figure::confirmed(Shown::Blank));
        let subject = Subject::new(self.tables, &key.indicator, frame.indicator, part);
        let Some(mut figure) = subject.figure(text, &known)? else { return Ok(None) };
        figure.stage = stage.unwrap_or(figure.stage);
        if self.layout.values.len() == 1 && !frame.remark.is_empty() {
            figure.remark.clone_from(&frame.remark);
        }
        Ok(Some(Entry::Figure(key, figure)))
    }

    fn target(&self, frame: &Frame<'a>, when: When, part: Option<&Part>, text: &str) -> Result<Option<Entry>, Why> {
        let slot = match when {
            When::Year(year) => TargetSlot::Year(year),
            When::EveryYear | When::OfRow => TargetSlot::EveryYear,
        };
        let key = TargetKey { indicator: frame.meant.indicator.clone(), slot, part: part.map(|part| part.id.clone()) };
        let known = self.tables.targets.get(&key);
        let every = TargetKey { slot: TargetSlot::EveryYear, ..key.clone() };
        let usual = known.or_else(|| self.tables.targets.get(&every)).and_then(|target| target.rule.confirmed());
        let subject = Subject::new(self.tables, &key.indicator, frame.indicator, part);
        let Some(rule) = subject.rule(text, usual)? else { return Ok(None) };
        let is_of_all_parts = matches!(rule, Rule::Narrow | Rule::Equal | Rule::AsNeeded | Rule::Dash(_));
        if part.is_none() && !frame.indicator.parts.is_empty() && !is_of_all_parts {
            return Err(Why::PartMissing(frame.indicator.parts.iter().map(|part| part.label.clone()).collect()));
        }
        let mut target = known.cloned().unwrap_or_else(|| Target::confirmed(Rule::Blank));
        target.rule = Trust::Confirmed(rule);
        if self.layout.values.len() == 1 && !frame.remark.is_empty() {
            target.remark.clone_from(&frame.remark);
        }
        Ok(Some(Entry::Target(key, target)))
    }

    fn take(&mut self, line: u64, about: &str, entry: Entry) {
        match self.taken.entry(entry.id()) {
            Place::Vacant(place) => {
                place.insert(Taken { line, about: about.to_owned(), entry, other: None });
            }
            Place::Occupied(mut place) => {
                let first = place.get_mut();
                if first.entry != entry {
                    first.other.get_or_insert(line);
                    let why = Why::Twin { other: first.line };
                    self.reading.refused.push(Refused { line, about: about.to_owned(), column: String::new(), why });
                }
            }
        }
    }

    fn finish(self) -> Reading {
        let Intake { tables, mut reading, taken, .. } = self;
        for (id, Taken { line, about, entry, other }) in taken {
            match other {
                Some(other) => reading.refused.push(Refused { line, about, column: String::new(), why: Why::Twin { other } }),
                None => reading.changes.push(Change { line, happening: happening(tables, &id, &entry), entry }),
            }
        }
        reading.changes.sort_by_key(|change| change.line);
        reading.refused.sort_by_key(|refused| refused.line);
        reading
    }
}

fn happening(tables: &Tables, id: &CellId, entry: &Entry) -> Happening {
    match tables.reading(id) {
        register::Reading::Absent => Happening::New,
        register::Reading::Conflict(_) => Happening::Settle,
        register::Reading::Settled(known) if known == *entry => Happening::Same,
        register::Reading::Settled(Entry::Figure(_, figure)) if figure.shown == Trust::Confirmed(Shown::Blank) => Happening::New,
        register::Reading::Settled(Entry::Target(_, target)) if target.rule == Trust::Confirmed(Rule::Blank) => Happening::New,
        register::Reading::Settled(_) => Happening::Update,
    }
}

/// 令和5年度, or 毎年度 of a target.
fn read_when(text: &str) -> Result<When, Why> {
    if matches!(text, "毎年度" | "毎年") {
        return Ok(When::EveryYear);
    }
    FiscalYear::parse(text).map(When::Year).map_err(|_| Why::NotAYear(cut(text)))
}
