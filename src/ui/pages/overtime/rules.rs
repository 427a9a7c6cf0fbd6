//! 設定: every line that something is held against, from a year on (N:302-361).

use super::amount::{AmountField, Unit};
use crate::{
    domain::{
        Entry, OvertimeEntry, OvertimeItem, OvertimeKey, Refusal, Tables,
        overtime::{OvertimeRules, RuleSet, Workplace, read_clock},
    },
    session::{Attendance, Session},
    ui::{
        pages::{Refused, YearSelect},
        parts::{CheckboxRow, FieldSize, Item, LabelPlace, RadioGroup, TextField},
        words::{self, overtime as overtime_words},
    },
};
use leptos::prelude::*;

/// A title, what the documents say of it, and the rules.
type Group = (&'static str, &'static str, &'static [(OvertimeItem, Unit)]);

const GROUPS: [Group; 6] = [
    (
        "命令の上限",
        "「長岡市職員の勤務時間、休暇等に関する規則」の要旨によります。アは「未満」、ほかは「以内」です。",
        &[
            (OvertimeItem::MonthLimit, Unit::Hours),
            (OvertimeItem::YearLimit, Unit::Hours),
            (OvertimeItem::MonthBelow, Unit::Hours),
            (OvertimeItem::YearAtMost, Unit::Hours),
            (OvertimeItem::MeanLimit, Unit::Hours),
            (OvertimeItem::MonthsOver, Unit::Times),
        ],
    ),
    (
        "残り時間の色分け",
        "上限までの何%を使ったところで、色とことばを変えるかです。",
        &[(OvertimeItem::FirstBand, Unit::Percent), (OvertimeItem::SecondBand, Unit::Percent), (OvertimeItem::ThirdBand, Unit::Percent)],
    ),
    (
        "産業医面談",
        "原本は「時間外勤務が一定時間以上の者及び希望者」とだけ書いています。時間はこの進捗帳の初期値です。",
        &[
            (OvertimeItem::InterviewMonth, Unit::Hours),
            (OvertimeItem::InterviewMean, Unit::Hours),
            (OvertimeItem::InterviewOnRequest, Unit::Hours),
        ],
    ),
    (
        "ヒアリング",
        "原本は「計画値を著しく超過する場合」とだけ書いています。両方に当てはまる所属を対象にします。",
        &[(OvertimeItem::HearingPercent, Unit::Percent), (OvertimeItem::HearingHours, Unit::Hours)],
    ),
    ("パソコンの稼働時間との突合", "原本は「大きな差異がある場合」とだけ書いています。", &[(OvertimeItem::PresenceGap, Unit::Minutes)]),
    ("ノー残業デー", "給与支給日は原本に書かれていません。", &[(OvertimeItem::Payday, Unit::DayOfMonth)]),
];

#[component]
pub fn RulesPage() -> impl IntoView {
    let session = Session::here();
    let year = session.year();
    let tables = Memo::new(move |_| session.program().get().map(|program| program.tables.clone()).unwrap_or_default());
    let rules = Memo::new(move |_| tables.with(|tables| tables.overtime_rules(year.get())));
    let refusal = RwSignal::new(None::<Refusal>);
    view! {
        <section class="section">
            <div class="row row--bottom">
                <YearSelect />
            </div>
            <p>
                {move || format!("{}から当てはまる値です。前の年度の判定は変わりません。欄を空にすると、前の年度の値か初期値に戻ります。", words::year(year.get()))}
                "設定は職員ごとの行ではないので、プログラムと一緒に保存され、配布できます。"
            </p>
            <Refused refusal title="設定できません" />
        </section>
        {GROUPS.map(|shown| group(shown, rules, refusal))}
        <section class="section">
            <h2>"勤務時間"</h2>
            <p class="soft">"パソコンの稼働のうち、この外を時間外とします。休暇1日の時間は、日と時間を合わせるときに使います。"</p>
            <div class="columns">
                <ClockField item=OvertimeItem::WorkBegins rules refusal />
                <ClockField item=OvertimeItem::WorkEnds rules refusal />
                <ClockField item=OvertimeItem::LeaveDay rules refusal />
            </div>
        </section>
        <Choices rules refusal />
        <RuleSets tables refusal />
    }
}

fn group((title, why, items): Group, rules: Memo<OvertimeRules>, refusal: RwSignal<Option<Refusal>>) -> impl IntoView {
    let session = Session::here();
    let default = OvertimeRules::default();
    let field = move |&(item, unit): &(OvertimeItem, Unit)| {
        let initial = default.amount(item);
        // A value that is not the programme's own shows which one that was.
        let support = move || {
            let differs = rules.with(|rules| rules.amount(item)) != initial;
            differs.then(|| format!("初期値　{}", initial.map(|amount| overtime_words::amount(item, amount)).unwrap_or_default()))
        };
        let shown = Signal::derive(move || rules.with(|rules| rules.amount(item)));
        move || {
            let key = OvertimeKey::of_city(session.year().get(), item);
            view! {
                <AmountField
                    key
                    label=overtime_words::item(item)
                    support=Signal::derive(support)
                    unit
                    shown
                    refusal
                    place=LabelPlace::Above
                />
            }
        }
    };
    view! {
        <section class="section">
            <h2>{title}</h2>
            <p class="soft">{why}</p>
            <div class="columns">{items.iter().map(field).collect_view()}</div>
        </section>
    }
}

/// Sets one rule of the whole city from the year that is looked at.
fn set(session: Session, item: OvertimeItem, amount: Option<u32>) -> Option<Refusal> {
    let key = OvertimeKey::of_city(session.year().get_untracked(), item);
    session.dispatch(vec![Entry::Overtime(key, OvertimeEntry { amount, ..OvertimeEntry::default() })]).err()
}

/// A time of day, or a length typed like one.
#[component]
fn ClockField(item: OvertimeItem, rules: Memo<OvertimeRules>, refusal: RwSignal<Option<Refusal>>) -> impl IntoView {
    let session = Session::here();
    let error = RwSignal::new(None::<String>);
    let value = Signal::derive(move || rules.with(|rules| rules.amount(item)).map(overtime_words::clock).unwrap_or_default());
    let enter = move |text: String| {
        let typed = read_clock(&text, chrono::NaiveDate::default()).map(u32::from).filter(|amount| item.range().contains(amount));
        match (text.trim().is_empty(), typed) {
            (false, None) => error.set(Some("時刻として読めません。例：8:30".to_owned())),
            (_, typed) => {
                error.set(None);
                refusal.set(set(session, item, typed));
            }
        }
    };
    view! { <TextField label=overtime_words::item(item) value on_change=enter error=error size=FieldSize::Short /> }
}

/// What is chosen and not counted.
#[component]
fn Choices(rules: Memo<OvertimeRules>, refusal: RwSignal<Option<Refusal>>) -> impl IntoView {
    let session = Session::here();
    let counts = move |item: OvertimeItem| {
        let checked = Signal::derive(move || rules.with(|rules| rules.amount(item)) == Some(1));
        let choose = move |is_counted: bool| refusal.set(set(session, item, Some(is_counted.into())));
        view! { <CheckboxRow label=overtime_words::item(item) checked on_change=choose /> }
    };
    let years = [0, 1].map(|amount| Item::new(amount, overtime_words::amount(OvertimeItem::LeaveYear, amount))).to_vec();
    view! {
        <section class="section">
            <h2>"指標に数える職員"</h2>
            <p class="soft">"初期値では、管理職手当受給者と会計年度任用職員を数えません。休職・育休・派遣の月はいつも数えません。"</p>
            <div class="columns">{counts(OvertimeItem::CountManagers)} {counts(OvertimeItem::CountFixedTerm)}</div>
        </section>
        <section class="section">
            <h2>"休暇の1年"</h2>
            <RadioGroup
                label="1年の数え方"
                support="暦年か年度かは原本に示されていません。選んだ数え方を、値と一緒に印字します。"
                items=years
                selected=Signal::derive(move || rules.with(|rules| rules.amount(OvertimeItem::LeaveYear)))
                on_change=move |amount| refusal.set(set(session, OvertimeItem::LeaveYear, Some(amount)))
            />
        </section>
    }
}

/// 36協定型の所属.
#[component]
fn RuleSets(tables: Memo<Tables>, refusal: RwSignal<Option<Refusal>>) -> impl IntoView {
    let attendance = Attendance::here();
    let session = Session::here();
    let names = Memo::new(move |_| {
        let year = session.year().get();
        tables.with(|tables| attendance.ledger().with(|ledger| super::workplaces(tables, ledger, year)))
    });
    let row = move |workplace: Workplace| {
        let asked = workplace.clone();
        let checked = Signal::derive(move || {
            tables.with(|tables| tables.overtime_rule_sets(session.year().get())).get(&asked) == Some(&RuleSet::Agreement)
        });
        let label = workplace.name().to_owned();
        let choose = move |is_agreement: bool| {
            let key = OvertimeKey::of_year(&workplace, session.year().get_untracked(), OvertimeItem::RuleSet);
            let entry = OvertimeEntry { amount: Some(is_agreement.into()), ..OvertimeEntry::default() };
            refusal.set(session.dispatch(vec![Entry::Overtime(key, entry)]).err());
        };
        view! { <CheckboxRow label checked on_change=choose /> }
    };
    view! {
        <section class="section">
            <h2>"36協定型の所属"</h2>
            <p>
                "水道・病院・保育園など、36協定による所属に印を付けます。印のある所属では、週休日・休日の時間は「ア」と「ウ」だけに数えます。ほかは規則型です。"
            </p>
            <details>
                <summary>"所属を選ぶ"</summary>
                <div class="columns">{move || names.get().into_iter().map(row).collect_view()}</div>
            </details>
        </section>
    }
}
