//! 設問ごとの結果: the whole city, question by question.

use super::Shown;
use crate::{
    domain::{Question, QuestionKind, Sense, Tables},
    evaluate::{interval, rate},
    ui::{
        parts::{CaptionPlace, CheckboxRow, DataTable},
        words,
    },
};
use leptos::prelude::*;
use std::sync::Arc;

#[component]
pub(super) fn Questions(shown: Arc<Shown>, tables: Arc<Tables>) -> impl IntoView {
    // An option, off at first: a survey of everybody is no sample.
    let has_interval = RwSignal::new(false);
    let scope = words::survey_scope(&shown.survey);
    let rows = move || {
        let has_interval = has_interval.get();
        let questions = shown.questions().into_iter().filter(|question| question.kind != QuestionKind::Text);
        questions.map(|question| row(&shown, &tables, &question, has_interval)).collect_view()
    };
    view! {
        <section class="section">
            <h2>"設問ごとの結果（全体）"</h2>
            <div class="no-print">
                <CheckboxRow
                    label="回答者数からみた目安を表示する"
                    support="対象者の全員が答えたとしたときの割合のありそうな範囲です。抽出調査ではないので、参考です。"
                    checked=has_interval
                    on_change=move |is_on| has_interval.set(is_on)
                />
            </div>
            <DataTable caption="設問ごとの結果" caption_place=CaptionPlace::Hidden>
                <thead>
                    <tr>
                        <th scope="col">"設問"</th>
                        <th scope="col">"回答の内訳"</th>
                        <th scope="col">"肯定的な回答の割合"</th>
                        <th scope="col" hidden=move || !has_interval.get()>"回答者数からみた目安"</th>
                        <th scope="col">"無回答"</th>
                        <th scope="col">"指標"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </DataTable>
            <p class="soft">{scope}</p>
        </section>
    }
}

fn row(shown: &Shown, tables: &Tables, question: &Question, has_interval: bool) -> impl IntoView + use<> {
    let city = shown.results.groups.first();
    let at = shown.results.place_of(&question.id);
    let counts = at.and_then(|at| city?.counts_of(at));
    let decimals = question.feeds.as_ref().and_then(|id| tables.indicators.get(id)).map_or(1, |indicator| indicator.decimals);
    let eligible = city.and_then(|city| city.eligible);
    // The programme's own indicators are printed whatever they say.
    let own = shown
        .tally
        .as_ref()
        .and_then(|tally| tally.questions.iter().find(|it| it.question == question.id))
        .filter(|_| question.feeds.is_some());
    let rate = counts.and_then(|(answered, given)| rate(question, answered, given, decimals)).or(own.and_then(|own| own.rate));
    let has_rate = question.choices.iter().any(|choice| choice.sense == Sense::Favourable);
    let range = rate.zip(eligible).and_then(|(rate, eligible)| interval(rate.favourable, rate.answered, eligible.into()));
    let mean = shown.results.means.iter().find(|(id, _)| *id == question.id).map(|(_, mean)| mean);
    let details = match (counts, mean) {
        (_, Some((answered, mean))) => vec![(format!("平均 {mean}{}", question.unit), format!("（{answered}人）"))],
        (Some((_, given)), None) => {
            question.choices.iter().zip(given).map(|(choice, n)| (format!("{} ", choice.label), format!("{n}人"))).collect()
        }
        (None, None) => vec![(words::HIDDEN.to_owned(), String::new())],
    };
    let silent = counts.and_then(|(answered, _)| Some(format!("{}人", city?.answered?.saturating_sub(answered))));
    let indicator = question.feeds.as_ref().and_then(|id| tables.indicators.get(id)).map(|indicator| indicator.name.clone());
    view! {
        <tr class="keep-whole">
            <th scope="row">{question.text.clone()}</th>
            <td class="choice-counts">{details.into_iter().map(|(label, n)| view! { <div>{label}<span class="number">{n}</span></div> }).collect_view()}</td>
            <td class="number">{rate.as_ref().map(words::rate).or(has_rate.then(|| words::HIDDEN.to_owned()))}</td>
            <td class="number" hidden=!has_interval>{range.map(words::interval)}</td>
            <td class="number">{silent}</td>
            <td>{indicator}</td>
        </tr>
    }
}
