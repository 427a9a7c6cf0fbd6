//! Where the page is: a place in the navigation, as the text after `#`.
//!
//! Hash routes, because the page also runs from a file, where no other kind of address can be pushed.

use crate::domain::{AgendaId, DepartmentId, FiscalYear, IndicatorId, MeasureId};
use std::fmt;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Route {
    /// First visit: who are you, and which programme?
    Welcome,
    #[default]
    Home,
    Survey(SurveyView),
    Indicators,
    Indicator(IndicatorId),
    /// Another look at all indicators.
    IndicatorsAs(IndicatorsView),
    Measures,
    /// Another look at all measures.
    MeasuresAs(MeasuresView),
    Sheet(MeasureId, FiscalYear),
    Overtime(OvertimeView),
    Exchange(ExchangeView),
    /// 帳票
    Reports,
    /// 帳票 of one sheet.
    SheetForm(MeasureId, FiscalYear),
    Settings,
    /// プログラムの編集, under 設定.
    Editor(EditorView),
    /// 引継ぎ
    Handover,
    /// ヘルプ
    Help,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SurveyView {
    Overview,
    /// 回答する
    Answer,
    /// 用紙の入力, by the secretariat.
    Paper,
    Results,
    /// 回答の守られ方
    Protection,
    /// 設問と進め方
    Questions,
    /// 回答の用紙
    Form,
    /// 回収の状況
    Intake,
}

/// 時間外勤務
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OvertimeView {
    Overview,
    /// 残り時間, person by person.
    People,
    /// 上限超え
    Breaches,
    /// 産業医面談
    Interviews,
    /// 年間計画
    Plan,
    /// 休暇
    Leave,
    /// ノー残業デー, ノー残業ウィーク
    Days,
    /// パソコンの稼働時間と申請時間
    Presence,
    /// 封をした保管, 所属長への配布, 廃棄
    Keeping,
    /// 上限などの設定
    Rules,
}

impl OvertimeView {
    pub const ALL: [OvertimeView; 10] = [
        OvertimeView::Overview,
        OvertimeView::People,
        OvertimeView::Breaches,
        OvertimeView::Interviews,
        OvertimeView::Plan,
        OvertimeView::Leave,
        OvertimeView::Days,
        OvertimeView::Presence,
        OvertimeView::Keeping,
        OvertimeView::Rules,
    ];

    /// The last part of the address; empty for the first view.
    const fn name(self) -> &'static str {
        match self {
            OvertimeView::Overview => "",
            OvertimeView::People => "people",
            OvertimeView::Breaches => "breaches",
            OvertimeView::Interviews => "interviews",
            OvertimeView::Plan => "plan",
            OvertimeView::Leave => "leave",
            OvertimeView::Days => "days",
            OvertimeView::Presence => "presence",
            OvertimeView::Keeping => "keeping",
            OvertimeView::Rules => "rules",
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        OvertimeView::ALL.into_iter().find(|view| view.name() == name)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EditorView {
    /// A programme from nothing, or after a model.
    New,
    Overview,
    Departments,
    Pillars,
    Measures,
    Measure(MeasureId),
    Indicators,
    Indicator(IndicatorId),
    Targets,
    Scale,
    Judging,
    Years,
}

impl EditorView {
    /// The views that need no name, by theirs in the address.
    const PLAIN: [(EditorView, &'static str); 9] = [
        (EditorView::New, "new"),
        (EditorView::Departments, "departments"),
        (EditorView::Pillars, "pillars"),
        (EditorView::Measures, "measures"),
        (EditorView::Indicators, "indicators"),
        (EditorView::Targets, "targets"),
        (EditorView::Scale, "scale"),
        (EditorView::Judging, "judging"),
        (EditorView::Years, "years"),
    ];
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MeasuresView {
    /// 記入状況
    Filled,
    /// 評価の一覧
    Ratings,
    /// 所属の報告
    Reports,
    /// 優良事例
    GoodPractices,
    /// 年度更新・確定
    Cycle,
}

impl MeasuresView {
    pub const ALL: [MeasuresView; 5] =
        [MeasuresView::Filled, MeasuresView::Ratings, MeasuresView::Reports, MeasuresView::GoodPractices, MeasuresView::Cycle];

    /// The last part of the address.
    const fn name(self) -> &'static str {
        match self {
            MeasuresView::Filled => "filled",
            MeasuresView::Ratings => "ratings",
            MeasuresView::Reports => "reports",
            MeasuresView::GoodPractices => "good-practices",
            MeasuresView::Cycle => "cycle",
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        MeasuresView::ALL.into_iter().find(|view| view.name() == name)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IndicatorsView {
    /// まとめて入力
    Entry,
    /// 表から取り込む
    Import,
    /// 各年度の実績と目標
    Years,
    /// 図
    Charts,
    /// 庁議一枚もの
    Summary,
    /// 照合
    Sums,
    /// 担当
    Owners,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExchangeView {
    Overview,
    /// 内容の食い違い
    Conflicts,
    /// 提出状況
    Submissions,
    Submission(AgendaId),
    /// 提出票
    Slip(AgendaId, DepartmentId),
    /// 履歴
    History,
}

/// The text after `#`.
impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Route::Welcome => f.write_str("/welcome"),
            Route::Home => f.write_str("/"),
            Route::Survey(SurveyView::Overview) => f.write_str("/survey"),
            Route::Survey(SurveyView::Answer) => f.write_str("/survey/answer"),
            Route::Survey(SurveyView::Paper) => f.write_str("/survey/paper"),
            Route::Survey(SurveyView::Results) => f.write_str("/survey/results"),
            Route::Survey(SurveyView::Protection) => f.write_str("/survey/protection"),
            Route::Survey(SurveyView::Questions) => f.write_str("/survey/questions"),
            Route::Survey(SurveyView::Form) => f.write_str("/survey/form"),
            Route::Survey(SurveyView::Intake) => f.write_str("/survey/intake"),
            Route::Indicators => f.write_str("/indicators"),
            Route::Indicator(id) => write!(f, "/indicators/{id}"),
            // In three pieces, so that an indicator may bear any name.
            Route::IndicatorsAs(IndicatorsView::Entry) => f.write_str("/indicators/view/entry"),
            Route::IndicatorsAs(IndicatorsView::Import) => f.write_str("/indicators/view/import"),
            Route::IndicatorsAs(IndicatorsView::Years) => f.write_str("/indicators/view/years"),
            Route::IndicatorsAs(IndicatorsView::Charts) => f.write_str("/indicators/view/charts"),
            Route::IndicatorsAs(IndicatorsView::Summary) => f.write_str("/indicators/view/summary"),
            Route::IndicatorsAs(IndicatorsView::Sums) => f.write_str("/indicators/view/sums"),
            Route::IndicatorsAs(IndicatorsView::Owners) => f.write_str("/indicators/view/owners"),
            Route::Measures => f.write_str("/measures"),
            Route::MeasuresAs(view) => write!(f, "/measures/view/{}", view.name()),
            Route::Sheet(measure, year) => write!(f, "/measures/{measure}/{year}"),
            Route::Overtime(OvertimeView::Overview) => f.write_str("/overtime"),
            Route::Overtime(view) => write!(f, "/overtime/{}", view.name()),
            Route::Exchange(ExchangeView::Overview) => f.write_str("/exchange"),
            Route::Exchange(ExchangeView::Conflicts) => f.write_str("/exchange/conflicts"),
            Route::Exchange(ExchangeView::Submissions) => f.write_str("/exchange/submissions"),
            Route::Exchange(ExchangeView::Submission(id)) => write!(f, "/exchange/submissions/{id}"),
            Route::Exchange(ExchangeView::Slip(id, department)) => write!(f, "/exchange/submissions/{id}/{department}"),
            Route::Exchange(ExchangeView::History) => f.write_str("/exchange/history"),
            Route::Reports => f.write_str("/reports"),
            Route::SheetForm(measure, year) => write!(f, "/reports/{measure}/{year}"),
            Route::Settings => f.write_str("/settings"),
            Route::Handover => f.write_str("/settings/handover"),
            Route::Help => f.write_str("/help"),
            Route::Editor(EditorView::Overview) => f.write_str("/settings/programme"),
            Route::Editor(EditorView::Measure(id)) => write!(f, "/settings/programme/measures/{id}"),
            Route::Editor(EditorView::Indicator(id)) => write!(f, "/settings/programme/indicators/{id}"),
            Route::Editor(view) => {
                let name = EditorView::PLAIN.iter().find(|(plain, _)| plain == view).map_or("", |(_, name)| name);
                write!(f, "/settings/programme/{name}")
            }
        }
    }
}

impl Route {
    /// Reads an address; what is no place of ours is ホーム, so that an old bookmark still opens the page.
    pub fn parse(hash: &str) -> Route {
        let path = hash.trim_start_matches('#').trim_matches('/');
        let parts: Vec<&str> = path.split('/').collect();
        Route::known(&parts).unwrap_or_default()
    }

    fn known(parts: &[&str]) -> Option<Route> {
        Some(match parts {
            [""] => Route::Home,
            ["welcome"] => Route::Welcome,
            ["survey"] => Route::Survey(SurveyView::Overview),
            ["survey", "answer"] => Route::Survey(SurveyView::Answer),
            ["survey", "paper"] => Route::Survey(SurveyView::Paper),
            ["survey", "results"] => Route::Survey(SurveyView::Results),
            ["survey", "protection"] => Route::Survey(SurveyView::Protection),
            ["survey", "questions"] => Route::Survey(SurveyView::Questions),
            ["survey", "form"] => Route::Survey(SurveyView::Form),
            ["survey", "intake"] => Route::Survey(SurveyView::Intake),
            ["indicators"] => Route::Indicators,
            ["indicators", id] => Route::Indicator(IndicatorId::new(id).ok()?),
            ["indicators", "view", "entry"] => Route::IndicatorsAs(IndicatorsView::Entry),
            ["indicators", "view", "import"] => Route::IndicatorsAs(IndicatorsView::Import),
            ["indicators", "view", "years"] => Route::IndicatorsAs(IndicatorsView::Years),
            ["indicators", "view", "charts"] => Route::IndicatorsAs(IndicatorsView::Charts),
            ["indicators", "view", "summary"] => Route::IndicatorsAs(IndicatorsView::Summary),
            ["indicators", "view", "sums"] => Route::IndicatorsAs(IndicatorsView::Sums),
            ["indicators", "view", "owners"] => Route::IndicatorsAs(IndicatorsView::Owners),
            ["measures"] => Route::Measures,
            // No year is named like a view, so a measure may be called "view" all the same.
            ["measures", "view", view] if MeasuresView::from_name(view).is_some() => Route::MeasuresAs(MeasuresView::from_name(view)?),
            ["measures", measure, year] => Route::Sheet(MeasureId::new(measure).ok()?, FiscalYear::new(year.parse().ok()?).ok()?),
            ["overtime"] => Route::Overtime(OvertimeView::Overview),
            ["overtime", view] => Route::Overtime(OvertimeView::from_name(view)?),
            ["exchange"] => Route::Exchange(ExchangeView::Overview),
            ["exchange", "conflicts"] => Route::Exchange(ExchangeView::Conflicts),
            ["exchange", "submissions"] => Route::Exchange(ExchangeView::Submissions),
            ["exchange", "submissions", id] => Route::Exchange(ExchangeView::Submission(AgendaId::new(id).ok()?)),
            ["exchange", "submissions", id, department] => {
                Route::Exchange(ExchangeView::Slip(AgendaId::new(id).ok()?, DepartmentId::new(department).ok()?))
            }
            ["exchange", "history"] => Route::Exchange(ExchangeView::History),
            ["reports"] => Route::Reports,
            ["reports", measure, year] => Route::SheetForm(MeasureId::new(measure).ok()?, FiscalYear::new(year.parse().ok()?).ok()?),
            ["settings"] => Route::Settings,
            ["help"] => Route::Help,
            ["settings", "handover"] => Route::Handover,
            ["settings", "programme"] => Route::Editor(EditorView::Overview),
            ["settings", "programme", "measures", id] => Route::Editor(EditorView::Measure(MeasureId::new(id).ok()?)),
            ["settings", "programme", "indicators", id] => Route::Editor(EditorView::Indicator(IndicatorId::new(id).ok()?)),
            ["settings", "programme", name] => {
                Route::Editor(EditorView::PLAIN.into_iter().find(|(_, plain)| plain == name).map(|(view, _)| view)?)
            }
            _ => return None,
        })
    }

    /// The link to this place.
    pub fn href(&self) -> String {
        format!("#{self}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn route() -> impl Strategy<Value = Route> {
        let id = "[A-Za-z0-9_-]{1,12}";
        prop_oneof![
            prop_oneof![
                Just(SurveyView::Overview),
                Just(SurveyView::Answer),
                Just(SurveyView::Paper),
                Just(SurveyView::Results),
                Just(SurveyView::Protection),
                Just(SurveyView::Questions),
                Just(SurveyView::Form),
                Just(SurveyView::Intake),
            ]
            .prop_map(Route::Survey),
            prop_oneof![
                Just(IndicatorsView::Entry),
                Just(IndicatorsView::Import),
                Just(IndicatorsView::Years),
                Just(IndicatorsView::Charts),
                Just(IndicatorsView::Summary),
                Just(IndicatorsView::Sums),
                Just(IndicatorsView::Owners)
            ]
            .prop_map(Route::IndicatorsAs),
            prop_oneof![
                Just(ExchangeView::Overview),
                Just(ExchangeView::Conflicts),
                Just(ExchangeView::Submissions),
                Just(ExchangeView::History),
                id.prop_map(|id| ExchangeView::Submission(AgendaId::new(&id).unwrap())),
                (id, id).prop_map(|(id, of)| ExchangeView::Slip(AgendaId::new(&id).unwrap(), DepartmentId::new(&of).unwrap())),
            ]
            .prop_map(Route::Exchange),
            prop_oneof![
                Just(Route::Welcome),
                Just(Route::Home),
                Just(Route::Indicators),
                Just(Route::Measures),
                Just(Route::Reports),
                Just(Route::Settings),
                Just(Route::Handover),
                Just(Route::Help)
            ],
            prop::sample::select(&MeasuresView::ALL[..]).prop_map(Route::MeasuresAs),
            prop_oneof![
                prop::sample::select(&EditorView::PLAIN[..]).prop_map(|(view, _)| view),
                Just(EditorView::Overview),
                id.prop_map(|id| EditorView::Measure(MeasureId::new(&id).unwrap())),
                id.prop_map(|id| EditorView::Indicator(IndicatorId::new(&id).unwrap())),
            ]
            .prop_map(Route::Editor),
            prop::sample::select(&OvertimeView::ALL[..]).prop_map(Route::Overtime),
            id.prop_map(|id| Route::Indicator(IndicatorId::new(&id).unwrap())),
            (id, 1950i32..=2150).prop_map(|(id, year)| Route::Sheet(MeasureId::new(&id).unwrap(), FiscalYear::new(year).unwrap())),
            (id, 1950i32..=2150).prop_map(|(id, year)| Route::SheetForm(MeasureId::new(&id).unwrap(), FiscalYear::new(year).unwrap())),
        ]
    }

    proptest! {
        #[test]
        fn every_place_has_one_address(route in route()) {
            prop_assert_eq!(Route::parse(&route.href()), route);
        }

        #[test]
        fn any_text_is_some_place(text in ".*") {
            let _ = Route::parse(&text);
        }
    }
}
