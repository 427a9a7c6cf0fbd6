//! The yearly follow-up of measures that no department leads (N): who reports on what, and the good practices.
//!
//! 主要な項目 of a year are reported on by every department (N:396). Of the rest only 優良事例 or 該当なし is asked: to ask
//! less is itself one of the measures (N:150).

use super::submission::inquiries;
use crate::domain::{AgendaId, Asked, DepartmentId, FiscalYear, FollowUpKey, Inquiry, Matter, MeasureId, Record, Report, State, Tables};

/// What one department is asked about one measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToReport {
    pub measure: MeasureId,
    pub asked: Ask,
    pub report: Report,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// 実施状況 and what was done.
    MainItem,
    /// 優良事例 or 該当なし.
    GoodPractice,
}

impl ToReport {
    /// A report that says 該当なし says all there is; any other says what was done.
    pub fn is_filled(&self) -> bool {
        let Report { progress, work, good_practice, .. } = &self.report;
        let says_what = !work.trim().is_empty();
        match self.asked {
            Ask::MainItem => progress.is_some_and(|state| state == State::NotApplicable || says_what),
            Ask::GoodPractice => good_practice.is_some_and(|state| state == State::No || says_what),
        }
    }
}

/// Whether departments report on a measure rather than one of them keeping its sheet: nobody leads it.
pub fn is_reported_on(tables: &Tables, measure: &MeasureId) -> bool {
    tables.assignments.get(&Record::Measure(measure.clone())).is_none_or(|assignment| assignment.lead.is_empty())
}

/// What a department is asked this year, in document order; 主要な項目 are among the rest, not before them.
pub fn to_report(tables: &Tables, year: FiscalYear, department: &DepartmentId) -> Vec<ToReport> {
    let measures = tables.listed_measures().into_iter().map(|(id, _)| id).filter(|id| is_reported_on(tables, id));
    measures.map(|measure| asked_about(tables, measure, year, department)).collect()
}

/// What a department is asked about one measure.
pub fn asked_about(tables: &Tables, measure: &MeasureId, year: FiscalYear, department: &DepartmentId) -> ToReport {
    ToReport {
        measure: measure.clone(),
        asked: if tables.is_main_item(measure, year) { Ask::MainItem } else { Ask::GoodPractice },
        report: tables.report(measure, year, department),
    }
}

/// The inquiries that stand and ask a department for its reports, the next due first.
pub fn asking_for_reports<'a>(
    tables: &'a Tables,
    year: FiscalYear,
    department: &DepartmentId,
) -> Vec<(&'a AgendaId, &'a str, &'a Inquiry)> {
    let asks = |id: &AgendaId, inquiry: &Inquiry| {
        inquiry.asks.contains(&Asked::Reports(year)) && tables.agenda.get(id).is_some_and(|agenda| agenda.concerns(department))
    };
    inquiries(tables).into_iter().filter(|(id, _, inquiry)| asks(id, inquiry)).collect()
}

/// 優良事例 of a year: measure by measure in document order, departments in theirs.
pub fn good_practices(tables: &Tables, year: FiscalYear) -> Vec<(MeasureId, Report)> {
    let departments: Vec<DepartmentId> = tables.listed_departments().into_iter().map(|(id, _)| id.clone()).collect();
    let of_measure = |measure: &MeasureId| {
        let reported = departments.iter().filter(|department| {
            let key = FollowUpKey::Sheet(measure.clone(), year, Matter::GoodPractice((*department).clone()));
            tables.follow_ups.cell(&key).is_some()
        });
        let reports = reported.map(|department| tables.report(measure, year, department));
        reports.filter(|report| report.good_practice == Some(State::Yes)).map(|report| (measure.clone(), report)).collect::<Vec<_>>()
    };
    tables.listed_measures().into_iter().flat_map(|(id, _)| of_measure(id)).collect()
}

#[cfg(test)]
mod tests {
    use super::{super::fixture::*, *};
    use crate::domain::{Agenda, Assignment, Department, Entry, FollowUp, Occasion};

    fn city() -> City {
        let department = |name: &str| Entry::Department(id(name), Department::named(name));
        let led = Assignment { lead: vec![id("jinji")], ..Default::default() };
        City::new()
            .write(department("jinji"))
            .write(department("dx"))
            .measure("A")
            .measure("B")
            .measure("C")
            .write(Entry::Assignment(Record::Measure(id("C")), led))
    }

    fn says(city: City, measure: &str, matter: Matter, value: FollowUp) -> City {
        city.write(Entry::FollowUp(FollowUpKey::Sheet(id(measure), year(2023), matter), value))
    }

    fn open(city: &City) -> Vec<String> {
        let asked = to_report(&city.tables, year(2023), &id("dx"));
        asked.into_iter().filter(|it| !it.is_filled()).map(|it| it.measure.to_string()).collect()
    }

    #[test]
    fn main_items_are_reported_on_and_of_the_rest_a_word_will_do() {
        let city = says(city(), "A", Matter::MainItem, FollowUp::state(State::Yes));
        assert_eq!(open(&city), ["A", "B"], "C has a department that leads it");
        let city = says(city, "B", Matter::GoodPractice(id("dx")), FollowUp::state(State::No));
        assert_eq!(open(&city), ["A"]);
        let city = says(city, "A", Matter::Progress(id("dx")), FollowUp::state(State::UnderWay));
        assert_eq!(open(&city), ["A"], "it does not say what was done");
        assert_eq!(open(&says(city.clone(), "A", Matter::Work(id("dx")), FollowUp::words("会議を減らした。"))), [""; 0]);
        assert_eq!(open(&says(city, "A", Matter::Progress(id("dx")), FollowUp::state(State::NotApplicable))), [""; 0]);
    }

    #[test]
    fn good_practices_are_listed_with_whose_they_are() {
        let city = says(city(), "B", Matter::GoodPractice(id("dx")), FollowUp::state(State::Yes));
        let city = says(city, "B", Matter::Work(id("dx")), FollowUp::words("資料を3枚までにした。"));
        let city = says(city, "A", Matter::GoodPractice(id("jinji")), FollowUp::state(State::No));
        let found = good_practices(&city.tables, year(2023));
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].0.as_str(), found[0].1.department.as_str(), found[0].1.work.as_str()), ("B", "dx", "資料を3枚までにした。"));
    }

    #[test]
    fn an_inquiry_asks_the_departments_it_names_for_the_reports_of_its_year() {
        let inquiry =
            |asked| Inquiry { document_number: String::new(), sent_on: date("2024-03-01"), due: date("2024-04-19"), asks: vec![asked] };
        let asked = |asked| {
            let what = Occasion::Inquiry(inquiry(asked));
            let agenda = Agenda { title: String::new(), departments: vec![id("dx")], note: String::new(), what, withdrawn_on: None };
            let city = city().write(Entry::Agenda(id("q"), agenda));
            let asking = |of, department: &str| asking_for_reports(&city.tables, year(of), &id(department)).len();
            [asking(2023, "dx"), asking(2022, "dx"), asking(2023, "jinji")]
        };
        assert_eq!(asked(Asked::Reports(year(2023))), [1, 0, 0]);
        assert_eq!(asked(Asked::Sheets(year(2023))), [0, 0, 0]);
    }
}
