//! Tables of days: when computers ran, and which hours were claimed (N:341).
//!
//! One row a person and day, with a beginning and an end (`8:12`, `2023/6/1 8:12:40`) or with a length of time. The rules for rows:
//!
//! - Several rows of one day belong together: spans are united, lengths added up. A row that is like another in every cell is a
//!   row twice, and both are refused.
//! - An end that is not after its beginning is on the next day. Seconds are left out.
//! - A row without any time says nothing and is passed over.
//! - 休 in the column of kinds (週休日, 休日, 祝日) makes the day one of rest, 勤務 or 平日 a day of work.

use super::{
    FileRefusal, Headings, Refused, Role, RowPlace, RowRefusal,
    refusal::cut,
    role::{is_total, without_blanks},
};
use crate::{
    domain::{
        overtime::{DayKind, DayRow, DayTime, EmployeeId, Kind, Minutes, Workplace, read_clock, read_day, read_hours},
        says_nothing,
    },
    sheetfile::table::{Row, Table},
};
use chrono::NaiveDate;
use std::collections::{BTreeMap, HashMap};

/// What was understood of some tables of days, and what was not.
#[derive(Clone, Debug, Default)]
pub struct DaysTaken {
    /// By person and day.
    pub rows: Vec<DayRow>,
    /// By file and line.
    pub refused: Vec<Refused>,
    pub n_totals: usize,
    /// Why nothing of a file was taken, by its place among the files.
    pub files: Vec<Option<FileRefusal>>,
}

struct Columns {
    n_columns: usize,
    employee: usize,
    day: usize,
    workplace: Option<usize>,
    kind: Option<usize>,
    time: Time,
}

enum Time {
    FromTo(usize, usize),
    Length(usize),
}

pub fn read_days<'t>(texts: impl IntoIterator<Item = &'t str>, headings: &Headings) -> DaysTaken {
    let mut taken = DaysTaken::default();
    let mut rows: Vec<(RowPlace, DayRow)> = Vec::new();
    for (file, text) in texts.into_iter().enumerate() {
        let refusal = read_file(file, text, headings, &mut rows, &mut taken).err();
        taken.files.push(refusal);
    }
    let mut places: HashMap<DayRow, Vec<RowPlace>> = HashMap::new();
    for (at, row) in &rows {
        places.entry(row.clone()).or_default().push(*at);
    }
    for (at, row) in rows {
        match places[&row].iter().find(|&&other| other != at) {
            Some(&other) => taken.refused.push(Refused { at, why: RowRefusal::Twin { other } }),
            None => taken.rows.push(row),
        }
    }
    taken.rows.sort();
    taken.refused.sort_by_key(|refused| refused.at);
    taken
}

fn read_file(
    file: usize,
    text: &str,
    headings: &Headings,
    rows: &mut Vec<(RowPlace, DayRow)>,
    taken: &mut DaysTaken,
) -> Result<(), FileRefusal> {
    let mut table = Table::new(text);
    let mut columns = None;
    let mut refusal = FileRefusal::NoRows;
    while columns.is_none() {
        let Some((_, row)) = table.next() else { break };
        refusal = FileRefusal::NoHeadings;
        columns = Columns::read(row, headings)?;
    }
    let columns = columns.ok_or(refusal)?;
    while let Some((line, cells)) = table.next() {
        let at = RowPlace { file, line };
        if cells.iter().any(is_total) {
            taken.n_totals += 1;
            continue;
        }
        let read = columns.row(cells);
        if table.has_swallowed() {
            table.put_back();
            taken.refused.push(Refused { at, why: RowRefusal::OpenQuote });
            continue;
        }
        match read {
            Ok(Some(row)) => rows.push((at, row)),
            Ok(None) => {}
            Err(why) => taken.refused.push(Refused { at, why }),
        }
    }
    Ok(())
}

impl Columns {
    /// `Ok(None)` where the row is no heading: titles may stand above it.
    fn read(row: Row<'_>, headings: &Headings) -> Result<Option<Self>, FileRefusal> {
        let mut columns = BTreeMap::new();
        for (at, heading) in row.iter().enumerate() {
            let role = headings.get(heading).copied().unwrap_or_else(|| Role::guess(heading));
            if let Some(role) = role
                && columns.insert(role, at).is_some()
            {
                return Err(FileRefusal::ColumnTwice(role));
            }
        }
        let Some(&employee) = columns.get(&Role::Employee) else { return Ok(None) };
        let find = |role: Role| columns.get(&role).copied();
        let need = |role| find(role).ok_or(FileRefusal::NoColumn(role));
        let time = match (find(Role::HoursOf(Kind::Ordinary)), find(Role::From), find(Role::To)) {
            // Where there are all three the two times say more.
            (_, Some(from), Some(to)) => Time::FromTo(from, to),
            (Some(length), ..) => Time::Length(length),
            (None, Some(_), None) => return Err(FileRefusal::NoColumn(Role::To)),
            (None, None, Some(_)) => return Err(FileRefusal::NoColumn(Role::From)),
            (None, None, None) => return Err(FileRefusal::NoHours),
        };
        Ok(Some(Columns {
            n_columns: (0..row.len()).rfind(|&at| !row[at].trim().is_empty()).map_or(0, |last| last + 1),
            employee,
            day: need(Role::Day)?,
            workplace: find(Role::Workplace),
            kind: find(Role::Kind),
            time,
        }))
    }

    fn row(&self, cells: Row<'_>) -> Result<Option<DayRow>, RowRefusal> {
        let has_more = cells.iter().skip(self.n_columns).any(|cell| !cell.trim().is_empty());
        if cells.len() < self.n_columns || has_more {
            return Err(RowRefusal::Ragged { expected: self.n_columns, found: cells.len() });
        }
        let employee = match cells[self.employee].trim() {
            "" => return Err(RowRefusal::NoEmployee),
            text => EmployeeId::read(text).map_err(|_| RowRefusal::NotAnEmployee(cut(text)))?,
        };
        let day = read_day(&cells[self.day]).ok_or_else(|| RowRefusal::NotADate(cut(&cells[self.day])))?;
        let workplace = self.workplace.map(|at| cells[at].trim()).filter(|name| !name.is_empty());
        if workplace.is_some_and(|name| name.contains(char::REPLACEMENT_CHARACTER)) {
            return Err(RowRefusal::LostCharacters);
        }
        let kind = self.kind.map_or(DayKind::Unsaid, |at| read_kind(&cells[at]));
        let Some(time) = self.time(cells, day)? else { return Ok(None) };
        Ok(Some(DayRow { employee, day, workplace: workplace.map(Workplace::new), time, kind }))
    }

    fn time(&self, cells: Row<'_>, day: NaiveDate) -> Result<Option<DayTime>, RowRefusal> {
        let not_a_time = |text: &str| RowRefusal::NotATime(cut(text));
        match self.time {
            Time::Length(at) => match cells[at].trim() {
                text if says_nothing(text) => Ok(None),
                text => match read_hours(text) {
                    Ok(minutes) if minutes <= Minutes::hours(24) => Ok(Some(DayTime::Length(minutes))),
                    Ok(_) | Err(_) => Err(not_a_time(text)),
                },
            },
            Time::FromTo(from, to) => {
                let (from, to) = (cells[from].trim(), cells[to].trim());
                if says_nothing(from) && says_nothing(to) {
                    return Ok(None);
                }
                let begin = read_clock(from, day).ok_or_else(|| not_a_time(from))?;
                let end = read_clock(to, day).ok_or_else(|| not_a_time(to))?;
                let end = if end <= begin { end + 24 * 60 } else { end };
                let is_day = begin < 24 * 60 && end <= DayRow::LAST_MINUTE;
                if is_day { Ok(Some(DayTime::Span { from: begin, to: end })) } else { Err(not_a_time(to)) }
            }
        }
    }
}

fn read_kind(text: &str) -> DayKind {
    match without_blanks(text) {
        text if text.contains('休') || text.contains('祝') => DayKind::Rest,
        text if text.contains("勤務") || text == "平日" || text == "出勤" => DayKind::Work,
        _ => DayKind::Unsaid,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn times(text: &str) -> Vec<DayTime> {
        read_days([text], &Headings::new()).rows.into_iter().map(|row| row.time).collect()
    }

    #[test]
    fn times_are_read_as_logs_write_them() {
        let text = "職員番号,日付,起動,終了\n\
            1,2023/6/1,8:12,17:30\n\
            2,2023/6/1,2023/6/1 8:12:59,2023/6/1 17:30:01\n\
            3,2023/6/1,２２：００,1:30\n\
            4,2023/6/1,22:00,2023/6/2 1:30\n\
            5,2023/6/1,22:00,25:30\n\
            6,2023/6/1,,\n";
        let late = DayTime::Span { from: 1320, to: 1530 };
        let day = DayTime::Span { from: 492, to: 1050 };
        assert_eq!(times(text), [day, day, late, late, late]);
        assert_eq!(times("職員番号,年月日,所属,申請時間\n1,R5.6.1,人事課,2:15\n"), [DayTime::Length(Minutes::new(135))]);
    }

    #[test]
    fn a_row_that_is_wrong_is_refused_with_its_line() {
        let text = "表題\n職員番号,日付,開始,終了,区分\n\
            1,2023/6/1,8:12,17:30,祝日\n\
            1,2023/6/31,8:12,17:30,\n\
            1,2023/6/3,8:62,17:30,\n\
            1,2023/6/4,8:00,9:00,\n\
            1,2023/6/4,8:00,9:00,\n\
            1,2023/6/5,8:00\n\
            合計,,,,\n";
        let taken = read_days([text], &Headings::new());
        let lines: Vec<u64> = taken.refused.iter().map(|refused| refused.at.line).collect();
        assert_eq!((lines, taken.n_totals), (vec![4, 5, 6, 7, 8], 1));
        assert_eq!(taken.rows.iter().map(|row| row.kind).collect::<Vec<_>>(), [DayKind::Rest]);
        assert_eq!(read_days(["職員番号,日付\n"], &Headings::new()).files, [Some(FileRefusal::NoHours)]);
    }
}
