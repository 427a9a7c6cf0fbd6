//! Which form is wanted.

use crate::domain::{EditionKey, FiscalYear, MeasureId, SurveyId};
use chrono::NaiveDate;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Paper {
    /// 進捗管理票 of some measures; none named: of all.
    Sheets(Vec<MeasureId>),
    /// The same to be filled in by hand.
    BlankSheets(Vec<MeasureId>),
    /// 取組項目一覧
    Measures,
    /// Every cell of the sheets to be filled in, one a row: the CSV that can be read back.
    Cells(Vec<MeasureId>),
    /// 取組の実施状況: what departments report where nobody leads.
    Reports,
    /// 指標表
    Indicators,
    /// 庁議一枚もの
    Summary,
    /// アンケート結果 of one published edition.
    Results(EditionKey),
    /// The same as one table, an answer of a group a row.
    ResultsRows(EditionKey),
    /// The same for the 庁議, on one A4.
    ResultsSummary(EditionKey),
}

/// 庁内版 and 公表版: the latter without notes of ours, names of people and history.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Edition {
    #[default]
    Internal,
    Public,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    pub paper: Paper,
    pub edition: Edition,
    pub year: FiscalYear,
    pub today: NaiveDate,
    /// Where the form goes out to be filled in: a name for new rows that nothing else bears.
    pub fresh: Option<String>,
    /// 照合番号 of the year as it stands now, where it is 確定: to be held against the one it was closed with.
    pub digest: Option<String>,
}

impl Paper {
    fn name(&self) -> &'static str {
        match self {
            Paper::Sheets(_) => "sheets",
            Paper::BlankSheets(_) => "blank",
            Paper::Measures => "measures",
            Paper::Cells(_) => "cells",
            Paper::Indicators => "indicators",
            Paper::Summary => "summary",
            Paper::Reports => "reports",
            Paper::Results(_) => "results",
            Paper::ResultsRows(_) => "results_rows",
            Paper::ResultsSummary(_) => "results_summary",
        }
    }

    /// What staff call it.
    pub fn title(&self) -> &'static str {
        match self {
            Paper::Sheets(_) => "進捗管理票",
            Paper::BlankSheets(_) => "進捗管理票_白紙",
            Paper::Measures => "取組項目一覧",
            Paper::Cells(_) => "進捗管理票の欄",
            Paper::Indicators => "指標表",
            Paper::Summary => "庁議一枚もの",
            Paper::Results(_) | Paper::ResultsRows(_) => "アンケート結果",
            Paper::ResultsSummary(_) => "アンケート結果_庁議用",
            Paper::Reports => "取組の実施状況",
        }
    }

    /// The edition of a survey that it is about.
    pub fn issue(&self) -> Option<&EditionKey> {
        match self {
            Paper::Results(key) | Paper::ResultsRows(key) | Paper::ResultsSummary(key) => Some(key),
            Paper::Sheets(_) | Paper::BlankSheets(_) | Paper::Cells(_) => None,
            Paper::Measures | Paper::Reports | Paper::Indicators | Paper::Summary => None,
        }
    }

    /// What it is about: names with blanks between them.
    fn subject(&self) -> String {
        match (self, self.issue()) {
            (_, Some(EditionKey { survey, number })) => format!("{survey} {number}"),
            (Paper::Sheets(chosen) | Paper::BlankSheets(chosen) | Paper::Cells(chosen), None) => {
                chosen.iter().map(MeasureId::as_str).collect::<Vec<_>>().join(" ")
            }
            _ => String::new(),
        }
    }
}

impl Order {
    /// As one text, for the way to the second program.
    pub fn write(&self) -> String {
        let edition = if self.edition == Edition::Public { "public" } else { "internal" };
        let (year, today) = (self.year.number().to_string(), self.today.to_string());
        let (fresh, digest) = (self.fresh.as_deref().unwrap_or_default(), self.digest.as_deref().unwrap_or_default());
        [self.paper.name(), &self.paper.subject(), edition, &year, &today, fresh, digest].join("\n")
    }

    /// What [`Order::write`] wrote; `None` for anything else.
    pub fn read(text: &str) -> Option<Order> {
        let lines: Vec<&str> = text.split('\n').collect();
        let [paper, subject, edition, year, today, fresh, digest] = lines[..] else { return None };
        let chosen = || subject.split(' ').filter(|id| !id.is_empty()).map(|id| MeasureId::new(id).ok()).collect::<Option<Vec<_>>>();
        let issue = || {
            let (survey, number) = subject.split_once(' ')?;
            Some(EditionKey { survey: SurveyId::new(survey).ok()?, number: number.parse().ok()? })
        };
        let paper = match paper {
            "sheets" => Paper::Sheets(chosen()?),
            "blank" => Paper::BlankSheets(chosen()?),
            "measures" => Paper::Measures,
            "cells" => Paper::Cells(chosen()?),
            "indicators" => Paper::Indicators,
            "summary" => Paper::Summary,
            "reports" => Paper::Reports,
            "results" => Paper::Results(issue()?),
            "results_rows" => Paper::ResultsRows(issue()?),
            "results_summary" => Paper::ResultsSummary(issue()?),
            _ => return None,
        };
        Some(Order {
            paper,
            edition: if edition == "public" { Edition::Public } else { Edition::Internal },
            year: FiscalYear::new(year.parse().ok()?).ok()?,
            today: today.parse().ok()?,
            fresh: Some(fresh.to_owned()).filter(|fresh| !fresh.is_empty()),
            digest: Some(digest.to_owned()).filter(|digest| !digest.is_empty()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_arrives_as_it_was_given() {
        let ids = vec![MeasureId::new("o1").unwrap(), MeasureId::new("o2").unwrap()];
        let issue = EditionKey { survey: SurveyId::new("2023").unwrap(), number: 2 };
        let papers = [
            Paper::Results(issue.clone()),
            Paper::ResultsRows(issue.clone()),
            Paper::ResultsSummary(issue),
            Paper::Sheets(ids.clone()),
            Paper::Sheets(Vec::new()),
            Paper::BlankSheets(ids.clone()),
            Paper::Measures,
            Paper::Cells(ids),
            Paper::Indicators,
            Paper::Summary,
            Paper::Reports,
        ];
        for (paper, edition) in papers.into_iter().zip([Edition::Internal, Edition::Public].into_iter().cycle()) {
            let fresh = (edition == Edition::Internal).then(|| "0123-4".to_owned());
            let today = NaiveDate::from_ymd_opt(2024, 6, 1).unwrap();
            let digest = fresh.is_none().then(|| "00ff".to_owned());
            let order = Order { paper, edition, year: FiscalYear::new(2023).unwrap(), today, fresh, digest };
            assert_eq!(Order::read(&order.write()), Some(order));
        }
    }
}
