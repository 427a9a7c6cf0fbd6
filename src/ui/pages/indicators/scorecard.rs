//! The programme on a page: what is met, what changed, how far the far goals are, what blocks a verdict and who must act.

use super::{heading, indicator_link};
use crate::{
    domain::{Amount, FiscalYear, IndicatorId, Owner, PartId, Rule, Tables, Trust},
    evaluate::{Actual, Block, Change, Doubt, Judgement, Mark, Outlook, Score, Scorecard, outlook, scorecard},
    register::Reading,
    session::Session,
    ui::{
        parts::{CaptionPlace, DataTable, Notice, ShareBar},
        signs::FigureText,
        signs::JudgementBadge,
        signs::Sign,
        words,
    },
};
use leptos::prelude::*;

/// How much of it a page shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Extent {
    /// ホーム
    #[default]
    Short,
    /// 庁議用一枚
    Whole,
}

/// The scorecard of the chosen year.
#[component]
pub fn Scores(#[prop(optional)] extent: Extent) -> impl IntoView {
    let session = Session::here();
    let card = Memo::new(move |_| {
        let program = session.program().get()?;
        let (year, today) = (session.year().get(), session.today().get());
        Some((scorecard(&program.tables, year, today), outlook(&program.tables, year, today)))
    });
    move || {
        let program = session.program().get()?;
        let tables = &program.tables;
        card.with(|card| {
            let (card, goals) = card.as_ref()?;
            let all = (extent == Extent::Whole).then(|| verdicts(tables, card));
            Some(view! { {scores(tables, card)} {changes(tables, card)} {ahead(tables, goals)} {all} {blocks(tables, card)} })
        })
    }
}

fn scores(tables: &Tables, card: &Scorecard) -> impl IntoView + use<> {
    let is_reference = tables.settings.get(&()).is_some_and(|settings| card.year < settings.first_judged_year);
    let note = is_reference
        .then(|| view! { <Notice title="参考の年度です"><p>"目標の判定が始まる前の年度のため、判定はすべて参考です。"</p></Notice> });
    let name = |id| tables.pillars.get(id).map_or_else(String::new, |pillar| heading(&pillar.number, &pillar.name));
    let rows = card.pillars.iter().map(|(id, score)| score_row(name(id), *score)).collect_view();
    let whole = score_row("計".to_owned(), card.whole);
    view! {
        {note}
        <DataTable caption=format!("{}の達成状況（柱ごと）", card.year.wareki()) caption_place=CaptionPlace::Hidden>
            <thead>
                <tr>
                    <th scope="col">"柱"</th>
                    {Mark::ALL.map(|mark| view! { <th scope="col" class:whole=mark == Mark::NotAchieved>{words::mark(mark)}</th> }).collect_view()}
                    <th scope="col">"判定した指標のうち達成"</th>
                </tr>
            </thead>
            <tbody>{rows} {whole}</tbody>
        </DataTable>
    }
}

fn score_row(name: String, score: Score) -> impl IntoView + use<> {
    let counts = Mark::ALL.map(|mark| score.of(mark));
    let share = match score.n_judged() {
        0 => view! { <span class="soft">"判定なし"</span> }.into_any(),
        judged => {
            // Only the bar's length: what is printed is the two counts.
            let percent = f64::from(score.achieved) / f64::from(judged) * 100.0;
            view! { <ShareBar text=format!("{judged}件のうち{}件", score.achieved) percent /> }.into_any()
        }
    };
    view! {
        <tr>
            <th scope="row">{name}</th>
            {counts.map(|count| view! { <td class="number">{count}</td> }).collect_view()}
            <td>{share}</td>
        </tr>
    }
}

fn changes(tables: &Tables, card: &Scorecard) -> AnyView {
    if card.changes.is_empty() {
        return ().into_any();
    }
    let row = |change: &Change| {
        view! {
            <li class="row">
                {indicator_link(tables, &change.indicator)} {part(tables, &change.indicator, change.part.as_ref())} <Sign verdict=change.before /> <span>"→"</span>
                <Sign verdict=change.now />
            </li>
        }
    };
    let rows = card.changes.iter().map(row).collect_view();
    view! {
        <h3>"前の年度から変わったもの"</h3>
        <ul class="plain-list stack--tight">{rows}</ul>
    }
    .into_any()
}

fn part(tables: &Tables, id: &IndicatorId, part: Option<&PartId>) -> Option<impl IntoView + use<>> {
    let indicator = tables.indicators.get(id)?;
    let label = indicator.parts.iter().find(|known| Some(&known.id) == part)?.label.clone();
    Some(view! { <span class="soft">{label}</span> })
}

/// Far goals with their distance and the pace.
fn ahead(tables: &Tables, goals: &[Outlook]) -> AnyView {
    if goals.is_empty() {
        return ().into_any();
    }
    let row = |goal: &Outlook| {
        let gap = matches!(&goal.goal, Reading::Settled(Trust::Confirmed(Rule::Equal)));
        let now = goal.now.map_or_else(
            || "—".to_owned(),
            |(year, value): (FiscalYear, _)| {
                let size = words::amount(Amount::new(value));
                // The difference of two percentages is told in points.
                let unit = if gap && goal.unit == "%" { "ポイント" } else { &goal.unit };
                format!("{}　{}{size}{unit}", year.short(), if gap { "差 " } else { "" })
            },
        );
        view! {
            <tr>
                <th scope="row">{indicator_link(tables, &goal.indicator)}</th>
                <td>{words::target_reading(&goal.goal)}</td>
                <td class="number">{now}</td>
                <td>{words::ahead(goal)}</td>
            </tr>
        }
    };
    let rows = goals.iter().map(row).collect_view();
    view! {
        <h3>"めざす水準（期限のない目標）までのへだたり"</h3>
        <DataTable caption="めざす水準までのへだたり" caption_place=CaptionPlace::Hidden>
            <thead>
                <tr>
                    <th scope="col">"指標"</th>
                    <th scope="col">"めざす水準"</th>
                    <th scope="col">"いちばん新しい値"</th>
                    <th scope="col">"へだたりと速さ"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </DataTable>
    }
    .into_any()
}

/// Every indicator with its figure, target and verdict, in one line each.
fn verdicts(tables: &Tables, card: &Scorecard) -> impl IntoView + use<> {
    let row = |judgement: &Judgement| {
        let indicator = tables.indicators.reading(&judgement.indicator).values().into_iter().next().cloned();
        let figures = indicator.map(|indicator| {
            let figure = |actual: &Actual| {
                view! { <div><FigureText actual=actual.clone() indicator=indicator.clone() /></div> }
            };
            judgement.actual.iter().map(figure).collect_view()
        });
        view! {
            <tr class="keep-whole">
                <th scope="row">{indicator_link(tables, &judgement.indicator)}</th>
                <td class="number">{figures}</td>
                <td>{words::target_reading(&judgement.target)}</td>
                <td><JudgementBadge judgement=judgement.clone() /></td>
            </tr>
        }
    };
    let rows = card.judgements.iter().map(row).collect_view();
    view! {
        <h3>"指標ごとの判定"</h3>
        <DataTable caption=format!("{}の指標ごとの判定", card.year.wareki()) caption_place=CaptionPlace::Hidden>
            <thead>
                <tr>
                    <th scope="col">"指標"</th>
                    <th scope="col">"実績"</th>
                    <th scope="col">"目標"</th>
                    <th scope="col">"判定"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </DataTable>
    }
}

fn blocks(tables: &Tables, card: &Scorecard) -> AnyView {
    if card.blocks.is_empty() {
        return ().into_any();
    }
    let row = |block: &Block| {
        view! {
            <tr>
                <th scope="row">{indicator_link(tables, &block.indicator)} " " {part(tables, &block.indicator, block.part.as_ref())}</th>
                <td>{words::doubt(block.doubt)}</td>
                <td>{who(tables, block)}</td>
            </tr>
        }
    };
    let rows = card.blocks.iter().map(row).collect_view();
    view! {
        <h3>"判定保留の理由と、動く人"</h3>
        <DataTable caption="判定保留の指標" caption_place=CaptionPlace::Hidden>
            <thead>
                <tr>
                    <th scope="col">"指標"</th>
                    <th scope="col">"理由"</th>
                    <th scope="col">"動く人"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </DataTable>
    }
    .into_any()
}

fn who(tables: &Tables, block: &Block) -> String {
    match &block.owner {
        // A conflict is the secretariat's to settle, whoever owns the figure.
        _ if matches!(block.doubt, Doubt::FigureInConflict | Doubt::TargetInConflict) => "事務局".to_owned(),
        Owner::Secretariat => "事務局".to_owned(),
        Owner::Departments(ids) => {
            let name = |id| tables.departments.get(id).map_or_else(String::new, |department| department.name.clone());
            ids.iter().map(name).collect::<Vec<_>>().join("、")
        }
        Owner::Nobody => "担当が決まっていません".to_owned(),
    }
}
