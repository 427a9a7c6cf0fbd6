//! Figures and verdicts as every page shows them: the word, the sign, and the mark of doubt.

use crate::{
    domain::{Indicator, Shown, Trust},
    evaluate::{Actual, Judgement, Verdict},
    register::Reading,
    ui::{
        parts::{TrustBadge, TrustSign, VerdictBadge, VerdictSign},
        words,
    },
};
use leptos::prelude::*;

fn sign(verdict: Verdict) -> VerdictSign {
    match verdict {
        Verdict::Achieved => VerdictSign::Good,
        Verdict::NotAchieved => VerdictSign::Bad,
        Verdict::Unchanged => VerdictSign::Flat,
        Verdict::FirstMeasure => VerdictSign::First,
        Verdict::Undecided(_) => VerdictSign::Held,
        Verdict::NotDue(_) => VerdictSign::Waiting,
        Verdict::NotJudged(_) => VerdictSign::None,
    }
}

/// The verdict with its marks: 参考, どの読み方でも同じ, 速報値による.
#[component]
pub fn JudgementBadge(judgement: Judgement) -> impl IntoView {
    let verdict = judgement.finding.verdict;
    let note = words::verdict_note(&judgement);
    let variants = judgement
        .variants
        .iter()
        .map(|variant| {
            let label = format!("{}を除くと {}", variant.excluding, words::quantity(&variant.quantity));
            let verdict = variant.finding.verdict;
            view! { <div class="small">{label} " " <VerdictBadge sign=sign(verdict) label=words::verdict(verdict) /></div> }
        })
        .collect_view();
    view! {
        <VerdictBadge sign=sign(verdict) label=words::verdict(verdict) note=note />
        {variants}
    }
}

/// A bare verdict, for lists that explain it elsewhere.
#[component]
pub fn Sign(verdict: Verdict) -> impl IntoView {
    view! { <VerdictBadge sign=sign(verdict) label=words::verdict(verdict) /> }
}

/// One figure with the label of its part and, where it is in doubt, its mark and its readings.
#[component]
pub fn FigureText(actual: Actual, indicator: Indicator) -> impl IntoView {
    let part = actual.part.as_ref().and_then(|id| indicator.parts.iter().find(|part| part.id == *id));
    let label = part.map(|part| view! { <span class="small soft">{part.label.clone()} " "</span> });
    let figure = match actual.shown {
        Reading::Absent => view! { <span class="soft">"未入力"</span> }.into_any(),
        Reading::Settled(trust) => trusted(trust),
        Reading::Conflict(values) => {
            let texts: Vec<String> = values.iter().map(trusted_text).collect();
            view! { <span>{texts.join(" ／ ")}</span> <TrustBadge sign=TrustSign::Candidates label="内容の食い違い" /> }.into_any()
        }
    };
    view! {
        {label}
        {figure}
    }
}

fn trusted(trust: Trust<Shown>) -> AnyView {
    match trust {
        Trust::Confirmed(shown) => view! { <span>{words::shown(&shown)}</span> }.into_any(),
        Trust::Candidates { ref readings, .. } => {
            // Two rows of the original may print the same words: they are one reading of this place.
            let mut readings: Vec<String> =
                readings.iter().map(|reading| reading.as_ref().map_or("記載なし".to_owned(), words::shown)).collect();
            readings.dedup();
            view! {
                <span class="small">{readings.join("／")} "？"</span>
                " "
                <TrustBadge sign=TrustSign::Candidates label=words::trust_mark(&trust) />
            }
            .into_any()
        }
        Trust::Lost { .. } => view! { <TrustBadge sign=TrustSign::Lost label=words::trust_mark(&trust) /> }.into_any(),
    }
}

fn trusted_text(trust: &Trust<Shown>) -> String {
    trust.confirmed().map_or_else(|| words::trust_mark(trust).to_owned(), words::shown)
}
