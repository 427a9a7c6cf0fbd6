//! Which form is wanted.

use crate::domain::{FiscalYear, MeasureId};
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
    const NAMES: [&str; 7] = ["sheets", "blank", "measures", "cells", "indicators", "summary", "reports"];

    fn name(&self) -> &'static str {
        Paper::NAMES[match self {
            Paper::Sheets(_) => 0,
            Paper::BlankSheets(_) => 1,
            Paper::Measures => 2,
            Paper::Cells(_) => 3,
            Paper::Indicators => 4,
            Paper::Summary => 5,
            Paper::Reports => 6,
        }]
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
            Paper::Reports => "取組の実施状況",
        }
    }

    fn chosen(&self) -> &[MeasureId] {
        match self {
            Paper::Sheets(chosen) | Paper::BlankSheets(chosen) | Paper::Cells(chosen) => chosen,
            Paper::Measures | Paper::Reports | Paper::Indicators | Paper::Summary => &[],
        }
    }
}

impl Order {
    /// As one text, for the way to the second program.
    pub fn write(&self) -> String {
        let chosen = self.paper.chosen().iter().map(MeasureId::as_str).collect::<Vec<_>>().join(" ");
        let edition = if self.edition == Edition::Public { "public" } else { "internal" };
        let (year, today) = (self.year.number().to_string(), self.today.to_string());
        let (fresh, digest) = (self.fresh.as_deref().unwrap_or_default(), self.digest.as_deref().unwrap_or_default());
        [self.paper.name(), &chosen, edition, &year, &today, fresh, digest].join("\n")
    }

    /// What [`Order::write`] wrote; `None` for anything else.
    pub fn read(text: &str) -> Option<Order> {
        let lines: Vec<&str> = text.split('\n').collect();
        let [paper, chosen, edition, year, today, fresh, digest] = lines[..] else { return None };
        let chosen = chosen.split(' ').filter(|id| !id.is_empty()).map(|id| MeasureId::new(id).ok()).collect::<Option<Vec<_>>>()?;
        let paper = match paper {
            "sheets" => Paper::Sheets(chosen),
            "blank" => Paper::BlankSheets(chosen),
            "measures" => Paper::Measures,
            "cells" => Paper::Cells(chosen),
            "indicators" => Paper::Indicators,
            "summary" => Paper::Summary,
            "reports" => Paper::Reports,
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
        let papers = [
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
