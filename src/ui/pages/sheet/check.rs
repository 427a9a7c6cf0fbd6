//! 取組全体の評価【Check】: the proposal with its arithmetic, a rating for each step, and the record of an end.

use super::cells::{Desk, MatterWords, matter_cell};
use crate::{
    domain::{DecisionEffect, Entry, FiscalYear, Grade, GradeId, Matter, MeasureId, Rating, RatingKey, RatingScale, Step, Tables},
    evaluate::{Agreement, Open, Proposal, Score, agreement, printed_rating, propose},
    register::Reading,
    store::settings::Role,
    ui::{
        parts::{CaptionPlace, DataTable, DateField, FieldSize, Item, LabelPlace, Notice, Select, TableStyle, TextField, Tone},
        words,
    },
};
use chrono::NaiveDate;
use leptos::prelude::*;

/// A grade or a decision in the words of the programme's own scale.
pub fn grade_text(scale: &RatingScale, given: &GradeId) -> String {
    let grade = scale.grades.iter().find(|grade| grade.id == *given).map(words::grade);
    let decision = || scale.decisions.iter().find(|decision| decision.id == *given).map(|decision| decision.label.clone());
    grade.or_else(decision).unwrap_or_else(|| given.to_string())
}

/// The printed rating.
pub fn rating_text(tables: &Tables, id: &MeasureId, year: FiscalYear) -> String {
    let Some((_, reading)) = printed_rating(tables, id, year) else { return "未評価".to_owned() };
    let Some(scale) = tables.rating_scale.get(&()) else { return String::new() };
    match reading {
        Reading::Absent => "未評価".to_owned(),
        Reading::Settled(rating) => grade_text(scale, &rating.given),
        Reading::Conflict(ratings) => {
            let labels: Vec<String> = ratings.iter().map(|rating| grade_text(scale, &rating.given)).collect();
            format!("内容の食い違い（{}）", labels.join(" ／ "))
        }
    }
}

/// 数値目標からの目安, and how it was come by.
pub fn proposal_text(tables: &Tables, id: &MeasureId, year: FiscalYear, today: NaiveDate) -> String {
    let scale = tables.rating_scale.get(&());
    let grade = |given: &GradeId| scale.map_or_else(|| given.to_string(), |scale| grade_text(scale, given));
    match propose(tables, id, year, today) {
        Proposal::Proposed { grade: given, score } => format!("{}（{}）", grade(&given), share(score)),
        Proposal::NoneJudged => "なし（この年度に判定できる数値目標がありません）".to_owned(),
        Proposal::Withheld(open) => {
            let line = |open: Open| {
                let name = tables.indicators.get(&open.indicator).map_or_else(|| open.indicator.to_string(), |it| it.name.clone());
                format!("「{name}」{}", words::doubt(open.doubt))
            };
            format!("保留（{}）", open.into_iter().map(line).collect::<Vec<_>>().join("、"))
        }
        Proposal::Decided(given) => format!("なし（{}）", grade(&given)),
        Proposal::NoGrade(score) => format!("なし（{}。当てはまる評価区分がありません）", share(score)),
    }
}

/// `達成 1 ÷ 判定 3 ＝ 33.3％`
fn share(score: Score) -> String {
    let (achieved, judged) = (score.achieved, score.n_judged());
    // Tenths of a percent, rounded half up, in whole numbers: no float decides anything, and none is shown.
    let tenths = (u64::from(achieved) * 2_000 + u64::from(judged)) / (u64::from(judged).max(1) * 2);
    format!("達成 {achieved} ÷ 判定 {judged} ＝ {}.{}％", tenths / 10, tenths % 10)
}

/// The thresholds of the scale: `◎ 計画どおり 100％以上、…`.
fn thresholds(scale: &RatingScale) -> String {
    let line = |grade: &Grade| {
        let percent = (grade.at_least? * rust_decimal::Decimal::ONE_HUNDRED).normalize();
        Some(format!("{} {percent}％以上", words::grade(grade)))
    };
    scale.grades.iter().filter_map(line).collect::<Vec<_>>().join("、")
}

#[component]
pub fn CheckForm(desk: Desk, measure: MeasureId, year: FiscalYear) -> impl IntoView {
    let id = StoredValue::new(measure);
    let session = desk.session;
    let proposal = Memo::new(move |_| {
        let program = session.program().get()?;
        let scale = program.tables.rating_scale.get(&())?;
        let text = id.with_value(|id| proposal_text(&program.tables, id, year, session.today().get()));
        Some((text, thresholds(scale)))
    });
    let printed = desk.memo(move |tables| id.with_value(|id| rating_text(tables, id, year)));
    let has_scale = desk.memo(|tables| tables.rating_scale.get(&()).is_some());
    // The document's own rating is history: it is shown, and nobody rates at that step.
    let as_printed = desk.memo(move |tables| {
        let key = RatingKey { measure: id.get_value(), year, step: Step::AsPrinted };
        let scale = tables.rating_scale.get(&())?;
        tables.ratings.get(&key).map(|rating| grade_text(scale, &rating.given))
    });
    view! {
        <dl class="facts">
            <dt>"印刷される評価"</dt>
            <dd><strong>{printed}</strong></dd>
            {move || proposal.get().map(|(text, thresholds)| view! {
                <dt>"数値目標からの目安"</dt>
                <dd>{text} <br /> <span class="small soft">{format!("区分の境目：{thresholds}")}</span></dd>
            })}
            {move || as_printed.get().map(|text| view! { <dt>"原本の評価"</dt><dd>{text}</dd> })}
        </dl>
        <Show
            when=move || has_scale.get()
            fallback=|| view! { <Notice tone=Tone::Info title="評価区分が登録されていません"><p>"設定で評価区分を登録すると、評価を入力できます。"</p></Notice> }
        >
            <div class="sheet-form">
                <DataTable caption="段階ごとの評価" caption_place=CaptionPlace::Hidden style=TableStyle::Form>
                    <thead>
                        <tr>
                            <th scope="col">"段階"</th>
                            <th scope="col">"評価"</th>
                            <th scope="col">"理由・補足"</th>
                        </tr>
                    </thead>
                    <tbody>
                        {[Step::Lead, Step::Secretariat, Step::Committee]
                            .map(|step| view! { <StepRow desk measure=id.get_value() year step /> })
                            .collect_view()}
                    </tbody>
                </DataTable>
            </div>
            <p class="soft">"評価は、幹事会・委員会、事務局、主管課の順で、あるものが印刷されます。目安が評価を書きかえることはありません。"</p>
        </Show>
        <ClosingForm desk measure=id.get_value() year />
    }
}

#[component]
fn StepRow(desk: Desk, measure: MeasureId, year: FiscalYear, step: Step) -> impl IntoView {
    let session = desk.session;
    let key = StoredValue::new(RatingKey { measure, year, step });
    let rating = desk.memo(move |tables| key.with_value(|key| tables.ratings.get(key).cloned()));
    let is_disputed = desk.memo(move |tables| key.with_value(|key| tables.ratings.reading(key).is_conflict()));
    let items = desk.memo(|tables| {
        let scale = tables.rating_scale.get(&());
        let grades = scale.iter().flat_map(|scale| scale.grades.iter().map(|grade| (grade.id.clone(), words::grade(grade))));
        let decisions = scale.iter().flat_map(|scale| scale.decisions.iter().map(|it| (it.id.clone(), it.label.clone())));
        grades.chain(decisions).collect::<Vec<_>>()
    });
    let items = Signal::derive(move || items.get().into_iter().map(|(id, label)| Item::new(id, label)).collect::<Vec<_>>());
    let owes_reason = Memo::new(move |_| {
        let (Some(program), Some(rating)) = (session.program().get(), rating.get()) else { return false };
        let proposal = key.with_value(|key| propose(&program.tables, &key.measure, year, session.today().get()));
        agreement(&program.tables, step, &rating, &proposal) == Some(Agreement::ReasonMissing)
    });
    let error = Signal::derive(move || owes_reason.get().then(|| "目安と違うときは理由を入れてください。".to_owned()));
    // Bookkeeping, not access control: a department rates at its own step.
    let is_open = Memo::new(move |_| match session.settings().get().role {
        Some(Role::Department | Role::Manager) => step == Step::Lead,
        Some(Role::Secretariat) | None => true,
        Some(Role::Respondent | Role::Viewer) => false,
    });
    let disabled = Signal::derive(move || !is_open.get());
    let give = move |given: GradeId| {
        let reason = rating.get_untracked().map(|rating| rating.reason).unwrap_or_default();
        desk.write(vec![Entry::Rating(key.get_value(), Rating { given, reason })]);
    };
    let explain = move |reason: String| {
        // Without a rating there is nothing to explain yet; the field says so by being closed.
        let Some(rating) = rating.get_untracked() else { return };
        desk.write(vec![Entry::Rating(key.get_value(), Rating { reason, ..rating })]);
    };
    let name = words::sheet::step(step);
    view! {
        <tr>
            <th scope="row">{name} {move || is_disputed.get().then_some("（内容の食い違い）")}</th>
            <td>
                <Select
                    label=format!("{name}の評価")
                    items
                    selected=Signal::derive(move || rating.get().map(|rating| rating.given))
                    on_change=give
                    place=LabelPlace::Hidden
                    size=FieldSize::Short
                    disabled
                />
            </td>
            <td>
                <TextField
                    label=format!("{name}の評価の理由・補足")
                    value=Signal::derive(move || rating.get().map(|rating| rating.reason).unwrap_or_default())
                    on_change=explain
                    place=LabelPlace::Hidden
                    error
                    disabled=Signal::derive(move || disabled.get() || rating.get().is_none())
                />
            </td>
        </tr>
    }
}

/// Whether the measure is ended by the rating of this year.
fn is_ended(tables: &Tables, id: &MeasureId, year: FiscalYear) -> bool {
    let Some((_, Reading::Settled(rating))) = printed_rating(tables, id, year) else { return false };
    let decisions = tables.rating_scale.get(&()).into_iter().flat_map(|scale| &scale.decisions);
    decisions.into_iter().any(|decision| decision.id == rating.given && decision.effect == DecisionEffect::Stops)
}

/// What has to be kept of a measure that ends.
#[component]
fn ClosingForm(desk: Desk, measure: MeasureId, year: FiscalYear) -> impl IntoView {
    let id = StoredValue::new(measure);
    let is_ended = desk.memo(move |tables| id.with_value(|id| is_ended(tables, id, year)));
    view! {
        <Show when=move || is_ended.get()>
            {
                let (value, write) = matter_cell(desk, id.get_value(), year, Matter::Closing);
                let set_day = move |day: Option<NaiveDate>| write.run(Box::new(move |value| value.on = day));
                view! {
                    <h3>"取組を終えた記録"</h3>
                    <p class="soft">"この年度のあとの数値目標は判定しません。経緯と、引き継ぐことを残します。"</p>
                    <DateField label="終えた日" value=Signal::derive(move || value.with(|value| value.on)) on_change=set_day />
                    <MatterWords
                        desk
                        label="経緯と引き継ぐこと"
                        measure=id.get_value()
                        year
                        matter=Matter::Closing
                        place=LabelPlace::Above
                    />
                }
            }
        </Show>
    }
}

/// The record of an end, to read.
pub fn closing_view(tables: &Tables, id: &MeasureId, year: FiscalYear) -> impl IntoView + use<> {
    tables.closing(id, year).map(|closing| {
        let on = closing.on.map(|day| format!("{}に終了。", words::date(day))).unwrap_or_default();
        view! { <h3>"取組を終えた記録"</h3> <p class="typed-text">{format!("{on}{}", closing.words)}</p> }
    })
}
