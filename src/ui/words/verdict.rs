//! Verdicts and their reasons.

use super::{amount, figure::trusted, quantity, rule};
use crate::domain::{Amount, Commitment, FiscalYear, Measured, Rule, Stage, Tag, Trust};
use crate::evaluate::{Against, Compared, Comparison, Doubt, Judgement, Mark, Progress, References, Side, Trend, Unjudged, Verdict, Wait};
use crate::register::Reading;
use rust_decimal::Decimal;
use std::cmp::Ordering;

/// The word on the badge.
pub fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Achieved => "達成",
        Verdict::NotAchieved => "未達成",
        Verdict::Unchanged => "未達成（横ばい）",
        Verdict::FirstMeasure => "初回測定（比較なし）",
        Verdict::Undecided(_) => "判定保留",
        Verdict::NotDue(Wait::BeforeMeasuring) => "時期未到来",
        Verdict::NotDue(Wait::BeingCollected) => "集計中",
        Verdict::NotJudged(_) => "対象外",
    }
}

/// The word at the head of a count.
pub fn mark(mark: Mark) -> &'static str {
    match mark {
        Mark::Achieved => "達成",
        Mark::NotAchieved => "未達成",
        Mark::FirstMeasure => "初回測定",
        Mark::Undecided => "判定保留",
        Mark::NotDue => "時期未到来・集計中",
        Mark::NotJudged => "対象外",
    }
}

/// Why there is no comparison; `None` where there is one.
pub fn reason(verdict: Verdict) -> Option<&'static str> {
    match verdict {
        Verdict::Achieved | Verdict::NotAchieved | Verdict::Unchanged => None,
        Verdict::FirstMeasure => Some("初めて測定した年度のため、比べる値がありません。翌年度から、この値と比べて判定します。"),
        Verdict::Undecided(why) => Some(doubt(why)),
        Verdict::NotDue(Wait::BeforeMeasuring) => Some("測定する日がまだ来ていません。"),
        Verdict::NotDue(Wait::BeingCollected) => Some("報告の期限まで集計中です。"),
        Verdict::NotJudged(why) => Some(unjudged(why)),
    }
}

pub fn doubt(doubt: Doubt) -> &'static str {
    match doubt {
        Doubt::FigureInConflict => "実績値に内容の食い違いがあります。「提出・回収」の「内容の食い違い」で、どちらかを選んでください。",
        Doubt::TargetInConflict => "目標値に内容の食い違いがあります。「内容の食い違い」で、どちらかを選んでください。",
        Doubt::SettingsInConflict => "判定の設定に内容の食い違いがあります。",
        Doubt::DefinitionInConflict => "指標の定義に内容の食い違いがあります。",
        Doubt::DecisionInConflict => "取組を中止したかどうかに内容の食い違いがあります。",
        Doubt::TargetLost => "目標値が原本から欠落しています。原本で確かめて入力してください。",
        Doubt::TargetUnsettled => "目標値が原本照合待ちで、読み方によって判定が変わります。",
        Doubt::NotEntered => "報告の期限を過ぎましたが、実績値が入力されていません。",
        Doubt::FigureLost => "実績値が原本から欠落しています。原本で確かめて入力してください。",
        Doubt::FigureUnsettled => "実績値が原本照合待ちで、読み方によって判定が変わります。原本で確かめて選んでください。",
        Doubt::FellWithoutReason => "累計が前の年度より減っています。理由（廃止・統合・再集計など）を入力してください。",
        Doubt::ReferenceUnsettled => "比べる年度の値が決まっていません（原本照合待ち・欠落・内容の食い違い）。",
        Doubt::NoOrderOfStages => "目標と異なる言葉です。段階の順序が登録されていないため、比べられません。",
        Doubt::NotComparable => "実績値と目標値の種類が違うため、比べられません。",
        Doubt::UnitsDiffer => "実績値と目標値の単位が違うため、比べられません。",
        Doubt::TooLarge => "数値が大きすぎて計算できません。",
    }
}

fn unjudged(why: Unjudged) -> &'static str {
    match why {
        Unjudged::TargetBlank => "目標値が空欄のため、判定しません。",
        Unjudged::NoTargetSet => "目標設定なし（—）のため、判定しません。",
        Unjudged::NotPlanned => "計画なしのため、判定しません。",
        Unjudged::AsNeeded => "目標が「随時」のため、判定しません。",
        Unjudged::Stopped => "取組中止が決まっているため、判定しません。",
        Unjudged::Unmeasured => "未測定のため、判定しません。",
        Unjudged::NotApplicable => "該当なしのため、判定しません。",
        Unjudged::NothingToCompare => "比較する年度の値がないため、判定しません。",
    }
}

fn side(side: &Side) -> String {
    match side {
        Side::Quantity(value) => quantity(value),
        Side::Gap { size, unit } => format!("差 {}{unit}", amount(Amount::new(*size))),
        Side::Words(words) => format!("「{words}」"),
    }
}

/// The comparison in numbers with what was wanted: `7.4% ＞ 4.0%以下`.
pub fn comparison(comparison: &Comparison, target: &Reading<Trust<Rule>>) -> String {
    let relation = match comparison.relation {
        Ordering::Less => "＜",
        Ordering::Equal => "＝",
        Ordering::Greater => "＞",
    };
    let wanted = match target {
        Reading::Settled(Trust::Confirmed(Rule::AtLeast(_) | Rule::AtLeastPreviousYear)) => "以上",
        Reading::Settled(Trust::Confirmed(Rule::AtMost(_) | Rule::AtMostPreviousYear)) => "以下",
        _ => "",
    };
    format!("{} {relation} {}{wanted}", side(&comparison.actual), side(&comparison.threshold))
}

pub fn against(against: Against) -> String {
    match against {
        Against::Baseline(year) => format!("基準{}比", year.short()),
        Against::FirstMeasured(year) => format!("初回測定{}比", year.short()),
        Against::PreviousYear(year) => format!("前年度（{}）比", year.short()),
        Against::PrintedBaseline => "基準値比".to_owned(),
    }
}

/// `基準R4比 達成／前年度（R5）比 未達成`
pub fn references(references: &References) -> String {
    let one = |compared: &Compared| format!("{} {}", against(compared.against), verdict(compared.verdict));
    match &references.other {
        Some(other) => format!("{}／{}", one(&references.used), one(other)),
        None => one(&references.used),
    }
}

pub fn percent(percent: Decimal) -> String {
    format!("{}%", amount(Amount::new(percent)))
}

/// `達成率 170.6%`, `目標までの進み 42.0%`.
pub fn progress(progress: Progress) -> String {
    match progress {
        Progress::Onward(share) => format!("目標までの進み {}", percent(share)),
        Progress::Backward(share) => format!("基準より後退（{}）", percent(share)),
    }
}

pub fn trend(trend: Trend) -> &'static str {
    match trend {
        Trend::Rising => "前年度より増",
        Trend::Level => "前年度と同じ",
        Trend::Falling => "前年度より減",
    }
}

/// The target as the table prints it; of a target in conflict every value.
pub fn target_reading(target: &Reading<Trust<Rule>>) -> String {
    let text = |trust: &Trust<Rule>| trusted(trust, rule);
    match target {
        Reading::Absent => String::new(),
        Reading::Settled(trust) => text(trust),
        Reading::Conflict(values) => format!("内容の食い違い（{}）", values.iter().map(text).collect::<Vec<_>>().join(" ／ ")),
    }
}

/// `R6から集計の対象が変わりました`
pub fn definition_break(year: FiscalYear) -> String {
    format!("{}から数え方が変わっています。前の年度の値とそのまま比べられません。", year.short())
}

/// The marks that belong to a verdict: 参考, どの読み方でも同じ, 速報値による.
pub fn verdict_note(judgement: &Judgement) -> Option<String> {
    let stage = judgement.stage.filter(|stage| *stage != Stage::Final).map(|stage| format!("{}値による", super::stage(stage)));
    let notes: Vec<String> = [
        judgement.is_reference_only.then(|| "参考".to_owned()),
        judgement.finding.holds_in_any_reading.then(|| "どの読み方でも同じ".to_owned()),
        stage,
    ]
    .into_iter()
    .flatten()
    .collect();
    (!notes.is_empty()).then(|| notes.join("・"))
}

/// The day a year's figure stands for.
pub fn measured(measured: Measured) -> &'static str {
    match measured {
        Measured::YearEnd => "年度末（3月31日）",
        Measured::NextApril => "翌年度の4月1日時点",
    }
}

/// 新規, 拡充.
pub fn tag(tag: Tag) -> Option<&'static str> {
    match tag {
        Tag::None => None,
        Tag::New => Some("新規"),
        Tag::Expanded => Some("拡充"),
    }
}

pub fn commitment(commitment: Commitment) -> &'static str {
    match commitment {
        Commitment::CarryOut => "実施",
        Commitment::Consider => "検討",
        Commitment::Both => "実施・検討",
    }
}
