//! What goes out, and under which name.

use crate::{
    bundle::{self, Header, Scope, Titled},
    domain::{
        Author, CellId, CellKind, DepartmentId, FiscalYear, Owner, Program, ProgramId, Record, Table, Tables, Visitor, Workspace, owner_of,
    },
    register::{Cell, Moment, Sibling, Writer},
    store::settings::Revision,
};
use std::{collections::BTreeSet, sync::Arc};

/// Larger files are stopped by many a mail gateway.
pub const LARGEST_TO_SEND: usize = 5_000_000;

/// A file to be handed to the person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Export {
    /// `進捗帳_nagaoka_人事課_報告_令和5年度_第2版_20261121-0930.json`
    pub name: String,
    pub text: String,
}

/// What a person writes out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outgoing {
    /// The secretariat's distribution: everything of the programme but counts of answers, which would tell of small groups.
    Programme(ProgramId),
    /// What the department owns, and what this device changed.
    Report { program: ProgramId, department: DepartmentId },
    /// 公表版: what staff may see of surveys. No figures, notes, or names of people.
    Publication(ProgramId),
    /// Everything on this device, but for opened answers.
    Backup,
}

/// Who writes, and when by the clock of the device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    pub author: Author,
    pub at: Moment,
}

/// A text that is ready to go, and what its name is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    pub text: String,
    /// What is the same for every revision: `nagaoka_人事課_報告_令和5年度`.
    pub series: String,
    reach: Reach,
    at: Moment,
}

/// The cells in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Reach {
    Everything,
    Programme(ProgramId),
    Cells(ProgramId, BTreeSet<CellId>),
}

/// Writes the file; `year` is the one that is being worked on.
pub fn write(workspace: &Workspace, outgoing: &Outgoing, year: FiscalYear, signature: &Signature) -> Written {
    let header = |scope| Header {
        scope,
        from: Some(signature.author.clone()),
        written_at: Some(signature.at),
        document_number: None,
        app: Some(concat!("shinchoku ", env!("CARGO_PKG_VERSION")).to_owned()),
    };
    let (scope, text, kind, reach) = match outgoing {
        Outgoing::Programme(program) => {
            let header = header(Scope::Programme(Titled::of(workspace, program)));
            (
                program.as_str(),
                bundle::write(workspace, &header, |_, cell| is_for_everyone(cell)),
                "配布",
                Reach::Programme(program.clone()),
            )
        }
        Outgoing::Report { program, department } => {
            let header = header(Scope::Report(Titled::of(workspace, program)));
            let own = cells_of(workspace, program, department, &signature.author);
            let text = bundle::write(workspace, &header, |_, cell| own.contains(cell));
            (program.as_str(), text, "報告", Reach::Cells(program.clone(), own))
        }
        Outgoing::Publication(program) => {
            let public = published(workspace, program);
            let header = Header { from: Some(office(&signature.author)), ..header(Scope::Publication(Titled::of(workspace, program))) };
            let text = bundle::write(&public.workspace, &header, bundle::everything);
            (program.as_str(), text, "公表版", Reach::Cells(program.clone(), public.cells))
        }
        Outgoing::Backup => ("全体", bundle::write(workspace, &header(Scope::Backup), bundle::everything), "控え", Reach::Everything),
    };
    // What is handed out belongs to the year in which it is; everything else to the year that is being worked on.
    let year = match outgoing {
        Outgoing::Programme(_) => FiscalYear::of(signature.at.date()).unwrap_or(year),
        Outgoing::Report { .. } | Outgoing::Publication(_) | Outgoing::Backup => year,
    };
    let year = year.wareki();
    let series: Vec<&str> = [scope, &signature.author.department, kind, &year].into_iter().filter(|part| !part.is_empty()).collect();
    Written { text, series: series.join("_"), reach, at: signature.at }
}

/// What the paper answers of a 所属 say, and which answers count, stays with the secretariat: a backup carries it.
fn is_for_everyone(cell: &CellId) -> bool {
    !matches!(cell, CellId::PaperTally(_) | CellId::Intake(_))
}

impl Written {
    pub fn fingerprint(&self) -> String {
        bundle::fingerprint(&self.text)
    }

    pub fn includes(&self, program: &ProgramId, cell: &CellId) -> bool {
        match &self.reach {
            Reach::Everything => true,
            Reach::Programme(of) => of == program && is_for_everyone(cell),
            Reach::Cells(of, cells) => of == program && cells.contains(cell),
        }
    }

    /// The file under its full name.
    pub fn named(self, revision: &Revision) -> Export {
        let name = file_name(&[&self.series, &format!("第{}版", revision.n), &stamp(self.at)]);
        Export { name, text: self.text }
    }
}

/// The name of a file of sealed answers: no department and no time, which the file keeps quiet about too. What tells it from a
/// hundred others in one folder comes from its sealed text, so the same answers have the same name.
pub fn answers_file_name(program: &ProgramId, year: FiscalYear, text: &str) -> String {
    let mark: String = bundle::fingerprint(text).chars().take(8).collect();
    file_name(&[program.as_str(), "アンケート回答", &year.wareki(), &mark])
}

/// An author without the person.
fn office(author: &Author) -> Author {
    Author { department: author.department.clone(), ..Author::default() }
}

/// What staff may see: the frame, the departments, the surveys with their published results. Of each cell what it says now, not
/// what it said before, and of its writers the department.
#[derive(Default)]
struct Public {
    workspace: Workspace,
    cells: BTreeSet<CellId>,
}

fn published(workspace: &Workspace, program: &ProgramId) -> Public {
    struct Visit(Tables, BTreeSet<CellId>);

    impl Visitor for Visit {
        fn table<C: CellKind>(&mut self, table: &Table<C::Key, C::Value>) {
            for (key, cell) in table.cells() {
                let id = C::id(key.clone());
                let is_public = match &id {
                    CellId::Overview(()) | CellId::Settings(()) | CellId::Vocabulary(()) => true,
                    CellId::Department(_) | CellId::Survey(_) | CellId::Edition(_) => true,
                    CellId::Position(record) | CellId::Standing(record) => matches!(record, Record::Department(_)),
                    _ => false,
                };
                if is_public {
                    let siblings = cell.siblings().iter().map(|sibling| Sibling { before: None, ..sibling.clone() });
                    C::table_mut(&mut self.0).put(key.clone(), Some(Cell::from_parts(siblings, cell.context().clone())));
                    self.1.insert(id);
                }
            }
        }
    }

    let Some(all) = workspace.program(program) else { return Public::default() };
    let mut visit = Visit(Tables::default(), BTreeSet::new());
    all.tables.visit(&mut visit);
    let Visit(tables, cells) = visit;
    let program_of_it = Program { tables, ..Program::default() };
    let writers = workspace.writers.iter().map(|(writer, author)| (*writer, office(author))).collect();
    Public { workspace: Workspace { programs: [(program.clone(), Arc::new(program_of_it))].into(), writers }, cells }
}

fn stamp(at: Moment) -> String {
    at.format("%Y%m%d-%H%M").to_string()
}

fn file_name(parts: &[&str]) -> String {
    let parts = std::iter::once("進捗帳").chain(parts.iter().copied()).filter(|part| !part.is_empty());
    safe_name(&parts.collect::<Vec<_>>().join("_"), "json")
}

/// Characters that Windows does not take in a name become `_`.
pub(super) fn safe_name(name: &str, ending: &str) -> String {
    let is_forbidden = |c: char| c.is_control() || matches!(c, '<' | '>' | ':' | '"' | '/' | '\\' | '|' | '?' | '*');
    let name: String = name.chars().map(|c| if is_forbidden(c) { '_' } else { c }).collect();
    format!("{name}.{ending}")
}

/// The cells a department reports: its own, and whatever a person of it wrote but the records of files read.
pub(super) fn cells_of(workspace: &Workspace, program: &ProgramId, department: &DepartmentId, author: &Author) -> BTreeSet<CellId> {
    struct Own<'a> {
        tables: &'a Tables,
        department: &'a DepartmentId,
        writers: BTreeSet<Writer>,
        cells: BTreeSet<CellId>,
    }

    impl Visitor for Own<'_> {
        fn table<C: CellKind>(&mut self, table: &Table<C::Key, C::Value>) {
            for (key, cell) in table.cells() {
                let id = C::id(key.clone());
                let is_own = matches!(owner_of(self.tables, &id), Owner::Departments(owners) if owners.contains(self.department));
                // Which files a device has read is its own business; a department's steps are its own cells.
                let is_record = matches!(id, CellId::Trace(_));
                let is_written = !is_record && cell.siblings().iter().any(|sibling| self.writers.contains(&sibling.dot.writer));
                if is_own || is_written {
                    self.cells.insert(id);
                }
            }
        }
    }

    let Some(program) = workspace.program(program) else { return BTreeSet::new() };
    let is_ours = |other: &Author| !author.department.is_empty() && other.department == author.department;
    let writers = workspace.writers.iter().filter(|(_, other)| is_ours(other)).map(|(writer, _)| *writer).collect();
    let mut own = Own { tables: &program.tables, department, writers, cells: BTreeSet::new() };
    program.tables.visit(&mut own);
    own.cells
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{EligibleKey, PaperTally, SurveyId};
    use crate::register::Dot;

    #[test]
    fn counts_of_answers_are_handed_out_to_nobody() {
        let id = ProgramId::new("p").expect("an id");
        let key = EligibleKey { survey: SurveyId::new("s").expect("an id"), department: DepartmentId::new("jinji").expect("an id") };
        let tally = PaperTally { answered: 2, ..PaperTally::default() };
        let mut workspace = Workspace::default();
        let dot = Dot { writer: Writer::from_bits(1), n: 1 };
        workspace.program_mut(&id).tables.paper_tallies.cell_mut(key.clone()).write(dot, None, tally);
        let at = chrono::NaiveDate::default().and_hms_opt(9, 0, 0).expect("a time");
        let signature = Signature { author: Author::default(), at };
        let year = FiscalYear::new(2026).expect("a year");
        let out = write(&workspace, &Outgoing::Programme(id.clone()), year, &signature);
        assert!(!out.text.contains("paper_tally") && !out.includes(&id, &CellId::PaperTally(key)));
        assert!(write(&workspace, &Outgoing::Backup, year, &signature).text.contains("paper_tally"));
    }

    /// A programme with something of everything: N's seed, and what a secretariat adds.
    fn busy() -> (Workspace, ProgramId) {
        let mut workspace = bundle::read(include_str!("../../seeds/nagaoka.json")).expect("our own seed").workspace;
        let id = ProgramId::new("nagaoka").expect("an id");
        let writer = Writer::from_bits(7);
        let person = Author { department: "人事課".to_owned(), person: "山田花子".to_owned(), ..Author::default() };
        workspace.writers.insert(writer, person);
        let survey = SurveyId::new("2023").expect("an id");
        let of = EligibleKey { survey: survey.clone(), department: DepartmentId::new("jinji").expect("an id") };
        let answer = crate::domain::AnswerId::new("0123abc").expect("an id");
        let ruling = crate::domain::Intake { ruling: crate::domain::Ruling::Excluded, reason: "本人の申し出".to_owned() };
        let results = crate::domain::Results { version: 1, minimum: 10, questions: Vec::new(), groups: Vec::new(), means: Vec::new() };
        let edition = |text: &str| {
            let texts = vec![(crate::domain::QuestionId::new("free").expect("an id"), vec![text.to_owned()])];
            crate::domain::Edition { on: chrono::NaiveDate::default(), results: results.clone(), texts }
        };
        let first = crate::domain::EditionKey { survey: survey.clone(), number: 1 };
        let tables = &mut workspace.program_mut(&id).tables;
        let at = |n| Dot { writer, n };
        tables.paper_tallies.cell_mut(of.clone()).write(at(1), None, PaperTally { answered: 2, ..PaperTally::default() });
        tables.intake.cell_mut(crate::domain::IntakeKey { survey, answer: Some(answer) }).write(at(2), None, ruling);
        tables.editions.cell_mut(first.clone()).write(at(3), None, edition("課長の佐藤さんが怒鳴る"));
        tables.editions.cell_mut(first).write(at(4), None, edition("上司が怒鳴る"));
        (workspace, id)
    }

    #[test]
    fn a_publication_has_what_staff_may_see_and_nothing_else() {
        let (workspace, id) = busy();
        let at = chrono::NaiveDate::default().and_hms_opt(9, 0, 0).expect("a time");
        let author = Author { department: "人事課".to_owned(), person: "山田花子".to_owned(), ..Author::default() };
        let signature = Signature { author, at };
        let year = FiscalYear::new(2023).expect("a year");
        let out = write(&workspace, &Outgoing::Publication(id.clone()), year, &signature);
        // No names of people, no figures, notes or sheets, nothing of answers, and of what was redacted only what is left.
        for word in [
            "山田花子",
            "佐藤",
            "0123abc",
            "本人の申し出",
            "\"figure\"",
            "\"note\"",
            "\"passage\"",
            "\"paper_tally\"",
            "\"intake\"",
            "\"before\"",
        ] {
            assert!(!out.text.contains(word), "{word}");
        }
        assert!(out.text.contains("上司が怒鳴る"));
        let read = bundle::read(&out.text).expect("our own file");
        assert_eq!((read.notes.len(), read.header.from.map(|from| from.person)), (0, Some(String::new())));
        struct Kinds(BTreeSet<&'static str>);
        impl Visitor for Kinds {
            fn table<C: CellKind>(&mut self, table: &Table<C::Key, C::Value>) {
                if table.cells().next().is_some() {
                    self.0.insert(C::KIND.name());
                }
            }
        }
        let mut kinds = Kinds(BTreeSet::new());
        read.workspace.program(&id).expect("is there").tables.visit(&mut kinds);
        let public = ["department", "edition", "overview", "position", "settings", "survey", "vocabulary"];
        assert_eq!(kinds.0.into_iter().collect::<Vec<_>>(), public);
        // What it says it wrote is what it wrote, and a second of the same day is the same.
        let edition = CellId::Edition(crate::domain::EditionKey { survey: SurveyId::new("2023").expect("an id"), number: 1 });
        assert!(out.includes(&id, &edition) && !out.includes(&ProgramId::new("p").expect("an id"), &edition));
        assert_eq!(out.text, write(&workspace, &Outgoing::Publication(id), year, &signature).text);
    }

    #[test]
    fn a_file_name_is_one_that_windows_takes() {
        assert_eq!(file_name(&["p", "総務部/人事課", "", "報告"]), "進捗帳_p_総務部_人事課_報告.json");
    }
}
