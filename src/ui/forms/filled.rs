//! Forms that come back filled in: what people wrote, as values of cells.

use super::{
    key::{Field, Said, reply, report},
    lists::{MARK, TEXT},
    sheet::grade,
};
use crate::sheetfile::SheetRows;
use crate::{
    domain::{
        Dash, Entry, Figure, FigureKey, FollowUp, GradeId, Matter, Part, Passage, ProgramId, Rating, RatingKey, Shown, State, Tables,
        Trust, Workspace, enter_number, enter_words, qualifier_of, read_number, unit_of,
    },
    register::Context,
    sheetfile::xlsx::{NotAWorkbook, fingerprint, read_filled},
    ui::words,
};
use rust_decimal::Decimal;

/// What a form of ours says that came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Returned {
    pub program: ProgramId,
    /// What was written, with what its writer had seen of the cell. Cells that say what was written out are not among them.
    pub entries: Vec<(Entry, Context)>,
    pub unread: Vec<Unread>,
    pub n_cells: usize,
}

/// A cell whose content is no value of its kind. Nothing of it is taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    pub cell: String,
    pub text: String,
    pub why: String,
}

/// Reads a workbook; `Ok(None)`: none of our forms.
pub fn read_workbook(workspace: &Workspace, bytes: &[u8]) -> Result<Option<Returned>, NotAWorkbook> {
    let Some(filled) = read_filled(bytes)? else { return Ok(None) };
    let Ok(program) = ProgramId::new(&filled.origin) else { return Ok(None) };
    Ok(Some(returned(workspace, program, filled.changed, filled.n_cells)))
}

/// Reads 進捗管理票の欄; `None`: a table, but none of ours.
pub fn read_csv(workspace: &Workspace, sheet: &SheetRows) -> Option<Returned> {
    let mut rows = sheet.rows.iter().skip_while(|row| !row.iter().any(|cell| cell == MARK));
    let heads = rows.next()?;
    let place = |name| heads.iter().position(|head| head == name);
    let (text, mark) = (place(TEXT)?, place(MARK)?);
    let mut program = None;
    let mut changed = Vec::new();
    let mut n_cells = 0;
    for row in rows {
        let Some((origin, key, was)) = row.get(mark).and_then(|mark| unmarked(mark)) else { continue };
        let origin = ProgramId::new(origin).ok()?;
        n_cells += 1;
        // Two programmes in one file were put together by hand; whose the rest is nobody knows.
        if program.get_or_insert_with(|| origin.clone()) != &origin {
            return None;
        }
        let now = row.get(text).map_or_else(String::new, |text| text.replace("\r\n", "\n"));
        if fingerprint(&now) != was && fingerprint(&as_number(&now)) != was {
            changed.push((key.to_owned(), Some(now)));
        }
    }
    Some(returned(workspace, program?, changed, n_cells))
}

/// `5.0` as a spreadsheet gives it back; a text as it is.
fn as_number(text: &str) -> String {
    text.parse::<Decimal>().map_or_else(|_| text.to_owned(), |number| number.normalize().to_string())
}

/// 照合記号 of a row: whose cell it is and what it said.
pub fn marked(program: &ProgramId, key: &str, text: &str) -> String {
    format!("{program}/{key}#{}", fingerprint(text))
}

fn unmarked(mark: &str) -> Option<(&str, &str, &str)> {
    let (program, rest) = mark.split_once('/')?;
    let (key, was) = rest.rsplit_once('#')?;
    Some((program, key, was))
}

fn returned(workspace: &Workspace, program: ProgramId, changed: Vec<(String, Option<String>)>, n_cells: usize) -> Returned {
    let nothing = Tables::default();
    let tables = workspace.program(&program).map_or(&nothing, |program| &program.tables);
    let mut result = Returned { program, entries: Vec::new(), unread: Vec::new(), n_cells };
    for (key, text) in changed {
        let Some((field, seen)) = Field::read(&key) else {
            result.unread.push(Unread {
                cell: key, text: text.unwrap_or_default(), why: "この欄の照合記号が読めません。".to_owned()
            });
            continue;
        };
        let cell = words::cell_name(tables, &field.id());
        let Some(text) = text else {
            result.unread.push(Unread {
                cell,
                text: String::new(),
                why: "欄が表から削除されています。手元の内容はそのままです。".to_owned(),
            });
            continue;
        };
        match value(tables, field, &text) {
            Ok(entry) => result.entries.push((entry, seen)),
            Err(why) => result.unread.push(Unread { cell, text, why: why.to_owned() }),
        }
    }
    result
}

/// The value that typing the text into the page would give.
fn value(tables: &Tables, field: Field, text: &str) -> Result<Entry, &'static str> {
    Ok(match field {
        Field::Passage(key) => {
            let dash = dash_of(tables.passages.get(&key), Dash::NotApplicable);
            Entry::Passage(key, passage(text, dash))
        }
        Field::Plan(key) => {
            let dash = dash_of(tables.plan.get(&key), Dash::NotPlanned);
            Entry::Plan(key, passage(text, dash))
        }
        Field::Rating(key) => rating(tables, key, text)?,
        Field::Figure(key) => figure(tables, key, text)?,
        Field::Reply(measure, year, opinion) => Entry::FollowUp(reply(measure, year, opinion), FollowUp::words(text)),
        Field::Report(measure, year, said, department) => {
            let value = match said {
                Said::Work => FollowUp::words(text),
                Said::Progress => {
                    state(text, Matter::PROGRESS, words::follow_up::progress, "「実施した」などの、表の下にある言葉で書いてください。")?
                }
                Said::GoodPractice => state(
                    text,
                    &[State::Yes, State::No],
                    words::follow_up::good_practice,
                    "「優良事例あり」か「該当なし」と書いてください。",
                )?,
            };
            Entry::FollowUp(report(measure, year, said, department), value)
        }
    })
}

/// One of the words that the form offers; nothing written says nothing.
fn state(text: &str, offered: &[State], word: fn(State) -> &'static str, why: &'static str) -> Result<FollowUp, &'static str> {
    let bare = text.trim();
    if bare.is_empty() {
        return Ok(FollowUp::default());
    }
    offered.iter().find(|state| word(**state) == bare).map(|state| FollowUp::state(*state)).ok_or(why)
}

/// What a dash stood for stays what it stands for.
fn dash_of(now: Option<&Passage>, usual: Dash) -> Dash {
    if let Some(Passage::Dash(dash)) = now { *dash } else { usual }
}

fn passage(text: &str, dash: Dash) -> Passage {
    if is_dash(text) { Passage::Dash(dash) } else { Passage::Text(text.to_owned()) }
}

fn is_dash(text: &str) -> bool {
    matches!(text.trim(), "—" | "―" | "－" | "-" | "–" | "ー")
}

fn rating(tables: &Tables, key: RatingKey, text: &str) -> Result<Entry, &'static str> {
    let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let wanted = bare(text);
    if wanted.is_empty() {
        return Err("評価を空にすることは、表からはできません。");
    }
    let scale = tables.rating_scale.get(&()).ok_or("評価区分が決まっていません。")?;
    let fits = |id: &GradeId, label: &str, symbol: Option<&str>| {
        [bare(&grade(tables, id)), bare(label), symbol.map(bare).unwrap_or_default()].contains(&wanted)
    };
    let symbol = |symbol: &Option<Trust<String>>| symbol.as_ref().and_then(Trust::confirmed).cloned();
    let grades = scale.grades.iter().find(|it| fits(&it.id, &it.label, symbol(&it.symbol).as_deref())).map(|it| &it.id);
    let given = grades.or_else(|| scale.decisions.iter().find(|it| fits(&it.id, &it.label, None)).map(|it| &it.id));
    let given = given.ok_or("評価区分にない評価です。区分の言葉のとおりに書いてください。")?.clone();
    let reason = tables.ratings.get(&key).map_or_else(String::new, |rating| rating.reason.clone());
    Ok(Entry::Rating(key, Rating { given, reason }))
}

fn figure(tables: &Tables, key: FigureKey, text: &str) -> Result<Entry, &'static str> {
    let indicator = tables.indicators.get(&key.indicator).ok_or("この指標は手元にありません。")?;
    let part = key.part.as_ref().and_then(|id| indicator.parts.iter().find(|part| part.id == *id));
    let mut figure = tables.figures.get(&key).cloned().unwrap_or_else(|| Figure::confirmed(Shown::Blank));
    let unit = unit_of(indicator, part);
    let bare = without_marks(text, part);
    match read_number(bare, &unit) {
        Ok(typed) => enter_number(&mut figure, typed, unit, qualifier_of(indicator.accumulation)),
        Err(_) if unit.is_empty() => enter_words(&mut figure, bare.to_owned()),
        Err(_) => return Err("数として読めません。"),
    }
    Ok(Entry::Figure(key, figure))
}

/// Without the label of the part and the mark of a running total, which the form prints before the number.
fn without_marks<'a>(text: &'a str, part: Option<&Part>) -> &'a str {
    let mut text = text.trim();
    let label = part.map_or("", |part| &part.label);
    for mark in [label, "(累計)", "（累計）", "累計", "延べ"].into_iter().filter(|mark| !mark.is_empty()) {
        text = text.strip_prefix(mark).unwrap_or(text).trim_start();
    }
    text
}
