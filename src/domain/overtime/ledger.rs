//! Everybody's strips.

use super::{EmployeeId, Month, Person, Reason, Reported, RuleSet, Strip, Workplace};
use crate::domain::FiscalYear;
use chrono::NaiveDate;
use std::{
    collections::{BTreeMap, BTreeSet},
    iter::successors,
    ops::Range,
};

/// What attendance files say about a city's staff, over any number of years.
///
/// Strips are sorted by person, year and 所属, and no two have the same three: a person's months stand together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    strips: Vec<Strip>,
    /// Which strips are whose, in the same order.
    people: Vec<Range<usize>>,
    hired_on: BTreeMap<EmployeeId, NaiveDate>,
    /// 所属 that follow another rule set than the regulation.
    rule_sets: BTreeMap<Workplace, RuleSet>,
    /// 内容記載 of [`Reason::Other`].
    words: BTreeMap<(EmployeeId, Month), String>,
}

/// Two strips of one person in one 所属 and year: nobody knows which is right.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{employee} has two rows of {year} in {workplace:?}")]
pub struct SecondStrip {
    pub employee: EmployeeId,
    pub workplace: Workplace,
    pub year: FiscalYear,
}

/// No file names this person in that year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no row of this person in that year")]
pub struct NotListed;

impl Ledger {
    pub fn new(mut strips: Vec<Strip>) -> Result<Self, SecondStrip> {
        strips.sort_by(|a, b| subject(a).cmp(&subject(b)));
        if let Some(pair) = strips.windows(2).find(|pair| subject(&pair[0]) == subject(&pair[1])) {
            let second = &pair[1];
            return Err(SecondStrip { employee: second.employee().clone(), workplace: second.workplace().clone(), year: second.year() });
        }
        Ok(Ledger::of_sorted(strips))
    }

    fn of_sorted(strips: Vec<Strip>) -> Self {
        let mut people: Vec<Range<usize>> = Vec::new();
        for theirs in strips.chunk_by(|a, b| a.employee() == b.employee()) {
            let first = people.last().map_or(0, |before| before.end);
            people.push(first..first + theirs.len());
        }
        Ledger { strips, people, ..Ledger::default() }
    }

    /// This ledger with what newer files say in its place.
    ///
    /// Where they report anybody's hours of a month in a 所属, that 所属's month is theirs alone: who is no longer in the file has left
    /// it. Other months and other 所属 stay as they are, and so do the reasons of months.
    pub fn updated_by(self, newer: Ledger) -> Ledger {
        let mut spoken: BTreeSet<(&Workplace, FiscalYear, usize)> = BTreeSet::new();
        for strip in &newer.strips {
            let places = (0..12).filter(|&place| strip.reported(place) != Reported::Nothing);
            spoken.extend(places.map(|place| (strip.workplace(), strip.year(), place)));
        }
        let key = |strip: &Strip| (strip.employee().clone(), strip.year(), strip.workplace().clone());
        let mut strips = BTreeMap::new();
        for mut strip in self.strips {
            for place in (0..12).filter(|&place| spoken.contains(&(strip.workplace(), strip.year(), place))).collect::<Vec<_>>() {
                strip.clear(place);
            }
            strips.insert(key(&strip), strip);
        }
        for strip in &newer.strips {
            let key = key(strip);
            strips.entry(key).and_modify(|older: &mut Strip| older.take_over(strip)).or_insert_with(|| strip.clone());
        }
        let mut updated = Ledger {
            hired_on: self.hired_on,
            rule_sets: self.rule_sets,
            words: self.words,
            ..Ledger::of_sorted(strips.into_values().filter(|strip| !strip.is_empty()).collect())
        };
        updated.hired_on.extend(newer.hired_on);
        updated.rule_sets.extend(newer.rule_sets);
        updated.words.extend(newer.words);
        updated
    }

    /// The years it has rows of, the latest last.
    pub fn years(&self) -> BTreeSet<FiscalYear> {
        let number = |year: FiscalYear| (year.number() - FiscalYear::FIRST.number()) as usize;
        let mut has = [false; FiscalYear::LAST.number() as usize - FiscalYear::FIRST.number() as usize + 1];
        for strip in &self.strips {
            has[number(strip.year())] = true;
        }
        successors(Some(FiscalYear::FIRST), |year| year.next()).filter(|&year| has[number(year)]).collect()
    }

    /// The last month of which anybody's hours are known.
    pub fn last_month(&self) -> Option<Month> {
        let last_of = |strip: &Strip| Month::all_of(strip.year()).rev().find(|month| strip.reported(month.place()) != Reported::Nothing);
        self.strips.iter().filter_map(last_of).max()
    }

    /// In the order of their numbers.
    pub fn people(&self) -> impl Iterator<Item = Person<'_>> {
        self.people.iter().map(|theirs| Person::new(self, &self.strips[theirs.clone()]))
    }

    pub fn person(&self, id: &EmployeeId) -> Option<Person<'_>> {
        let at = self.people.binary_search_by(|theirs| self.strips[theirs.start].employee().cmp(id)).ok()?;
        Some(Person::new(self, &self.strips[self.people[at].clone()]))
    }

    pub fn strips(&self) -> &[Strip] {
        &self.strips
    }

    pub fn workplaces(&self) -> BTreeSet<&Workplace> {
        self.strips.iter().map(Strip::workplace).collect()
    }

    /// The regulation, where nothing else was said.
    pub fn rule_set(&self, workplace: &Workplace) -> RuleSet {
        self.rule_sets.get(workplace).copied().unwrap_or_default()
    }

    /// Replaces what is known of all 所属.
    pub fn set_rule_sets(&mut self, rule_sets: BTreeMap<Workplace, RuleSet>) {
        self.rule_sets = rule_sets;
    }

    pub fn rule_sets(&self) -> &BTreeMap<Workplace, RuleSet> {
        &self.rule_sets
    }

    /// Only some people, with what is known of them since a year.
    pub fn only(&self, since: FiscalYear, is_wanted: impl Fn(&Person<'_>) -> bool) -> Ledger {
        let people: BTreeSet<&EmployeeId> = self.people().filter(|person| is_wanted(person)).map(|person| person.id()).collect();
        let strips = self.strips.iter().filter(|strip| people.contains(strip.employee()) && strip.year() >= since);
        Ledger {
            hired_on: self.hired_on.iter().filter(|(id, _)| people.contains(id)).map(|(id, day)| (id.clone(), *day)).collect(),
            rule_sets: self.rule_sets.clone(),
            words: self
                .words
                .iter()
                .filter(|((id, month), _)| people.contains(id) && month.fiscal_year() >= since)
                .map(|(key, words)| (key.clone(), words.clone()))
                .collect(),
            ..Ledger::of_sorted(strips.cloned().collect())
        }
    }

    /// 採用日. The limits look at no month before it.
    pub fn set_hired_on(&mut self, employee: EmployeeId, day: NaiveDate) {
        self.hired_on.insert(employee, day);
    }

    /// Records why a month was ordered as 特例, for the person, wherever they worked; `words` are the content of [`Reason::Other`].
    pub fn record_reason(&mut self, employee: &EmployeeId, month: Month, reason: Reason, words: &str) -> Result<(), NotListed> {
        let first = self.strips.partition_point(|strip| (strip.employee(), strip.year()) < (employee, month.fiscal_year()));
        let is_theirs = |strip: &&mut Strip| strip.employee() == employee && strip.year() == month.fiscal_year();
        self.strips.get_mut(first).filter(is_theirs).ok_or(NotListed)?.set_reason(month.name(), Some(reason));
        let key = (employee.clone(), month);
        match reason {
            Reason::Other => self.words.insert(key, words.to_owned()),
            Reason::Disaster | Reason::GraveIncident | Reason::Danger | Reason::OutsideCause => self.words.remove(&key),
        };
        Ok(())
    }

    /// What was told of a month whose reason is [`Reason::Other`]. A newer file may have given another reason since.
    pub fn words(&self, employee: &EmployeeId, month: Month) -> Option<&str> {
        let words = self.words.get(&(employee.clone(), month))?;
        let is_other = self.person(employee)?.month(month).reason == Some(Reason::Other);
        is_other.then_some(words)
    }

    pub(super) fn hired_on(&self, employee: &EmployeeId) -> Option<NaiveDate> {
        self.hired_on.get(employee).copied()
    }
}

/// What strips are sorted by, and what no two have in common.
fn subject(strip: &Strip) -> (&EmployeeId, FiscalYear, &Workplace) {
    (strip.employee(), strip.year(), strip.workplace())
}

#[cfg(test)]
mod tests {
    use super::{super::*, *};
    use Reported::{AtLeast, Nothing};

    fn strip(employee: &str, workplace: &str, year: i32, april_on: &[Option<u32>]) -> Strip {
        let year = FiscalYear::new(year).unwrap();
        let mut strip = Strip::new(EmployeeId::read(employee).unwrap(), Workplace::new(workplace), year);
        for (month, hours) in Month::all_of(year).zip(april_on) {
            if let Some(hours) = hours {
                strip.report(month.name(), Kind::Ordinary, Minutes::hours(*hours)).unwrap();
            }
        }
        strip
    }

    fn ordinary(hours: u32) -> Reported {
        Reported::Hours(Hours { ordinary: Minutes::hours(hours), ..Hours::default() })
    }

    fn reported(ledger: &Ledger, employee: &str, year: i32) -> Vec<Reported> {
        let person = ledger.person(&EmployeeId::read(employee).unwrap()).unwrap();
        person.months(FiscalYear::new(year).unwrap()).iter().map(|month| month.reported).take(4).collect()
    }

    #[test]
    fn hours_follow_the_person_through_a_transfer_and_two_workplaces_add_up() {
        let strips = vec![
            strip("02", "B課", 2023, &[None, None, Some(3), None]),
            strip("01", "A課", 2023, &[Some(9)]),
            strip("02", "A課", 2023, &[Some(10), Some(20), Some(4), None]),
            strip("02", "A課", 2022, &[Some(7)]),
        ];
        let ledger = Ledger::new(strips).unwrap();
        assert_eq!(ledger.people().map(|person| person.id().to_string()).collect::<Vec<_>>(), ["01", "02"]);
        assert_eq!(reported(&ledger, "02", 2023), [ordinary(10), ordinary(20), ordinary(7), Nothing]);
        assert_eq!(reported(&ledger, "02", 2022), [ordinary(7), Nothing, Nothing, Nothing]);
        assert_eq!(reported(&ledger, "01", 2022), [Nothing; 4]);
    }

    #[test]
    fn of_some_people_everything_is_kept_since_the_year_that_is_wanted() {
        let strips =
            vec![strip("01", "A課", 2022, &[Some(1)]), strip("01", "A課", 2023, &[Some(9)]), strip("02", "A課", 2023, &[Some(10)])];
        let mut ledger = Ledger::new(strips).unwrap();
        ledger.set_rule_sets([(Workplace::new("A課"), RuleSet::Agreement)].into());
        let only = ledger.only(FiscalYear::new(2023).unwrap(), |person| person.id().as_str() == "01");
        assert_eq!(only.people().map(|person| person.id().to_string()).collect::<Vec<_>>(), ["01"]);
        assert_eq!(reported(&only, "01", 2022), [Nothing; 4]);
        assert_eq!(reported(&only, "01", 2023)[0], ordinary(9));
        assert_eq!(only.rule_set(&Workplace::new("A課")), RuleSet::Agreement);
    }

    #[test]
    fn the_day_of_hiring_and_the_words_of_a_reason_go_with_the_person() {
        let (one, two) = (EmployeeId::read("01").unwrap(), EmployeeId::read("02").unwrap());
        let month = |text: &str| Month::parse(text).unwrap();
        let day = NaiveDate::from_ymd_opt(2022, 4, 1).unwrap();
        let strips = || {
            let of = |employee: &str, year: i32| strip(employee, "A課", year, &[Some(50)]);
            Ledger::new(vec![of("01", 2022), of("01", 2023), of("02", 2023)]).unwrap()
        };
        let mut ledger = strips();
        for (id, words) in [(&one, "選挙事務"), (&two, "災害派遣")] {
            ledger.set_hired_on(id.clone(), day);
            ledger.record_reason(id, month("2023-04"), Reason::Other, words).unwrap();
        }
        ledger.record_reason(&one, month("2022-04"), Reason::Other, "前の年").unwrap();
        let only = ledger.only(FiscalYear::new(2023).unwrap(), |person| person.id() == &one);
        assert_eq!((only.hired_on(&one), only.hired_on(&two)), (Some(day), None));
        assert_eq!(only.person(&one).unwrap().hired_on(), Some(day));
        assert_eq!(only.words, [((one.clone(), month("2023-04")), "選挙事務".to_owned())].into());
        // A newer file that says nothing of them takes nothing away.
        let updated = ledger.clone().updated_by(strips());
        assert_eq!((updated.hired_on(&one), updated.hired_on(&two)), (Some(day), Some(day)));
        assert_eq!(updated.words, ledger.words);
        let mut newer = strips();
        newer.set_hired_on(one.clone(), day.succ_opt().unwrap());
        assert_eq!(ledger.updated_by(newer).hired_on(&one), day.succ_opt());
    }

    #[test]
    fn a_ledger_knows_its_years_its_workplaces_and_their_rules() {
        let of = |workplace: &str, year: i32| strip("01", workplace, year, &[Some(1)]);
        let mut ledger = Ledger::new(vec![of("B課", 2025), of("A課", 2023), of("B課", 2023)]).unwrap();
        assert_eq!(ledger.years().into_iter().map(FiscalYear::number).collect::<Vec<_>>(), [2023, 2025]);
        assert_eq!(ledger.workplaces(), [&Workplace::new("A課"), &Workplace::new("B課")].into());
        assert_eq!(ledger.strips().len(), 3);
        let rule_sets: BTreeMap<Workplace, RuleSet> = [(Workplace::new("A課"), RuleSet::Agreement)].into();
        ledger.set_rule_sets(rule_sets.clone());
        assert_eq!(ledger.rule_sets(), &rule_sets);
        let updated = ledger.updated_by(Ledger::new(vec![of("A課", 2024)]).unwrap());
        assert_eq!(updated.rule_sets(), &rule_sets);
        assert_eq!(
            [FiscalYear::FIRST, FiscalYear::LAST].map(|year| Ledger::new(vec![of("A課", year.number())]).unwrap().years()),
            [[FiscalYear::FIRST].into(), [FiscalYear::LAST].into()]
        );
    }

    #[test]
    fn a_refused_row_leaves_the_rest_as_a_lower_bound() {
        let mut doubtful = strip("01", "A課", 2023, &[Some(10), None]);
        doubtful.doubt(MonthName::April);
        doubtful.doubt(MonthName::May);
        let ledger = Ledger::new(vec![doubtful, strip("01", "B課", 2023, &[Some(1), Some(2), Some(3)])]).unwrap();
        let at_least = |hours| AtLeast(Hours { ordinary: Minutes::hours(hours), ..Hours::default() });
        assert_eq!(reported(&ledger, "01", 2023), [at_least(11), at_least(2), ordinary(3), Nothing]);
    }

    #[test]
    fn one_person_has_one_strip_in_a_workplace_and_year() {
        let second = Ledger::new(vec![strip("01", "A課", 2023, &[]), strip("01", "A課", 2023, &[])]).unwrap_err();
        assert_eq!(second.employee.as_str(), "01");
    }

    #[test]
    fn a_month_has_no_more_hours_than_a_month() {
        let mut strip = strip("01", "A課", 2023, &[Some(700)]);
        assert_eq!(strip.report(MonthName::April, Kind::Holiday, Minutes::hours(45)), Err(TooLong(Minutes::hours(745))));
        assert_eq!(strip.report(MonthName::April, Kind::Holiday, Minutes::hours(44)), Ok(()));
        assert_eq!(strip.report(MonthName::May, Kind::Ordinary, Minutes::new(70_000)), Err(TooLong(Minutes::new(70_000))));
        // A column is said anew, and not added to.
        assert_eq!(strip.report(MonthName::April, Kind::Ordinary, Minutes::hours(690)), Ok(()));
    }

    #[test]
    fn the_workplace_that_reports_hours_knows_the_status() {
        let mut away = strip("01", "A課", 2023, &[]);
        away.set_status(MonthName::April, Status::ChildCare);
        away.set_status(MonthName::May, Status::ChildCare);
        let mut back = strip("01", "B課", 2023, &[None, Some(5)]);
        back.set_status(MonthName::May, Status::Subject);
        let ledger = Ledger::new(vec![away, back]).unwrap();
        let person = ledger.people().next().unwrap();
        let status: Vec<Status> = person.months(FiscalYear::new(2023).unwrap()).iter().map(|month| month.status).take(3).collect();
        assert_eq!(status, [Status::ChildCare, Status::Subject, Status::Subject]);
    }

    #[test]
    fn a_reason_is_recorded_once_for_the_person_with_its_words() {
        let mut ledger = Ledger::new(vec![strip("01", "A課", 2023, &[Some(50)]), strip("01", "B課", 2023, &[])]).unwrap();
        let (id, april) = (EmployeeId::read("01").unwrap(), Month::parse("2023-04").unwrap());
        assert_eq!(ledger.record_reason(&id, april, Reason::Other, "選挙事務"), Ok(()));
        assert_eq!(ledger.person(&id).unwrap().month(april).reason, Some(Reason::Other));
        assert_eq!(ledger.words(&id, april), Some("選挙事務"));
        assert_eq!(ledger.record_reason(&id, april, Reason::Disaster, ""), Ok(()));
        assert_eq!(ledger.words(&id, april), None);
        assert_eq!(ledger.record_reason(&id, Month::parse("2024-04").unwrap(), Reason::Disaster, ""), Err(NotListed));
    }

    #[test]
    fn words_of_a_reason_go_when_a_newer_file_gives_another() {
        let (id, april) = (EmployeeId::read("01").unwrap(), Month::parse("2023-04").unwrap());
        let mut older = Ledger::new(vec![strip("01", "A課", 2023, &[Some(50)])]).unwrap();
        older.record_reason(&id, april, Reason::Other, "選挙事務").unwrap();
        let newer = |reason| {
            let mut strip = strip("01", "A課", 2023, &[Some(51)]);
            strip.set_reason(MonthName::April, reason);
            Ledger::new(vec![strip]).unwrap()
        };
        let told = |newer| older.clone().updated_by(newer).words(&id, april).map(str::to_owned);
        assert_eq!(told(newer(None)), Some("選挙事務".to_owned()), "the reason stays, and what was told of it");
        assert_eq!(told(newer(Some(Reason::Disaster))), None);
    }

    #[test]
    fn a_newer_file_speaks_for_the_months_of_its_workplaces() {
        let ledger = |strips| Ledger::new(strips).unwrap();
        let mut older = ledger(vec![
            strip("01", "A課", 2023, &[Some(1), Some(2)]),
            strip("02", "A課", 2023, &[Some(3), Some(4)]),
            strip("03", "A課", 2023, &[None, Some(9)]),
            strip("04", "B課", 2023, &[Some(5), Some(6)]),
        ]);
        let (id, may) = (EmployeeId::read("01").unwrap(), Month::parse("2023-05").unwrap());
        older.record_reason(&id, may, Reason::Disaster, "").unwrap();
        let newer = ledger(vec![strip("01", "A課", 2023, &[None, Some(7), Some(8)]), strip("02", "A課", 2023, &[None])]);
        let updated = older.updated_by(newer);
        assert_eq!(reported(&updated, "01", 2023), [ordinary(1), ordinary(7), ordinary(8), Nothing]);
        assert_eq!(updated.person(&id).unwrap().month(may).reason, Some(Reason::Disaster));
        assert_eq!(reported(&updated, "02", 2023), [ordinary(3), Nothing, Nothing, Nothing]);
        assert!(updated.person(&EmployeeId::read("03").unwrap()).is_none(), "nothing is said of who left");
        assert_eq!(reported(&updated, "04", 2023), [ordinary(5), ordinary(6), Nothing, Nothing]);
        assert_eq!(updated.last_month(), Month::parse("2023-06").ok());
    }

    #[test]
    fn a_strip_is_small() {
        assert!(size_of::<Strip>() <= 144, "{}", size_of::<Strip>());
    }
}
