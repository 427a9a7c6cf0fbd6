//! Why the chosen year's verdict is what it is, down to the numbers, the rule and the settings.

use crate::{
    domain::{Amount, ClaimId, FiscalYear, Indicator, IndicatorId, Rule, Tables, TargetKey, TargetSlot, Trust},
    evaluate::{Compared, Effect, Finding, Judgement, effects, judge},
    register::Reading,
    session::Session,
    ui::{
        parts::{CaptionPlace, DataTable, Notice, ShareBar, TableStyle, Tone},
        signs::{FigureText, JudgementBadge, Sign},
        words,
    },
};
use leptos::prelude::*;
use rust_decimal::{Decimal, prelude::ToPrimitive};

#[derive(Clone, PartialEq)]
struct Judged {
    year: FiscalYear,
    judgements: Vec<Judgement>,
    effects: Vec<Effect>,
    sources: Vec<String>,
}

#[component]
pub fn Explanations(id: IndicatorId, indicator: Indicator) -> impl IntoView {
    let session = Session::here();
    let judged = Memo::new(move |_| {
        let program = session.program().get()?;
        let (year, today) = (session.year().get(), session.today().get());
        Some(Judged {
            year,
            judgements: judge(&program.tables, &id, year, today),
            effects: effects(&program.tables, &id, year, today),
            sources: sources(&program.tables, &id),
        })
    });
    view! {
        <section class="section">
            <h2>{move || format!("{}の判定", session.year().get().wareki())}</h2>
            {move || {
                let Judged { judgements, effects, sources, .. } = judged.get()?;
                let cards = judgements
                    .into_iter()
                    .enumerate()
                    .map(|(place, judgement)| {
                        let indicator = indicator.clone();
                        view! { <Explanation judgement indicator effects=of_judgement(&effects, place) sources=sources.clone() /> }
                    })
                    .collect_view();
                Some(cards)
            }}
        </section>
    }
}

/// What each setting would make of one of the judgements.
fn of_judgement(effects: &[Effect], place: usize) -> Vec<(String, String)> {
    let row = |effect: &Effect| Some((words::tried(effect.tried), words::under(effect.verdicts.get(place)?)));
    effects.iter().filter_map(row).collect()
}

/// What the definition and the targets say about the original, with its line: `N:86`.
fn sources(tables: &Tables, id: &IndicatorId) -> Vec<String> {
    let from = TargetKey { indicator: id.clone(), slot: TargetSlot::EveryYear, part: None };
    let targets = tables.targets.cells_from(&from).take_while(|(key, _)| key.indicator == *id);
    let of_targets = targets.flat_map(|(_, cell)| cell.reading().values()).map(|target| target.remark.clone());
    let of_definition = tables.indicators.get(id).map(|indicator| indicator.remarks.clone()).unwrap_or_default();
    let mut sources: Vec<String> = Vec::new();
    for source in of_definition.into_iter().chain(of_targets) {
        // Years with the same target have the same remark.
        if !source.is_empty() && !sources.contains(&source) {
            sources.push(source);
        }
    }
    sources
}

#[component]
fn Explanation(judgement: Judgement, indicator: Indicator, effects: Vec<(String, String)>, sources: Vec<String>) -> impl IntoView {
    let session = Session::here();
    let finding = judgement.finding.clone();
    let facts: Vec<(&'static str, String)> = [
        Some(("目標", words::target_reading(&judgement.target))),
        finding.comparison.as_ref().map(|comparison| ("比較", words::comparison(comparison, &judgement.target))),
        words::reason(finding.verdict).map(|reason| ("理由", reason.to_owned())),
        judgement.references.as_ref().map(|references| ("比べた年度", words::references(references))),
        judgement.trend.map(|trend| ("前年度から", words::trend(trend).to_owned())),
    ]
    .into_iter()
    .flatten()
    .filter(|(_, value)| !value.is_empty())
    .collect();
    let far_goal = judgement.far_goal.clone().map(|goal| {
        view! {
            <dt>"めざす水準"</dt>
            <dd>{words::target_reading(&goal.target)} " " <Sign verdict=goal.finding.verdict /></dd>
        }
    });
    let doubts = doubts(&judgement);
    let claims = claims(session, &judgement.claims);
    let figures = judgement
        .actual
        .clone()
        .into_iter()
        .map(|actual| view! { <span><FigureText actual indicator=indicator.clone() />" "</span> })
        .collect_view();
    view! {
        <div class="card">
            <div class="row">
                <span class="card__figure">{figures}</span>
                <span><JudgementBadge judgement=judgement.clone() /></span>
            </div>
            <dl class="facts">
                {facts.into_iter().map(|(name, value)| view! { <dt>{name}</dt> <dd>{value}</dd> }).collect_view()} {far_goal}
                {claims.into_iter().map(|claim| view! { <dt>"本文の記述"</dt> <dd>{claim}</dd> }).collect_view()}
            </dl>
            {shares(&finding)}
            {doubts
                .into_iter()
                .map(|why| view! { <Notice tone=Tone::Warning title="原本で確かめてください"><p>{why}</p></Notice> })
                .collect_view()}
            {judgement
                .definition_breaks
                .iter()
                .map(|year| view! { <Notice tone=Tone::Info title=words::definition_break(*year) /> })
                .collect_view()}
            {judgement.rounding_matters.then(|| view! { <Notice tone=Tone::Info title="四捨五入する前の値では判定が変わります" /> })}
            <Grounds judgement effects sources />
        </div>
    }
}

/// The rule with its source, the references, and the settings tried another way.
#[component]
fn Grounds(judgement: Judgement, effects: Vec<(String, String)>, sources: Vec<String>) -> impl IntoView {
    let rule = match &judgement.target {
        Reading::Settled(Trust::Confirmed(rule)) => Some(rule.clone()),
        Reading::Absent => Some(Rule::Blank),
        Reading::Settled(_) | Reading::Conflict(_) => None,
    };
    let (demand, stands_on) = match &rule {
        Some(rule) => (words::demand(rule), words::stands_on(rule)),
        None => (
            "目標値が決まっていないため、すべての読み方で判定し、同じになるときだけ判定します。",
            "目標値は原本照合待ち、欠落、または内容の食い違いです。",
        ),
    };
    let difference = judgement.finding.difference.map(|difference| {
        view! { <dt>"差"</dt> <dd>{words::amount(Amount::new(difference))}</dd> }
    });
    let references = judgement.references.map(|references| {
        let role = |role, compared: Compared| {
            view! {
                <dt>{role}</dt>
                <dd>{words::against(compared.against)} " " <Sign verdict=compared.verdict /></dd>
            }
        };
        let disagree = references
            .disagree()
            .then(|| view! { <dt>"注意"</dt> <dd>"2つの比べ方で判定が分かれます。集計には「使った比べ方」を数えます。"</dd> });
        let other = references.other.map(|other| role("もう一つの比べ方", other));
        view! { {role("使った比べ方", references.used)} {other} {disagree} }
    });
    let settings = if effects.is_empty() {
        view! { <p>"設定を変えても、この判定は変わりません。"</p> }.into_any()
    } else {
        let rows =
            effects.into_iter().map(|(tried, verdict)| view! { <tr><th scope="row">{tried}</th><td>{verdict}</td></tr> }).collect_view();
        view! {
            <DataTable caption="設定を変えたときの判定" style=TableStyle::Narrow caption_place=CaptionPlace::Above>
                <thead>
                    <tr>
                        <th scope="col">"設定"</th>
                        <th scope="col">"判定"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </DataTable>
        }
        .into_any()
    };
    view! {
        <details>
            <summary>"判定の根拠をくわしく見る"</summary>
            <dl class="facts">
                <dt>"規則"</dt>
                <dd>{demand}</dd>
                <dt>"よりどころ"</dt>
                <dd>{stands_on}</dd>
                {sources.into_iter().map(|source| view! { <dt>"原本の注記"</dt> <dd>{source}</dd> }).collect_view()}
                {difference}
                {references}
            </dl>
            {settings}
        </details>
    }
}

/// 達成率 and 目標までの進み, as bars with their words.
fn shares(finding: &Finding) -> impl IntoView + use<> {
    let bar = |text: String, percent: Decimal| percent.to_f64().map(|percent| view! { <ShareBar text percent /> });
    let attainment = finding.attainment.and_then(|percent| bar(format!("達成率 {}", words::percent(percent)), percent));
    let progress = finding.progress.and_then(|progress| bar(words::progress(progress), progress.percent()));
    view! { {attainment} {progress} }
}

/// What is doubtful about the figure or the target, in the words of whoever marked it.
fn doubts(judgement: &Judgement) -> Vec<String> {
    fn why<V>(trust: &Trust<V>) -> Option<String> {
        match trust {
            Trust::Confirmed(_) => None,
            Trust::Candidates { why, .. } | Trust::Lost { why } => Some(why.clone()),
        }
    }
    let figures = judgement.actual.iter().flat_map(|actual| actual.shown.clone().values()).filter_map(|trust| why(&trust));
    let targets = judgement.target.clone().values().into_iter().filter_map(|trust: Trust<Rule>| why(&trust));
    let mut doubts: Vec<String> = figures.chain(targets).collect();
    doubts.dedup();
    doubts
}

fn claims(session: Session, ids: &[ClaimId]) -> Vec<String> {
    let Some(program) = session.program().get_untracked() else { return Vec::new() };
    ids.iter().filter_map(|id| program.tables.claims.get(id)).map(|claim| format!("{}（{}）", claim.says, claim.source)).collect()
}
