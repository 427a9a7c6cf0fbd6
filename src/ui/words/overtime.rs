//! 時間外勤務: rules, reasons, statuses, what a file's row was refused for.

use super::date;
use crate::domain::Disposed;
use crate::domain::overtime::{
    Bands, InterviewThresholds, Kind, LeaveTime, LeaveYear, Limits, Minutes, Month, NotHours, OvertimeEntry, OvertimeItem, Reason, Status,
};
use crate::evaluate::overtime::{Band, Fed, FreeDay, Ground, Limit, PlanProblem, Rule};
use crate::session::{KeepError, OfficeError};
use crate::sheetfile::attendance::RowPlace;
use crate::sheetfile::attendance::{FileRefusal, Role, RowRefusal};
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// `45時間`, `45時間6分`
pub fn minutes(minutes: Minutes) -> String {
    match (minutes.count() / 60, minutes.count() % 60) {
        (hours, 0) => format!("{hours}時間"),
        (0, rest) => format!("{rest}分"),
        (hours, rest) => format!("{hours}時間{rest}分"),
    }
}

/// `令和6年1月`
pub fn month(month: Month) -> String {
    let first = NaiveDate::from_ymd_opt(month.calendar_year(), month.number(), 1).map(date).unwrap_or_default();
    first.trim_end_matches("1日").to_owned()
}

/// `4月`
pub fn month_name(month: Month) -> String {
    format!("{}月", month.number())
}

/// `令和5年9月30日現在`
pub fn as_of(day: NaiveDate) -> String {
    format!("{}現在", date(day))
}

/// The rule with its line, as the city has set it.
pub fn limit_rule(rule: Rule, limits: &Limits) -> String {
    let mean = |n_months: u32| format!("ウ：{n_months}か月平均{}以内", minutes(limits.mean));
    match rule {
        Rule::Month45 => format!("原則：1か月{}以内", minutes(limits.month)),
        Rule::Year360 => format!("原則：1年{}以内", minutes(limits.year)),
        Rule::Month100 => format!("ア：1か月{}未満", minutes(limits.month_below)),
        Rule::Year720 => format!("イ：1年{}以内", minutes(limits.year_at_most)),
        Rule::Mean2 => mean(2),
        Rule::Mean3 => mean(3),
        Rule::Mean4 => mean(4),
        Rule::Mean5 => mean(5),
        Rule::Mean6 => mean(6),
        Rule::MonthsOver45 => format!("エ：{}超は年{}回まで", minutes(limits.month), limits.months_over),
    }
}

pub fn limit(limit: Limit) -> String {
    match limit {
        Limit::Minutes(count) => minutes(count),
        Limit::Months(count) => format!("{count}回"),
    }
}

/// `11.5日`, `2日と3時間45分`
pub fn leave(time: LeaveTime) -> String {
    let days = Decimal::new(time.hundredths.into(), 2).normalize();
    if time.minutes == Minutes::ZERO { format!("{days}日") } else { format!("{days}日と{}", minutes(time.minutes)) }
}

pub fn free_day(day: FreeDay) -> &'static str {
    match day {
        FreeDay::Wednesday => "毎週水曜日",
        FreeDay::Payday => "給与支給日",
        FreeDay::Twelfth => "家事、育児、ワークライフバランスの日",
    }
}

pub fn leave_year(year: LeaveYear) -> &'static str {
    match year {
        LeaveYear::Calendar => "暦年（1月～12月）",
        LeaveYear::Fiscal => "年度（4月～3月）",
    }
}

pub fn band(band: Band, bands: &Bands) -> String {
    match band {
        Band::Ample => "余裕あり".to_owned(),
        Band::First => format!("{}%以上", bands.first),
        Band::Second => format!("{}%以上（注意）", bands.second),
        Band::Third => format!("{}%以上（残りわずか）", bands.third),
        Band::Beyond => "上限超え".to_owned(),
    }
}

pub fn exception(reason: Reason) -> &'static str {
    match reason {
        Reason::Disaster => "災害対応",
        Reason::GraveIncident => "重大な事件又は事故の処理",
        Reason::Danger => "感染症や虐待又はいじめ等、市民の生命、身体又は財産を脅かす事態への対応",
        Reason::OutsideCause => "他律的要因等で一時的に業務量が増大する業務に臨時的に従事させる場合",
        Reason::Other => "その他（内容記載）",
    }
}

pub fn ground(ground: Ground, thresholds: &InterviewThresholds) -> String {
    match ground {
        Ground::Month { minutes: count } => format!("1か月{}", minutes(count)),
        Ground::Mean { total, n_months, .. } => {
            format!("{n_months}か月で{}（平均{}超）", minutes(total), minutes(thresholds.mean_above))
        }
        Ground::OnRequest { minutes: count } => format!("本人の申出（1か月{}）", minutes(count)),
    }
}

pub fn plan_problem(problem: PlanProblem, limits: &Limits) -> String {
    match problem {
        PlanProblem::MonthPerHead { month: at, planned, n_people } => {
            format!("{}：{}は、{n_people}人では一人あたり{}を超えます", month_name(at), minutes(planned), minutes(limits.month))
        }
        PlanProblem::YearPerHead { planned, n_people } => {
            format!("年計{}は、{n_people}人では一人あたり{}を超えます", minutes(planned), minutes(limits.year))
        }
        PlanProblem::NotBelowLastYear { planned, actual } => {
            format!("年計{}が前年度実績{}を下回っていません", minutes(planned), minutes(actual))
        }
        PlanProblem::LastYearUnknown => "前年度実績がわかりません".to_owned(),
    }
}

/// What an indicator is fed with, and words that its name has.
pub fn fed(fed: Fed) -> (&'static str, &'static str) {
    match fed {
        Fed::MeanHours => ("一人あたりの月平均時間外勤務数", "月平均時間外勤務"),
        Fed::Above720 => ("年間720時間超の職員", "720時間超"),
        Fed::Above360 => ("年間360時間超の職員の割合", "360時間超"),
    }
}

pub fn item(item: OvertimeItem) -> &'static str {
    match item {
        OvertimeItem::Planned => "年間計画",
        OvertimeItem::People => "計画の人数",
        OvertimeItem::LastYear => "前年度実績",
        OvertimeItem::Day => "ノー残業デー",
        OvertimeItem::Week => "ノー残業ウィーク",
        OvertimeItem::Leave => "休暇の計画",
        OvertimeItem::MonthLimit => "原則：1か月の上限",
        OvertimeItem::YearLimit => "原則：1年の上限",
        OvertimeItem::MonthBelow => "ア：1か月（未満）",
        OvertimeItem::YearAtMost => "イ：1年の上限",
        OvertimeItem::MeanLimit => "ウ：2～6か月の平均の上限",
        OvertimeItem::MonthsOver => "エ：原則を超えてよい月数",
        OvertimeItem::FirstBand => "残り時間の色分け：1段目",
        OvertimeItem::SecondBand => "残り時間の色分け：注意",
        OvertimeItem::ThirdBand => "残り時間の色分け：残りわずか",
        OvertimeItem::InterviewMonth => "産業医面談：1か月（以上）",
        OvertimeItem::InterviewMean => "産業医面談：2～6か月の平均（超）",
        OvertimeItem::InterviewOnRequest => "産業医面談：申出による1か月（超）",
        OvertimeItem::HearingPercent => "ヒアリング：計画を超えた割合（以上）",
        OvertimeItem::HearingHours => "ヒアリング：計画を超えた時間（以上）",
        OvertimeItem::PresenceGap => "PC時間との差（1日、超）",
        OvertimeItem::WorkBegins => "始業時刻",
        OvertimeItem::WorkEnds => "終業時刻",
        OvertimeItem::Payday => "給与支給日",
        OvertimeItem::LeaveYear => "休暇の1年",
        OvertimeItem::LeaveDay => "休暇1日の時間",
        OvertimeItem::CountManagers => "管理職手当受給者を数える",
        OvertimeItem::CountFixedTerm => "会計年度任用職員を数える",
        OvertimeItem::RuleSet => "上限の型",
    }
}

/// What is entered, in one line.
pub fn entry(item: OvertimeItem, entry: &OvertimeEntry) -> String {
    let Some(sum) = entry.amount else { return "（なし）".to_owned() };
    let moved = entry.moved_to.map(|day| format!("、{}に振替", date(day))).unwrap_or_default();
    let words = if entry.words.is_empty() { String::new() } else { format!("（{}）", entry.words) };
    format!("{}{moved}{words}", amount(item, sum))
}

/// An amount in its unit.
pub fn amount(item: OvertimeItem, amount: u32) -> String {
    match item {
        OvertimeItem::Planned | OvertimeItem::LastYear => minutes(Minutes::new(amount.into())),
        OvertimeItem::People => format!("{amount}人"),
        OvertimeItem::Leave => format!("一人{amount}日"),
        OvertimeItem::Day | OvertimeItem::Week => match amount {
            0 => "実施なし",
            2 => "予定",
            _ => "実施",
        }
        .to_owned(),
        OvertimeItem::MonthsOver => format!("{amount}回"),
        OvertimeItem::FirstBand | OvertimeItem::SecondBand | OvertimeItem::ThirdBand | OvertimeItem::HearingPercent => format!("{amount}%"),
        OvertimeItem::WorkBegins | OvertimeItem::WorkEnds => clock(amount),
        OvertimeItem::Payday => format!("{amount}日"),
        OvertimeItem::LeaveYear => leave_year(if amount > 0 { LeaveYear::Fiscal } else { LeaveYear::Calendar }).to_owned(),
        OvertimeItem::CountManagers | OvertimeItem::CountFixedTerm => if amount > 0 { "数える" } else { "数えない" }.to_owned(),
        OvertimeItem::RuleSet => if amount > 0 { "36協定型" } else { "規則型" }.to_owned(),
        OvertimeItem::MonthLimit
        | OvertimeItem::YearLimit
        | OvertimeItem::MonthBelow
        | OvertimeItem::YearAtMost
        | OvertimeItem::MeanLimit
        | OvertimeItem::InterviewMonth
        | OvertimeItem::InterviewMean
        | OvertimeItem::InterviewOnRequest
        | OvertimeItem::HearingHours
        | OvertimeItem::PresenceGap
        | OvertimeItem::LeaveDay => minutes(Minutes::new(amount.into())),
    }
}

/// `時間外勤務（職員40人、令和5年度）`
pub fn disposed(disposed: &Disposed) -> String {
    let years: Vec<String> = disposed.years.iter().copied().map(super::year).collect();
    format!("{}（職員{}人、{}）", disposed.what, disposed.n_people, years.join("、"))
}

/// Why rows about people could not be kept, opened or thrown away.
pub fn keep_error(why: KeepError) -> String {
    match why {
        KeepError::Office(OfficeError::CannotOpen) => "合言葉が違うか、封をしたあとで変わっています。開けませんでした。".to_owned(),
        KeepError::Office(error) => super::reading_error(&error),
        KeepError::Storage => "この端末の保存場所を使えませんでした。開いている行はそのまま残っています。".to_owned(),
        KeepError::NotOurs => "封をしたファイルではありません。人事課から届いた「.age」のファイルを選んでください。".to_owned(),
        KeepError::Unreadable => "封は開きましたが、中身を読めません。新しい版の進捗帳で作られたものかもしれません。".to_owned(),
    }
}

/// `8:30`
pub fn clock(minutes: u32) -> String {
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

pub fn status(status: Status) -> &'static str {
    match status {
        Status::Subject => "在職",
        Status::Manager => "管理職手当受給者",
        Status::FixedTerm => "会計年度任用職員",
        Status::OnLeave => "休職",
        Status::ChildCare => "育休",
        Status::Seconded => "派遣",
        Status::NotEmployed => "退職・採用前",
    }
}

pub fn hours_kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Ordinary => "時間外",
        Kind::Holiday => "週休日・休日",
        Kind::OtherFunds => "他費目",
    }
}

pub fn column(role: Role) -> String {
    match role {
        Role::Employee => "職員番号".to_owned(),
        Role::Workplace => "所属".to_owned(),
        Role::FiscalYear => "年度".to_owned(),
        Role::Month => "月".to_owned(),
        Role::YearMonth => "年月".to_owned(),
        Role::HoursIn(name) => format!("{}月の時間", name.number_from_month()),
        Role::HoursOf(kind) => format!("{}の時間", hours_kind(kind)),
        Role::Kind => "区分（時間外・休日・他費目）".to_owned(),
        Role::HiredOn => "採用日".to_owned(),
        Role::Status => "状態（在職・休職など）".to_owned(),
        Role::Reason => "特例の理由".to_owned(),
        Role::Day => "日付".to_owned(),
        Role::From => "開始・起動の時刻".to_owned(),
        Role::To => "終了・停止の時刻".to_owned(),
    }
}

pub fn file_refusal(why: FileRefusal) -> String {
    match why {
        FileRefusal::NoRows => "行がひとつもありません。見出しと職員の行が入っているファイルか、書き出し方を確かめてください。".to_owned(),
        FileRefusal::NoHeadings => "職員番号の列が見つかりません。下の表で、どの列が何かを選んでください。".to_owned(),
        FileRefusal::NoColumn(role) => format!("「{}」の列が見つかりません。下の表で選んでください。", column(role)),
        FileRefusal::NoHours => "時間の列が見つかりません。下の表で、4月などの列か、時間外の列を選んでください。".to_owned(),
        FileRefusal::ColumnTwice(role) => format!("「{}」の列が2つあります。どちらかを「使わない」にしてください。", column(role)),
    }
}

/// Why a row was not taken; `other` names the row that says otherwise.
pub fn row_refusal(why: &RowRefusal) -> String {
    let again = |what: &str, other: &RowPlace| format!("{what}（{}行目）", other.line);
    match why {
        RowRefusal::Ragged { expected, found } => format!("列の数が見出しと違います（見出し{expected}、この行{found}）"),
        RowRefusal::OpenQuote => "引用符（\"）が閉じていません".to_owned(),
        RowRefusal::LostCharacters => "文字が壊れています".to_owned(),
        RowRefusal::NoEmployee => "職員番号がありません".to_owned(),
        RowRefusal::NotAnEmployee(text) => format!("職員番号として読めません：{text}"),
        RowRefusal::NoWorkplace => "所属がありません".to_owned(),
        RowRefusal::NotAYear(text) => format!("年度として読めません：{text}"),
        RowRefusal::NotAMonth(text) => format!("年月として読めません：{text}"),
        RowRefusal::NotADay(text) => format!("採用日として読めません：{text}"),
        RowRefusal::NotADate(text) => format!("日付として読めません：{text}"),
        RowRefusal::NotATime(text) => format!("時刻・時間として読めません：{text}"),
        RowRefusal::NotAStatus(text) => format!("状態として読めません：{text}"),
        RowRefusal::NotAKind(text) => format!("区分として読めません：{text}"),
        RowRefusal::NotHours { month, text, why } => {
            let why = match why {
                NotHours::NotANumber => "時間として読めません",
                NotHours::Negative => "0より小さい時間です",
                NotHours::NotWholeMinutes => "分で割り切れない時間です",
                NotHours::TooLong => "長すぎる時間です",
            };
            format!("{}月：{why}：{text}", month.number_from_month())
        }
        RowRefusal::NotDays { month, text } => format!("{}月：休暇の日数として読めません：{text}", month.number_from_month()),
        RowRefusal::TooLong { month, minutes: count } => {
            format!("{}月：{}は、ひと月の長さを超えています", month.number_from_month(), minutes(*count))
        }
        RowRefusal::NoReason => "理由がありません".to_owned(),
        RowRefusal::Twin { other } => again("同じ職員・所属・時期の行がもう一つあります", other),
        RowRefusal::HiredTwice { other } => again("採用日がほかの行と違います", other),
        RowRefusal::ReasonTwice { other } => again("理由がほかの行と違います", other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_said_as_people_say_them() {
        assert_eq!([0, 6, 60, 2706].map(|count| minutes(Minutes::new(count))), ["0時間", "6分", "1時間", "45時間6分"]);
        assert_eq!(month(Month::parse("2024-01").unwrap()), "令和6年1月");
        assert_eq!(month(Month::parse("2023-11").unwrap()), "令和5年11月");
    }
}
