//! Who has filled what: every piece of every sheet, and what is late.

use super::{cycle::unanswered, submission::inquiries};
use crate::domain::{
    AgendaId, Asked, Column, FigureKey, FiscalYear, Inquiry, MeasureId, PartId, Passage, PassageKey, PlanKey, RatingKey, RowId, Section,
    Shown, Step, Tables, Trust,
};
use chrono::{Datelike, NaiveDate};

/// A piece of a sheet, as the form prints them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Piece {
    Content,
    Effect,
    Plan,
    FirstHalf,
    SecondHalf,
    Figures,
    /// 【Check】, the grade of 主管課.
    Rating,
    Check,
    Action,
    /// What the year before left over.
    Answers,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fill {
    Filled,
    /// Some of several: Plan rows, indicators, to-dos.
    Partly {
        filled: usize,
        of: usize,
    },
    Empty,
    /// Not filled, and the day it was asked for is past.
    Late,
    /// Nothing of the kind on this sheet: no rows, no indicators, nothing left over.
    Nothing,
}

impl Piece {
    pub const ALL: [Piece; 10] = [
        Piece::Content,
        Piece::Effect,
        Piece::Plan,
        Piece::FirstHalf,
        Piece::SecondHalf,
        Piece::Figures,
        Piece::Rating,
        Piece::Check,
        Piece::Action,
        Piece::Answers,
    ];

    /// What can only be said when the year is nearly over. An inquiry that is due before March asks for the rest.
    fn is_of_years_end(self) -> bool {
        matches!(self, Piece::SecondHalf | Piece::Figures | Piece::Rating | Piece::Check | Piece::Action)
    }
}

/// How far one sheet is filled in, piece by piece in the order of [`Piece::ALL`].
pub fn filled(tables: &Tables, measure: &MeasureId, year: FiscalYear, today: NaiveDate) -> Vec<(Piece, Fill)> {
    let fill = |piece| {
        let (filled, of) = count(tables, measure, year, piece);
        let is_late = || sheet_due(tables, measure, year, piece).is_some_and(|due| due < today);
        match (filled, of) {
            (_, 0) => Fill::Nothing,
            (filled, of) if filled == of => Fill::Filled,
            _ if is_late() => Fill::Late,
            (0, _) => Fill::Empty,
            (filled, of) => Fill::Partly { filled, of },
        }
    };
    Piece::ALL.into_iter().map(|piece| (piece, fill(piece))).collect()
}

/// Whether a department has told anything of a year on its sheet: a result, or the grade of 主管課. A sheet whose every row is "—"
/// has nothing to tell.
pub(super) fn tells_results(tables: &Tables, measure: &MeasureId, year: FiscalYear) -> bool {
    let mut told = [Piece::FirstHalf, Piece::SecondHalf, Piece::Rating].into_iter().map(|piece| count(tables, measure, year, piece));
    told.any(|(filled, of)| filled > 0 || of == 0)
}

/// Whether a figure is entered; a doubtful or lost one is, as far as it can be.
pub(super) fn is_entered(tables: &Tables, key: &FigureKey) -> bool {
    let says = |shown: &Trust<Shown>| !matches!(shown, Trust::Confirmed(Shown::Blank));
    tables.figures.cell(key).is_some_and(|cell| cell.siblings().iter().any(|sibling| says(&sibling.value.shown)))
}

/// The inquiries that stand and ask for a sheet, the next due first.
pub fn asking_for_sheet<'a>(tables: &'a Tables, measure: &MeasureId, year: FiscalYear) -> Vec<(&'a AgendaId, &'a str, &'a Inquiry)> {
    let asks = |inquiry: &Inquiry| {
        inquiry.asks.iter().any(|asked| match asked {
            Asked::Sheets(of) => *of == year,
            Asked::Sheet(id, of) => id == measure && *of == year,
            Asked::Figures(_) | Asked::Reports(_) | Asked::Indicator(..) | Asked::Survey(_) => false,
        })
    };
    inquiries(tables).into_iter().filter(|(_, _, inquiry)| asks(inquiry)).collect()
}

/// The last day on which a piece was to be there; none where nobody has asked for it.
fn sheet_due(tables: &Tables, measure: &MeasureId, year: FiscalYear, piece: Piece) -> Option<NaiveDate> {
    let march = NaiveDate::from_ymd_opt(year.last_day().year(), 3, 1)?;
    let dues = asking_for_sheet(tables, measure, year).into_iter().map(|(_, _, inquiry)| inquiry.due);
    dues.filter(|due| !piece.is_of_years_end() || *due >= march).min()
}

/// How many of how many are filled in.
fn count(tables: &Tables, measure: &MeasureId, year: FiscalYear, piece: Piece) -> (usize, usize) {
    let section = |section| {
        let key = PassageKey { measure: measure.clone(), year, section };
        (usize::from(tables.passages.cell(&key).is_some_and(|cell| cell.siblings().iter().any(|it| says(&it.value)))), 1)
    };
    let column = |column| {
        let rows = tables.plan_rows_of(measure, year);
        let of = |row: &RowId, column| {
            tables.plan.cell(&PlanKey { measure: measure.clone(), year, row: row.clone(), column }).map_or(&[][..], |cell| cell.siblings())
        };
        // A row whose Plan is "—" has nothing to say in the other columns.
        let is_asked = |row: &&&RowId| !matches!(of(row, Column::Plan).first(), Some(it) if matches!(it.value, Passage::Dash(_)));
        let filled = rows.iter().filter(is_asked).filter(|row| of(row, column).iter().any(|it| says(&it.value)));
        (filled.count(), rows.iter().filter(is_asked).count().max(usize::from(rows.is_empty())))
    };
    match piece {
        Piece::Content => section(Section::Content),
        Piece::Effect => section(Section::Effect),
        Piece::Check => section(Section::Check),
        Piece::Action => section(Section::Action),
        Piece::Plan => column(Column::Plan),
        Piece::FirstHalf => column(Column::FirstHalf),
        Piece::SecondHalf => column(Column::SecondHalf),
        Piece::Rating => {
            let given = [Step::Lead, Step::AsPrinted].map(|step| RatingKey { measure: measure.clone(), year, step });
            (usize::from(given.iter().any(|key| tables.ratings.cell(key).is_some())), 1)
        }
        Piece::Figures => figures(tables, measure, year),
        Piece::Answers => {
            let left = year.previous().map_or(0, |before| tables.to_dos(measure, before).len());
            (left - unanswered(tables, measure, year).len(), left)
        }
    }
}

fn figures(tables: &Tables, measure: &MeasureId, year: FiscalYear) -> (usize, usize) {
    let of_measure = tables.listed_indicators().into_iter().filter(|(_, indicator)| indicator.measure.as_ref() == Some(measure));
    let keys = of_measure.flat_map(|(id, indicator)| {
        let parts: Vec<Option<PartId>> =
            if indicator.parts.is_empty() { vec![None] } else { indicator.parts.iter().map(|part| Some(part.id.clone())).collect() };
        parts.into_iter().map(move |part| FigureKey { indicator: id.clone(), year, part })
    });
    keys.fold((0, 0), |(filled, of), key| (filled + usize::from(is_entered(tables, &key)), of + 1))
}

fn says(passage: &Passage) -> bool {
    !matches!(passage, Passage::Text(text) if text.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::{super::fixture::*, *};
    use crate::domain::{Agenda, Dash, Entry, FollowUp, FollowUpKey, Matter, Occasion, State};

    fn city() -> City {
        let plan = |row: &str, column, passage| Entry::Plan(PlanKey { measure: id("S"), year: year(2023), row: id(row), column }, passage);
        City::new()
            .measure("S")
            .write(plan("r1", Column::Plan, Passage::Text("調べる。".to_owned())))
            .write(plan("r2", Column::Plan, Passage::Text("決める。".to_owned())))
            .write(plan("r3", Column::Plan, Passage::Dash(Dash::NotPlanned)))
            .write(plan("r1", Column::FirstHalf, Passage::Text("調べた。".to_owned())))
    }

    fn asked(city: City, due: &str) -> City {
        let inquiry =
            Inquiry { document_number: String::new(), sent_on: date("2023-09-01"), due: date(due), asks: vec![Asked::Sheets(year(2023))] };
        let what = Occasion::Inquiry(inquiry);
        let agenda = Agenda { title: String::new(), departments: Vec::new(), note: String::new(), what, withdrawn_on: None };
        city.write(Entry::Agenda(id("a"), agenda))
    }

    fn fill(city: &City, piece: Piece, today: &str) -> Fill {
        filled(&city.tables, &id("S"), year(2023), date(today)).into_iter().find(|(it, _)| *it == piece).unwrap().1
    }

    #[test]
    fn rows_are_counted_and_a_dash_asks_for_nothing() {
        assert_eq!(fill(&city(), Piece::Plan, "2023-06-01"), Fill::Filled);
        assert_eq!(fill(&city(), Piece::FirstHalf, "2023-06-01"), Fill::Partly { filled: 1, of: 2 });
        assert_eq!(fill(&city(), Piece::SecondHalf, "2024-06-01"), Fill::Empty, "nobody asked");
        assert_eq!(fill(&city(), Piece::Figures, "2024-06-01"), Fill::Nothing);
        assert_eq!(fill(&City::new().measure("S"), Piece::Plan, "2023-06-01"), Fill::Empty, "a sheet without rows is not filled in");
    }

    #[test]
    fn half_way_through_the_year_only_its_first_half_can_be_late() {
        let city = asked(city(), "2023-10-20");
        assert_eq!(fill(&city, Piece::FirstHalf, "2023-10-20"), Fill::Partly { filled: 1, of: 2 });
        assert_eq!(fill(&city, Piece::FirstHalf, "2023-10-21"), Fill::Late);
        assert_eq!(fill(&city, Piece::SecondHalf, "2023-10-21"), Fill::Empty);
        assert_eq!(fill(&asked(city, "2024-04-19"), Piece::Check, "2024-04-20"), Fill::Late);
    }

    #[test]
    fn a_dash_in_every_row_leaves_nothing_to_fill() {
        let key = PlanKey { measure: id("S"), year: year(2023), row: id("r1"), column: Column::Plan };
        let city = City::new().measure("S").write(Entry::Plan(key, Passage::Dash(Dash::NotPlanned)));
        assert_eq!(fill(&city, Piece::FirstHalf, "2024-06-01"), Fill::Nothing);
    }

    #[test]
    fn an_inquiry_asks_for_the_sheets_of_its_own_year() {
        let asks = |asked: Asked| {
            let inquiry =
                Inquiry { document_number: String::new(), sent_on: date("2023-09-01"), due: date("2023-10-20"), asks: vec![asked] };
            let what = Occasion::Inquiry(inquiry);
            let agenda = Agenda { title: String::new(), departments: Vec::new(), note: String::new(), what, withdrawn_on: None };
            let city = city().write(Entry::Agenda(id("a"), agenda));
            asking_for_sheet(&city.tables, &id("S"), year(2023)).len()
        };
        let of = [2023, 2022].map(year);
        assert_eq!(of.map(Asked::Sheets).map(asks), [1, 0]);
        assert_eq!(of.map(|of| asks(Asked::Sheet(id("S"), of))), [1, 0]);
        assert_eq!(of.map(|of| asks(Asked::Sheet(id("T"), of))), [0, 0]);
        assert_eq!(of.map(Asked::Figures).map(asks), [0, 0]);
    }

    #[test]
    fn the_figures_of_a_sheet_are_those_of_its_own_indicators_part_by_part() {
        let city = city()
            .indicator_with("X", |indicator| indicator.measure = Some(id("S")))
            .indicator_with("Y", |indicator| {
                indicator.measure = Some(id("S"));
                men_and_women(indicator);
            })
            .indicator_with("Z", |indicator| indicator.measure = Some(id("T")));
        let figures = |city: &City| fill(city, Piece::Figures, "2024-06-01");
        let elsewhere = city.figures("Z", [(2023, n("1"))]).figures("X", [(2022, n("1")), (2023, Shown::Blank)]);
        assert_eq!(figures(&elsewhere), Fill::Empty);
        let one = elsewhere.part("Y", "male", [(2023, n("1"))]);
        assert_eq!(figures(&one), Fill::Partly { filled: 1, of: 3 });
        assert_eq!(figures(&one.part("Y", "female", [(2023, n("1"))]).figures("X", [(2023, n("1"))])), Fill::Filled);
    }

    #[test]
    fn what_the_year_before_left_over_is_counted_by_what_was_answered() {
        let say = |city: City, of, matter, value| city.write(Entry::FollowUp(FollowUpKey::Sheet(id("S"), year(of), matter), value));
        let answers = |city: &City| fill(city, Piece::Answers, "2023-06-01");
        assert_eq!(answers(&city()), Fill::Nothing);
        let left =
            ["t1", "t2"].into_iter().fold(city(), |city, to_do| say(city, 2022, Matter::ToDo(id(to_do)), FollowUp::words("続ける。")));
        assert_eq!(answers(&left), Fill::Empty);
        let one = say(left, 2022, Matter::Answer(id("t1")), FollowUp::state(State::Continued));
        assert_eq!(answers(&one), Fill::Partly { filled: 1, of: 2 });
        assert_eq!(answers(&say(one, 2022, Matter::Answer(id("t2")), FollowUp::state(State::Continued))), Fill::Filled);
    }
}
