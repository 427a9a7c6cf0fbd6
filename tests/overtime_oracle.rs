//! The limits against a second implementation, written from the sentences of the regulation alone: no windows kept, no
//! running sums, every question asked anew of plain lists.

use proptest::prelude::*;
use shinchoku::{
    domain::{
        FiscalYear,
        overtime::{Ledger, Limits, Month, Population, Reason, RuleSet},
    },
    evaluate::overtime::{Exceptions, Outcome, Rule, Span, Value, findings, indicators},
    sheetfile::attendance::{Headings, Intake},
};
use std::collections::BTreeSet;

const YEAR: i32 = 2023;

/// Months are numbered from April of the year before: 12 is April of the year asked about, 23 its March.
const FIRST: usize = 12;
const N: usize = 24;

/// Minutes of one month in one workplace.
#[derive(Clone, Copy, Debug)]
struct Worked {
    ordinary: u32,
    holiday: u32,
}

#[derive(Clone, Debug)]
enum Cell {
    Blank,
    Worked(Worked),
    /// 休職
    Away,
}

#[derive(Clone, Debug)]
struct Employee {
    /// One or two workplaces, each with all months.
    workplaces: Vec<Vec<Cell>>,
    /// Whether the second workplace follows 36協定型.
    has_agreement: bool,
    hired: Option<usize>,
    reasons: Vec<bool>,
}

// The oracle.

impl Employee {
    fn worked(&self, month: usize) -> Vec<(Worked, bool)> {
        let here = |(workplace, cells): (usize, &Vec<Cell>)| match cells[month] {
            Cell::Worked(worked) => Some((worked, self.has_agreement && workplace == 1)),
            Cell::Blank | Cell::Away => None,
        };
        self.workplaces.iter().enumerate().filter_map(here).collect()
    }

    fn is_known(&self, month: usize) -> bool {
        !self.worked(month).is_empty()
    }

    /// Nobody ordered anything: not hired yet, or away, and no hours.
    fn is_away(&self, month: usize) -> bool {
        let says_away = self.workplaces.iter().any(|cells| matches!(cells[month], Cell::Away));
        !self.is_known(month) && (says_away || self.hired.is_some_and(|hired| month < hired))
    }

    fn is_unknown(&self, month: usize) -> bool {
        !self.is_known(month) && !self.is_away(month)
    }

    /// All hours; `unknown` minutes where nobody knows.
    fn all(&self, month: usize, unknown: u32) -> u32 {
        if self.is_unknown(month) { unknown } else { self.worked(month).iter().map(|(worked, _)| worked.ordinary + worked.holiday).sum() }
    }

    /// Without holiday work under an agreement.
    fn counted(&self, month: usize, unknown: u32) -> u32 {
        let count = |&(worked, is_agreement): &(Worked, bool)| worked.ordinary + if is_agreement { 0 } else { worked.holiday };
        if self.is_unknown(month) { unknown } else { self.worked(month).iter().map(count).sum() }
    }

    fn months(&self) -> impl Iterator<Item = usize> + '_ {
        (FIRST..N).filter(|&month| !self.is_away(month))
    }

    fn has_reason(&self, month: usize, exceptions: Exceptions) -> bool {
        match exceptions {
            Exceptions::None => false,
            Exceptions::All => true,
            Exceptions::Recorded => self.reasons[month],
        }
    }

    /// The breaches there would be if every unknown month had `unknown` minutes: rule, month, value.
    fn breaches(&self, exceptions: Exceptions, unknown: u32) -> Vec<(Rule, Option<usize>, u32)> {
        let mut breaches = Vec::new();
        for month in self.months() {
            if self.counted(month, unknown) > 45 * 60 && !self.has_reason(month, exceptions) {
                breaches.push((Rule::Month45, Some(month), self.counted(month, unknown)));
            }
            if self.all(month, unknown) >= 100 * 60 {
                breaches.push((Rule::Month100, Some(month), self.all(month, unknown)));
            }
            for (length, rule) in [(2, Rule::Mean2), (3, Rule::Mean3), (4, Rule::Mean4), (5, Rule::Mean5), (6, Rule::Mean6)] {
                let window = month + 1 - length..=month;
                if self.hired.is_some_and(|hired| *window.start() < hired) {
                    continue;
                }
                let total: u32 = window.map(|month| self.all(month, unknown)).sum();
                if total > length as u32 * 80 * 60 {
                    breaches.push((rule, Some(month), total));
                }
            }
        }
        let year: u32 = self.months().map(|month| self.counted(month, unknown)).sum();
        let needs_reason = |month: usize| {
            let running: u32 = (FIRST..=month).map(|month| self.counted(month, unknown)).sum();
            running > 360 * 60 && self.counted(month, unknown) > 0
        };
        if self.months().any(|month| needs_reason(month) && !self.has_reason(month, exceptions)) {
            breaches.push((Rule::Year360, None, year));
        }
        if year > 720 * 60 {
            breaches.push((Rule::Year720, None, year));
        }
        let n_over = self.months().filter(|&month| self.counted(month, unknown) > 45 * 60).count() as u32;
        if n_over > 6 {
            breaches.push((Rule::MonthsOver45, None, n_over));
        }
        breaches
    }

    /// Breaches by the known months alone, and what the worst of all months could break beside them.
    fn expected(&self, exceptions: Exceptions) -> BTreeSet<String> {
        let breaches = self.breaches(exceptions, 0);
        let mut worst = self.breaches(exceptions, 744 * 60);
        if self.months().any(|month| self.is_unknown(month)) {
            // An unknown month leaves the number of months open, even where it alone could not make seven.
            worst.push((Rule::MonthsOver45, None, 7));
        }
        let is_broken = |rule, month| breaches.iter().any(|breach| (breach.0, breach.1) == (rule, month));
        let undecided =
            worst.iter().filter(|breach| !is_broken(breach.0, breach.1)).map(|breach| format!("{:?} {:?} undecided", breach.0, breach.1));
        breaches.iter().map(|breach| format!("{:?} {:?} {}", breach.0, breach.1, breach.2)).chain(undecided).collect()
    }
}

// The same employee as a file, read and judged.

impl Employee {
    fn file(&self) -> String {
        let mut file = "職員番号,所属,年度,採用日,区分,4月,5月,6月,7月,8月,9月,10月,11月,12月,1月,2月,3月\n".to_owned();
        let hired = self.hired.map(|hired| format!("{}-20", month(hired))).unwrap_or_default();
        for (workplace, cells) in self.workplaces.iter().enumerate() {
            for (year, cells) in (YEAR - 1..).zip(cells.chunks(12)) {
                for kind in ["時間外", "休日"] {
                    let write = |cell: &Cell| match cell {
                        Cell::Blank => String::new(),
                        Cell::Away => "休職".to_owned(),
                        Cell::Worked(worked) => {
                            let minutes = if kind == "休日" { worked.holiday } else { worked.ordinary };
                            format!("{}:{:02}", minutes / 60, minutes % 60)
                        }
                    };
                    let cells: Vec<String> = cells.iter().map(write).collect();
                    file += &format!("007,第{workplace}課,{year},{hired},{kind},{}\n", cells.join(","));
                }
            }
        }
        file
    }

    fn ledger(&self) -> Ledger {
        let mut intake = Intake::default();
        intake.add(&self.file(), &Headings::new()).expect("the headings are known");
        let taken = intake.finish();
        assert!(taken.refused.is_empty(), "{:?}", taken.refused);
        let mut ledger = taken.ledger;
        let id = ledger.people().next().expect("one person").id().clone();
        for at in (FIRST..N).filter(|&at| self.reasons[at]) {
            ledger.record_reason(&id, month(at), Reason::Disaster, "").expect("the year has its rows");
        }
        if self.has_agreement {
            let second = ledger.workplaces().into_iter().nth(1).cloned();
            ledger.set_rule_sets(second.into_iter().map(|workplace| (workplace, RuleSet::Agreement)).collect());
        }
        ledger
    }
}

fn fiscal_year() -> FiscalYear {
    FiscalYear::new(YEAR).expect("a year")
}

fn month(number: usize) -> Month {
    let years = [fiscal_year().previous().expect("a year"), fiscal_year()];
    years.into_iter().flat_map(Month::all_of).nth(number).expect("two years have 24 months")
}

fn found(ledger: &Ledger, exceptions: Exceptions) -> BTreeSet<String> {
    let limits = Limits::default();
    let person = ledger.people().next().expect("one person");
    let number = |month: Month| (0..N).find(|&number| self::month(number) == month);
    let all = findings(person, Span::year(fiscal_year(), &limits), &limits, exceptions);
    let lines = all.iter().map(|finding| {
        let month = finding.month.and_then(number);
        match finding.outcome {
            Outcome::Undecided => format!("{:?} {month:?} undecided", finding.rule),
            Outcome::Breach(Value::Minutes(minutes) | Value::Mean { total: minutes, .. }) => {
                format!("{:?} {month:?} {}", finding.rule, minutes.count())
            }
            Outcome::Breach(Value::Months(n_months)) => format!("{:?} {month:?} {n_months}", finding.rule),
        }
    });
    let lines: BTreeSet<String> = lines.collect();
    assert_eq!(lines.len(), all.len(), "nothing is found twice");
    lines
}

// Random employees, most of them near some limit.

fn minutes() -> impl Strategy<Value = u32> {
    let near = |hours: u32| (0..=14u32).prop_map(move |minutes| hours * 60 + minutes - 7);
    prop_oneof![
        3 => Just(0u32),
        3 => 0..=50 * 60u32,
        3 => near(30),
        3 => near(45),
        2 => near(60),
        3 => near(80),
        1 => near(100),
        1 => near(160),
    ]
}

fn cell() -> impl Strategy<Value = Cell> {
    prop_oneof![
        1 => Just(Cell::Blank),
        24 => (minutes(), prop_oneof![3 => Just(0u32), 1 => 0..=600u32]).prop_map(|(ordinary, holiday)| {
            Cell::Worked(Worked { ordinary: ordinary.saturating_sub(holiday), holiday })
        }),
        1 => Just(Cell::Away),
    ]
}

/// A year worked evenly, so that it ends near 360 or 720 hours.
fn even() -> impl Strategy<Value = Vec<Cell>> {
    (prop_oneof![Just(30u32), Just(60u32), Just(80u32)], prop::collection::vec(0..=2u32, N)).prop_map(|(hours, more)| {
        more.into_iter().map(|more| Cell::Worked(Worked { ordinary: hours * 60 + more - 1, holiday: 0 })).collect()
    })
}

fn months() -> impl Strategy<Value = Vec<Cell>> {
    prop_oneof![4 => prop::collection::vec(cell(), N), 1 => even()]
}

/// One workplace, or a second one in which some months are worked.
fn employee() -> impl Strategy<Value = Employee> {
    let second = prop::collection::vec(prop_oneof![3 => Just(Cell::Blank), 1 => cell()], N);
    let workplaces =
        (months(), prop::option::weighted(0.3, second)).prop_map(|(first, second)| [first].into_iter().chain(second).collect());
    let hired = prop::option::weighted(0.3, 0..N);
    let reasons = prop::collection::vec(any::<bool>(), N);
    (workplaces, any::<bool>(), hired, reasons).prop_map(|(workplaces, has_agreement, hired, reasons)| Employee {
        workplaces,
        has_agreement,
        hired,
        reasons,
    })
}

/// Employee-years a run tries; `cargo xtask soak` asks for more.
fn n_cases() -> u32 {
    std::env::var("SHINCHOKU_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(10_000)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: n_cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn ten_thousand_random_employee_years_are_judged_as_the_sentences_say(employee in employee()) {
        let ledger = employee.ledger();
        for exceptions in [Exceptions::None, Exceptions::All, Exceptions::Recorded] {
            prop_assert_eq!(found(&ledger, exceptions), employee.expected(exceptions), "{:?}", exceptions);
        }
        let counts = indicators(&ledger, fiscal_year(), &Limits::default(), &Population::default());
        // Of two workplaces the one that reports hours knows whether somebody is away.
        let known: Vec<u32> = (FIRST..N).filter(|&month| employee.is_known(month)).map(|month| employee.all(month, 0)).collect();
        let total: u32 = known.iter().sum();
        prop_assert_eq!(counts.minutes.count(), u64::from(total));
        prop_assert_eq!(counts.person_months, known.len() as u32);
        prop_assert_eq!(counts.n_unknown_months, (FIRST..N).filter(|&month| employee.is_unknown(month)).count() as u32);
        prop_assert_eq!(counts.n_above_720, u32::from(total > 720 * 60));
        prop_assert_eq!(counts.n_above_360, u32::from(total > 360 * 60));
    }
}
