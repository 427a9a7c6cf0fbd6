//! Everything about people that lies open, as one text: what is put under a passphrase on a device, and what 人事課 hands to a
//! 所属長.
//!
//! Sections, each behind a line `# name`; nothing else begins with `# `. A ledger and leave are written as [`super::keep`] does;
//! days are a line each.

use super::keep::{NotALedger, escape, line, read_leaves_text, read_ledger, unescape, write_leaves, write_ledger};
use crate::{
    domain::{
        overtime::Person,
        overtime::{DayKind, DayRow, DayTime, EmployeeId, LeaveRow, Ledger, Minutes, Month, Workplace, read_day},
    },
    evaluate::overtime::workplaces,
};
use chrono::NaiveDate;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

const FIRST_LINE: &str = "shinchoku attendance desk 1";

/// Rows about people, and what was recorded of them by hand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Desk {
    pub ledger: Arc<Ledger>,
    pub leave: Arc<Vec<LeaveRow>>,
    /// パソコンの稼働
    pub running: Arc<Vec<DayRow>>,
    /// 時間外勤務の申請
    pub claimed: Arc<Vec<DayRow>>,
    /// 申出 to see the industrial physician.
    pub requests: BTreeSet<(EmployeeId, Month)>,
    /// What people said about a day on which their computer and their claim differ.
    pub answers: BTreeMap<(EmployeeId, NaiveDate), String>,
}

impl Desk {
    pub fn is_empty(&self) -> bool {
        self.ledger.strips().is_empty() && self.leave.is_empty() && self.running.is_empty() && self.claimed.is_empty()
    }

    /// How many people it names.
    pub fn n_people(&self) -> usize {
        let days = self.running.iter().chain(self.claimed.iter()).map(|row| &row.employee);
        let leave = self.leave.iter().map(|row| &row.employee);
        self.ledger.people().map(|person| person.id()).chain(leave).chain(days).collect::<BTreeSet<_>>().len()
    }

    /// What the 所属長 of a 所属 needs of it: the people who work there in the month, with their hours elsewhere, because limits
    /// follow the person; of this year and the one before, which means look back into.
    pub fn of_workplace(&self, workplace: &Workplace, month: Month) -> Desk {
        let since = month.fiscal_year().previous().unwrap_or(month.fiscal_year());
        let is_theirs = |person: &Person<'_>| workplaces(*person, month).contains(workplace);
        let ledger = self.ledger.only(since, is_theirs);
        let people: BTreeSet<EmployeeId> = ledger.people().map(|person| person.id().clone()).collect();
        let is_wanted = |employee: &EmployeeId| people.contains(employee);
        let days = |rows: &[DayRow]| Arc::new(rows.iter().filter(|row| is_wanted(&row.employee)).cloned().collect::<Vec<_>>());
        Desk {
            leave: Arc::new(self.leave.iter().filter(|row| is_wanted(&row.employee) && row.year >= since).cloned().collect()),
            running: days(&self.running),
            claimed: days(&self.claimed),
            requests: self.requests.iter().filter(|(employee, _)| is_wanted(employee)).cloned().collect(),
            answers: self
                .answers
                .iter()
                .filter(|((employee, _), _)| is_wanted(employee))
                .map(|(key, text)| (key.clone(), text.clone()))
                .collect(),
            ledger: Arc::new(ledger),
        }
    }
}

pub fn write_desk(desk: &Desk) -> String {
    let mut text = format!("{FIRST_LINE}\n# hours\n{}# leave\n{}", write_ledger(&desk.ledger), write_leaves(&desk.leave));
    for (name, rows) in [("running", &desk.running), ("claimed", &desk.claimed)] {
        line(&mut text, format_args!("# {name}\n"));
        text.push_str(&write_days(rows));
    }
    text.push_str("# requests\n");
    for (employee, month) in &desk.requests {
        line(&mut text, format_args!("{employee}\t{month}\n"));
    }
    text.push_str("# answers\n");
    for ((employee, day), answer) in &desk.answers {
        line(&mut text, format_args!("{employee}\t{day}\t{}\n", escape(answer)));
    }
    text
}

pub fn read_desk(text: &str) -> Result<Desk, NotALedger> {
    let damaged = NotALedger { line: 1 };
    let rest = text.strip_prefix(FIRST_LINE).and_then(|rest| rest.strip_prefix('\n')).ok_or(damaged)?;
    let mut desk = Desk::default();
    let sections = rest.strip_prefix("# ").ok_or(damaged)?.split("\n# ");
    for section in sections {
        let (name, lines) = section.split_once('\n').unwrap_or((section, ""));
        match name {
            "hours" => desk.ledger = Arc::new(read_ledger(lines)?),
            "leave" => desk.leave = Arc::new(read_leaves_text(lines)?),
            "running" => desk.running = Arc::new(read_days_text(lines)?),
            "claimed" => desk.claimed = Arc::new(read_days_text(lines)?),
            "requests" => desk.requests = every(lines, read_request)?.into_iter().collect(),
            "answers" => desk.answers = every(lines, read_answer)?.into_iter().collect(),
            // A newer page's: what it says is not lost where it was written, and nothing is written over it here.
            _ => return Err(damaged),
        }
    }
    Ok(desk)
}

fn every<T>(lines: &str, read: fn(&str) -> Option<T>) -> Result<Vec<T>, NotALedger> {
    lines.lines().zip(1..).map(|(text, line)| read(text).ok_or(NotALedger { line })).collect()
}

fn read_request(text: &str) -> Option<(EmployeeId, Month)> {
    let (employee, month) = text.split_once('\t')?;
    Some((EmployeeId::read(employee).ok()?, Month::parse(month).ok()?))
}

fn read_answer(text: &str) -> Option<((EmployeeId, NaiveDate), String)> {
    let mut cells = text.split('\t');
    let key = (EmployeeId::read(cells.next()?).ok()?, read_day(cells.next()?)?);
    Some((key, unescape(cells.next()?)))
}

/// One line a row: 職員番号, day, 所属 (or nothing), `480-1095` or `90`, and `r` or `w` where the file says what day it is.
pub fn write_days(rows: &[DayRow]) -> String {
    let mut text = String::new();
    for row in rows {
        let workplace = row.workplace.as_ref().map(|it| escape(it.name())).unwrap_or_default();
        line(&mut text, format_args!("{}\t{}\t{workplace}\t", row.employee, row.day));
        match row.time {
            DayTime::Span { from, to } => line(&mut text, format_args!("{from}-{to}")),
            DayTime::Length(minutes) => line(&mut text, format_args!("{}", minutes.count())),
        }
        text.push_str(match row.kind {
            DayKind::Unsaid => "\t\n",
            DayKind::Rest => "\tr\n",
            DayKind::Work => "\tw\n",
        });
    }
    text
}

pub fn read_days_text(text: &str) -> Result<Vec<DayRow>, NotALedger> {
    every(text, read_day_row)
}

fn read_day_row(text: &str) -> Option<DayRow> {
    let mut cells = text.split('\t');
    let employee = EmployeeId::read(cells.next()?).ok()?;
    let day = read_day(cells.next()?)?;
    let workplace = Some(cells.next()?).filter(|name| !name.is_empty()).map(|name| Workplace::new(&unescape(name)));
    let time = match cells.next()?.split_once('-') {
        Some((from, to)) => DayTime::Span { from: from.parse().ok()?, to: to.parse().ok()? },
        None => DayTime::Length(Minutes::new(text.split('\t').nth(3)?.parse().ok()?)),
    };
    let is_sound = match time {
        DayTime::Span { from, to } => from < to && to <= DayRow::LAST_MINUTE,
        DayTime::Length(minutes) => minutes <= Minutes::hours(24),
    };
    let kind = match cells.next()? {
        "" => DayKind::Unsaid,
        "r" => DayKind::Rest,
        "w" => DayKind::Work,
        _ => return None,
    };
    (is_sound && cells.next().is_none()).then_some(DayRow { employee, day, workplace, time, kind })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::overtime::Reason,
        sheetfile::attendance::{Headings, Intake, read_days, read_leaves},
    };

    fn desk() -> Desk {
        let headings = Headings::new();
        let mut intake = Intake::default();
        let hours = "職員番号,所属,年度,4月,5月,6月\n\
            01,A課,2023,10,20,\n01,B課,2023,,,30\n02,B課,2023,1,2,3\n03,A課,2023,4,5,6\n02,B課,2021,1,1,1\n";
        intake.add(hours, &headings).unwrap();
        let mut ledger = intake.finish().ledger;
        let (one, month) = (EmployeeId::read("01").unwrap(), Month::parse("2023-05").unwrap());
        ledger.record_reason(&one, month, Reason::Other, "選挙\t# 事務\n# hours").unwrap();
        let day = read_day("2023/6/1").unwrap();
        let days = |text: &str| Arc::new(read_days([text], &headings).rows);
        Desk {
            ledger: Arc::new(ledger),
            leave: Arc::new(read_leaves(["職員番号,所属,年度,4月\n01,A課,2023,1.5\n03,A課,2023,2日3:45\n"], &headings).rows),
            running: days("職員番号,所属,日付,起動,終了\n01,B課,2023/6/1,8:00,20:00\n03,A課,2023/6/1,8:00,20:00\n"),
            claimed: days("職員番号,日付,申請時間,区分\n01,2023/6/1,1:00,休日\n"),
            requests: BTreeSet::from([(one.clone(), month)]),
            answers: BTreeMap::from([((one, day), "端末の\n消し忘れ".to_owned())]),
        }
    }

    #[test]
    fn a_desk_comes_back_as_it_was() {
        let desk = desk();
        assert!(desk.leave.len() == 2 && desk.running.len() == 2 && desk.claimed.len() == 1);
        assert_eq!(read_desk(&write_desk(&desk)), Ok(desk));
        assert_eq!(read_desk(&write_desk(&Desk::default())), Ok(Desk::default()));
    }

    #[test]
    fn a_damaged_text_gives_nothing() {
        let text = write_desk(&desk());
        for (sound, damaged) in [("desk 1", "desk 2"), ("480-1200", "1200-480"), ("# leave", "# leaf"), ("2023-05\n", "2023-13\n")] {
            assert!(text.contains(sound), "{sound}");
            assert!(read_desk(&text.replacen(sound, damaged, 1)).is_err(), "{damaged}");
        }
    }

    #[test]
    fn a_workplace_gets_its_people_with_their_hours_elsewhere() {
        let theirs = desk().of_workplace(&Workplace::new("B課"), Month::parse("2023-06").unwrap());
        let strips: Vec<String> =
            theirs.ledger.strips().iter().map(|it| format!("{} {} {}", it.employee(), it.workplace().name(), it.year())).collect();
        // 2021 is further back than any mean looks.
        assert_eq!(strips, ["01 A課 2023", "01 B課 2023", "02 B課 2023"]);
        assert_eq!((theirs.leave.len(), theirs.running.len(), theirs.claimed.len(), theirs.answers.len()), (1, 1, 1, 1));
        assert!(!write_desk(&theirs).contains("03\t"), "nothing of anybody else");
        assert_eq!(theirs.n_people(), 2);
    }
}
