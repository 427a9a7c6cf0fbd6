//! Words of the programme editor: what is wrong, where, and what a change would do.

use super::year;
use crate::domain::{Department, Entry, IndicatorId, Kind, PartId, Pillar, Record, Standing, Tables, TargetKey, TargetSlot, Trust};
use crate::evaluate::{Flaw, Impact, Spot};
use crate::ui::typed_target::NotATarget;

/// `1 組織風土`; of a name in doubt every reading.
pub fn pillar(pillar: &Pillar) -> String {
    let name = match &pillar.name {
        Trust::Confirmed(name) => name.clone(),
        Trust::Candidates { readings, .. } => readings.iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" または "),
        Trust::Lost { .. } => "（欠落）".to_owned(),
    };
    or_nameless(format!("{} {name}", pillar.number).trim())
}

/// The name that was typed for something; an empty one only where there was none before.
pub fn renamed(before: &str, typed: &str) -> Result<String, &'static str> {
    if typed.is_empty() && !before.is_empty() {
        Err("名前を入力してください。なくすときは「削除」を使います。")
    } else {
        Ok(typed.to_owned())
    }
}

/// What the change takes away, as its question and its button name it: `所属「総務課」`.
pub fn removed(tables: &Tables, entries: &[Entry]) -> Option<String> {
    let record = entries.iter().find_map(|entry| match entry {
        Entry::Standing(record, Standing::Removed) => Some(record),
        _ => None,
    })?;
    let kind = super::kind(match record {
        Record::Pillar(_) => Kind::Pillar,
        Record::Department(_) => Kind::Department,
        Record::Measure(_) => Kind::Measure,
        // Not its definition alone.
        Record::Indicator(_) => return Some(format!("指標「{}」", super::cell::record_name(&[tables], record))),
        Record::ScheduleRow(..) => Kind::Schedule,
        Record::PlanRow(..) => Kind::Plan,
        Record::Note(_) => Kind::Note,
        Record::Sum(_) => Kind::Sum,
    });
    Some(format!("{kind}「{}」", super::cell::record_name(&[tables], record)))
}

fn or_nameless(text: &str) -> String {
    if text.is_empty() { "（名前なし）".to_owned() } else { text.to_owned() }
}

/// `①オンライン申請数（男性）`
pub fn indicator(tables: &Tables, id: &IndicatorId, part: Option<&PartId>) -> String {
    let Some(definition) = tables.indicators.cell(id).and_then(|cell| cell.siblings().first()) else { return "（指標）".to_owned() };
    let part = part.and_then(|part| definition.value.parts.iter().find(|known| known.id == *part));
    let part = part.map_or_else(String::new, |part| format!("（{}）", part.label));
    format!("{}{part}", or_nameless(&format!("{}{}", definition.value.mark, definition.value.name)))
}

/// `人事課（令和6年度まで）`
pub fn department(department: &Department) -> String {
    match standing(department) {
        years if years.is_empty() => or_nameless(&department.name),
        years => format!("{}（{years}）", or_nameless(&department.name)),
    }
}

/// `令和5年度から令和6年度まで`; empty for a unit that always stood.
pub fn standing(department: &Department) -> String {
    let from = department.from.map_or_else(String::new, |from| format!("{}から", from.wareki()));
    let until = department.until.map_or_else(String::new, |until| format!("{}まで", until.wareki()));
    format!("{from}{until}")
}

pub fn spot(tables: &Tables, spot: &Spot) -> String {
    match spot {
        Spot::Overview => "概要".to_owned(),
        Spot::Department(id) => {
            format!("所属：{}", tables.departments.get(id).map_or_else(String::new, |department| or_nameless(&department.name)))
        }
        Spot::Pillars => "柱".to_owned(),
        Spot::Pillar(id) => {
            let cell = tables.pillars.cell(id).and_then(|cell| cell.siblings().first());
            format!("柱：{}", cell.map_or_else(String::new, |sibling| pillar(&sibling.value)))
        }
        Spot::Measure(id) => {
            let cell = tables.measures.cell(id).and_then(|cell| cell.siblings().first());
            format!("取組：{}", cell.map_or_else(String::new, |sibling| or_nameless(&sibling.value.name)))
        }
        Spot::Indicators => "指標".to_owned(),
        Spot::Indicator(id) => format!("指標：{}", indicator(tables, id, None)),
        Spot::Target(key) => format!("目標値：{}", target_place(tables, key)),
        Spot::Scale => "評価区分".to_owned(),
        Spot::Settings => "判定の設定".to_owned(),
    }
}

/// `オンライン申請数　R6`
pub fn target_place(tables: &Tables, key: &TargetKey) -> String {
    format!("{}　{}", indicator(tables, &key.indicator, key.part.as_ref()), slot(key.slot))
}

pub fn slot(slot: TargetSlot) -> String {
    match slot {
        TargetSlot::EveryYear => "毎年度".to_owned(),
        TargetSlot::Year(year) => year.short(),
        TargetSlot::Far => "めざす水準（期限なし）".to_owned(),
    }
}

pub fn flaw(flaw: &Flaw) -> String {
    match flaw {
        Flaw::NoTitle => "計画の名前が入っていません。".to_owned(),
        Flaw::NoName => "名前が入っていません。".to_owned(),
        Flaw::YearsReversed => "最後の年度が最初の年度より前です。".to_owned(),
        Flaw::NoneListed => "まだ一つもありません。".to_owned(),
        Flaw::SameNumber(number) => format!("番号「{number}」が重なっています。"),
        Flaw::SameName(name) => format!("「{name}」が重なっています。"),
        Flaw::NoPillar => "属する柱がありません（削除されたか、選ばれていません）。".to_owned(),
        Flaw::NoMeasure => "属する取組が削除されています。".to_owned(),
        Flaw::NoTarget => "目標値がありません。目標を置かないときは「—」と入れてください。".to_owned(),
        Flaw::YearsWithoutTarget(years) => {
            let years: Vec<String> = years.iter().map(|year| year.short()).collect();
            format!("目標値のない年度があります（{}）。", years.join("、"))
        }
        Flaw::NeedsTwoParts => "「近づける」「一致させる」は、2つの区分（男性・女性など）がある指標全体の目標です。".to_owned(),
        Flaw::UnknownPart => "指標にない区分の目標値です。".to_owned(),
        Flaw::OtherKind => "数値の指標に、言葉の目標が入っています。段階の順を登録するか、数値の目標にしてください。".to_owned(),
        Flaw::UnitsDiffer(target, figure) => format!("目標値の単位「{target}」と指標の単位「{figure}」が違い、比べられません。"),
        Flaw::UnknownStage(stage) => format!("目標の言葉「{stage}」が、指標の段階の順にありません。"),
        Flaw::YearOutside(of) => format!("計画の期間の外の年度（{}）の目標値です。", year(*of)),
        Flaw::OnePart => "区分が1つだけです。2つ以上にするか、区分をなくしてください。".to_owned(),
        Flaw::SameParts(label) => format!("区分「{label}」が重なっています。"),
        Flaw::NotFalling(grade) => format!("「{grade}」の達成割合が、上の区分以上になっています。上から順に小さくしてください。"),
        Flaw::NoShare(grade) => format!("「{grade}」の達成割合は、0%から100%までにしてください。"),
        Flaw::NoLabel => "名前のない区分があります。".to_owned(),
        Flaw::JudgedOutside(of) => format!("判定を始める年度（{}）が、計画の期間の外です。", year(*of)),
        Flaw::BaselineTooLate(of) => format!("比べる基準の年度（{}）が、判定を始める年度より前ではありません。", year(*of)),
        Flaw::NoSuchDay(month, day) => format!("報告の期限「{month}月{day}日」という日はありません。"),
        Flaw::EndsBeforeItBegins => "終わりの年度が始まりの年度より前です。".to_owned(),
        Flaw::NoParent => "上の所属が削除されています。".to_owned(),
        Flaw::ParentRing => "上の所属をたどると自分自身に戻ります。".to_owned(),
        Flaw::EndedInCharge => "担当のまま廃止されています。「組織の改編」で引き継ぐ所属を決めてください。".to_owned(),
    }
}

/// What a change would do, a line each.
pub fn impact(impact: &Impact) -> Vec<String> {
    let Impact { n_figures, n_hidden, n_ratings, n_assigned, turned, proposals } = impact;
    let mut lines = Vec::new();
    if *n_figures > 0 {
        lines.push(format!("記録されている実績値：{n_figures}件（値は変わりません）"));
    }
    if *n_hidden > 0 {
        lines.push(format!("画面に出なくなる実績値：{n_hidden}件（消えません。戻せばまた出ます）"));
    }
    if *n_ratings > 0 {
        lines.push(format!("なくなる区分が付いている評価：{n_ratings}件（記録は残りますが、区分の名前が出なくなります）"));
    }
    if *n_assigned > 0 {
        lines.push(format!("この所属が担当・関係課になっているもの：{n_assigned}件（担当が決まっていないものになります）"));
    }
    lines.push(match turned.len() {
        0 => "変わる判定：なし".to_owned(),
        n_turned => format!("変わる判定：{n_turned}件"),
    });
    if !proposals.is_empty() {
        lines.push(format!("変わる「数値目標からの目安」：{}件", proposals.len()));
    }
    lines
}

/// Why a typed target was not taken.
pub fn not_a_target(why: NotATarget) -> &'static str {
    match why {
        NotATarget::OverYears => {
            "いくつもの年度にまたがる条件は、1年度の実績だけでは決まらないため、自動では判定できません。下の「言葉として残す」で備考に残せます。"
        }
        NotATarget::Strict => "「未満」「超」は判定の言葉にありません。小数の桁を1つ増やすなどして「以下」「以上」で入れてください。",
        NotATarget::Unread => "目標として読み取れません。例：12以上、4.0以下、ちょうど5、増加、減少、前年度以上、近づける、随時、—",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::DepartmentId,
        register::{Dot, Writer},
    };

    #[test]
    fn a_name_is_not_replaced_by_nothing() {
        assert_eq!(renamed("総務課", "総務部"), Ok("総務部".to_owned()));
        assert_eq!(renamed("", ""), Ok(String::new()));
        assert!(renamed("総務課", "").is_err());
    }

    #[test]
    fn what_is_removed_is_named() {
        let mut tables = Tables::default();
        let id = DepartmentId::new("somu").unwrap();
        tables.departments.cell_mut(id.clone()).write(Dot { writer: Writer::from_bits(1), n: 1 }, None, Department::named("総務課"));
        let standing = |standing: Standing| vec![Entry::Standing(Record::Department(id.clone()), standing)];
        assert_eq!(removed(&tables, &standing(Standing::Removed)).as_deref(), Some("所属「総務課」"));
        assert_eq!(removed(&tables, &standing(Standing::Present)), None);
    }
}
