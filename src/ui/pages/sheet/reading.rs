//! The sheet to read: what the printed form shows, in its order.

use super::{
    cells::text_reading,
    check::{closing_view, proposal_text, rating_text},
    figures::figures,
    links::ends,
    notes::belongs,
    opinions::opinions_view,
    plan_years,
};
use crate::{
    domain::{Claim, Column, FiscalYear, MeasureId, Note, NoteKind, PassageKey, PlanKey, RowId, Section, Span, Sum, SumId, Tables, ToDo},
    evaluate::{ScheduleStanding, SumCheck, reconcile, starts},
    ui::{
        pages::{
            indicators::{heading, terms_text},
            measures::whose,
        },
        parts::{CaptionPlace, DataTable, TableStyle},
        route::Route,
        words,
    },
};
use chrono::NaiveDate;
use leptos::prelude::*;

pub fn sheet(tables: &Tables, id: &MeasureId, year: FiscalYear, today: NaiveDate) -> AnyView {
    let Some(measure) = tables.measures.cell(id).and_then(|cell| cell.siblings().first()).map(|sibling| &sibling.value) else {
        return ().into_any();
    };
    let pillar = tables.pillars.get(&measure.pillar).map(|pillar| heading(&pillar.number, &pillar.name)).unwrap_or_default();
    let about = tables.pillars.get(&measure.pillar).map(|pillar| pillar.summary.clone()).filter(|about| !about.is_empty());
    view! {
        <section class="section">
            <h2>"取組の概要"</h2>
            <dl class="facts">
                {(!measure.number.is_empty()).then(|| view! { <dt>"取組番号"</dt><dd>{measure.number.clone()}</dd> })}
                <dt>"重点項目"</dt>
                <dd>{pillar} {about.map(|about| view! { <br /> <span class="soft">{about}</span> })}</dd>
                <dt>"主管課（関係課）"</dt>
                <dd>{whose(tables, id, measure)}</dd>
                <dt>"実施内容"</dt>
                <dd>{passage(tables, id, year, Section::Content)}</dd>
                <dt>"期待される効果"</dt>
                <dd>{passage(tables, id, year, Section::Effect)}</dd>
            </dl>
        </section>
        <section class="section"><h2>"年次計画"</h2> {schedule(tables, id)} {standings(tables, id, year, today)}</section>
        <section class="section"><h2>"数値目標等"</h2> {figures(tables, id, year, today)}</section>
        <section class="section"><h2>{format!("{}の実施状況", year.wareki())}</h2> {left_over(tables, id, year)} {plan(tables, id, year)} {linked(tables, id, year)}</section>
        <section class="section">
            <h2>"取組全体の評価【Check】"</h2>
            <p class="card__figure">{rating_text(tables, id, year)}</p>
            {proposal(tables, id, year, today)}
            {passage(tables, id, year, Section::Check)}
            {checked(tables, id, year)}
            {closing_view(tables, id, year)}
        </section>
        <section class="section"><h2>"改善事項・今後の進め方【Action】"</h2> {passage(tables, id, year, Section::Action)} {to_dos(tables, id, year)}</section>
        {opinions_view(tables, id, year)}
        {notes(tables, id, year)}
    }
    .into_any()
}

/// 数値目標からの目安 beside the rating that people gave; it is no part of the printed form.
fn proposal(tables: &Tables, id: &MeasureId, year: FiscalYear, today: NaiveDate) -> impl IntoView + use<> {
    tables
        .rating_scale
        .get(&())
        .map(|_| view! { <p class="no-print soft">"数値目標からの目安：" {proposal_text(tables, id, year, today)}</p> })
}

/// Rows of 年次計画 that should have begun and have not.
fn standings(tables: &Tables, id: &MeasureId, year: FiscalYear, today: NaiveDate) -> impl IntoView + use<> {
    let item =
        |row: &RowId| tables.schedule_of(id).into_iter().find(|(of, _)| *of == row).map(|(_, row)| row.item.clone()).unwrap_or_default();
    let said = starts(tables, id, year, today).into_iter().filter_map(|start| {
        // Without a single link the remark would stand at every row of an imported plan and say nothing new.
        let is_known = start.standing != ScheduleStanding::Unlinked;
        let words = words::sheet::schedule_standing(&start.standing).filter(|_| is_known)?;
        Some(view! { <li>{format!("{}：{words}", item(&start.row))}</li> })
    });
    let said = said.collect::<Vec<_>>();
    (!said.is_empty()).then(|| view! { <div class="no-print"><p><strong>"始まっているはずの取組"</strong></p><ul>{said}</ul></div> })
}

/// What the year before left to this Plan, and its answers.
fn left_over(tables: &Tables, id: &MeasureId, year: FiscalYear) -> impl IntoView + use<> {
    let left = year.previous().map(|before| tables.to_dos(id, before)).unwrap_or_default();
    (!left.is_empty()).then(|| view! { <h3>"前年度からの宿題と対応"</h3> {to_do_list(left, AnswerPlace::Here)} })
}

/// What this 【Action】 leaves to the next year.
fn to_dos(tables: &Tables, id: &MeasureId, year: FiscalYear) -> impl IntoView + use<> {
    let left = tables.to_dos(id, year);
    (!left.is_empty()).then(|| view! { <h3>"次年度への宿題"</h3> {to_do_list(left, AnswerPlace::NextYear)} })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum AnswerPlace {
    Here,
    NextYear,
}

fn to_do_list(to_dos: Vec<ToDo>, place: AnswerPlace) -> impl IntoView {
    let item = move |to_do: ToDo| {
        let answer = match (to_do.answer, place) {
            (Some(state), _) => format!("【{}】{}", words::follow_up::answer(state), to_do.answer_words),
            (None, AnswerPlace::Here) => "【未対応】".to_owned(),
            (None, AnswerPlace::NextYear) => String::new(),
        };
        view! { <li class="typed-text">{to_do.words} " " <strong>{answer}</strong></li> }
    };
    view! { <ul>{to_dos.into_iter().map(item).collect_view()}</ul> }
}

/// What the texts claim, and the sums that were added up again: beside the text that says so.
pub fn checked(tables: &Tables, id: &MeasureId, year: FiscalYear) -> impl IntoView + use<> {
    let is_here = |claim: &Claim| claim.measure.as_ref() == Some(id) && claim.year.is_none_or(|of| of == year);
    let claims: Vec<Claim> = tables.claims.settled().filter(|(_, claim)| is_here(claim)).map(|(_, claim)| claim.clone()).collect();
    let of_sum = |sum: &SumId| -> Option<Sum> { tables.sums.reading(sum).values().into_iter().next().cloned() };
    let sums: Vec<(Sum, SumCheck)> = reconcile(tables)
        .into_iter()
        .filter_map(|it| Some((of_sum(&it.sum)?, it.check)))
        .filter(|(sum, _)| sum.measure.as_ref() == Some(id))
        .collect();
    let claim = |claim: Claim| {
        let about = claim.indicator.map(|id| {
            let name = tables.indicators.get(&id).map_or_else(|| id.to_string(), |indicator| indicator.name.clone());
            view! { <a href=Route::Indicator(id.clone()).href()>{name}</a> "：" }
        });
        view! { <li>{about} {claim.says} " " <span class="soft">{claim.source}</span></li> }
    };
    let sum = |(sum, check): (Sum, SumCheck)| {
        let result = words::sheet::sum_check(check, &sum.unit);
        let text = format!("{}：{}　書かれている数 {}{}　", sum.label, terms_text(&sum), words::amount(sum.stated), sum.unit);
        view! { <li>{text} <strong>{result}</strong> {(!sum.remark.is_empty()).then(|| format!("　{}", sum.remark))}</li> }
    };
    let is_empty = claims.is_empty() && sums.is_empty();
    let items = view! { {claims.into_iter().map(claim).collect_view()} {sums.into_iter().map(sum).collect_view()} };
    (!is_empty).then(|| {
        view! {
            <details class="no-print">
                <summary>"本文の記述と数の照合"</summary>
                <ul>{items}</ul>
            </details>
        }
    })
}

fn passage(tables: &Tables, measure: &MeasureId, year: FiscalYear, section: Section) -> AnyView {
    text_reading(tables.passages.reading(&PassageKey { measure: measure.clone(), year, section }))
}

/// The years of the plan as columns, each span one cell as printed.
fn schedule(tables: &Tables, id: &MeasureId) -> impl IntoView + use<> {
    let rows = tables.schedule_of(id);
    let years = plan_years(tables);
    let body = rows
        .into_iter()
        .map(|(_, row)| {
            let mut cells = Vec::new();
            let mut next = years.first().copied();
            for span in &row.spans {
                cells.extend(gap(next, span));
                let width = span.to.number() - span.from.number() + 1;
                cells.push(view! { <td colspan=width.to_string()>{span.words.clone()}</td> }.into_any());
                next = span.to.next();
            }
            let rest = next.map_or(0, |next| years.iter().filter(|year| **year >= next).count());
            cells.extend((0..rest).map(|_| view! { <td></td> }.into_any()));
            view! { <tr><th scope="row">{row.item.clone()}</th> {cells}</tr> }
        })
        .collect_view();
    view! {
        <DataTable caption="年次計画" caption_place=CaptionPlace::Hidden style=TableStyle::Form>
            <thead>
                <tr>
                    <th scope="col">"実施項目"</th>
                    {years.iter().map(|year| view! { <th scope="col">{format!("{}年度", year.short())}</th> }).collect_view()}
                </tr>
            </thead>
            <tbody>{body}</tbody>
        </DataTable>
    }
}

fn gap(next: Option<FiscalYear>, span: &Span) -> Vec<AnyView> {
    let width = next.map_or(0, |next| span.from.number() - next.number());
    (0..width).map(|_| view! { <td></td> }.into_any()).collect()
}

fn plan(tables: &Tables, id: &MeasureId, year: FiscalYear) -> impl IntoView + use<> {
    let cell = |row: &RowId, column| {
        let key = PlanKey { measure: id.clone(), year, row: row.clone(), column };
        view! { <td>{text_reading(tables.plan.reading(&key))}</td> }
    };
    let body = tables
        .plan_rows_of(id, year)
        .into_iter()
        .map(
            |row| view! { <tr>{[Column::Plan, Column::FirstHalf, Column::SecondHalf].map(|column| cell(row, column)).collect_view()}</tr> },
        )
        .collect_view();
    view! {
        <DataTable caption=format!("{}の実施状況", year.wareki()) caption_place=CaptionPlace::Hidden style=TableStyle::Form>
            <thead>
                <tr>
                    <th scope="col">"取組目標【Plan】"</th>
                    <th scope="col">"上半期の取組結果【Do】"</th>
                    <th scope="col">"下半期の取組結果【Do】"</th>
                </tr>
            </thead>
            <tbody>{body}</tbody>
        </DataTable>
    }
}

/// 年次計画 and 数値目標 of the rows above, where staff linked them.
fn linked(tables: &Tables, id: &MeasureId, year: FiscalYear) -> impl IntoView + use<> {
    let ends = ends(tables, id);
    let of_row = |(at, row): (usize, &RowId)| {
        let links = tables.links_of(id, year, row);
        let named: Vec<String> = ends.iter().filter(|(link, _)| links.contains(link)).map(|(_, words)| words.clone()).collect();
        (!named.is_empty()).then(|| view! { <li>{format!("{}行目 … {}", at + 1, named.join("、"))}</li> })
    };
    let rows: Vec<_> = tables.plan_rows_of(id, year).into_iter().enumerate().filter_map(of_row).collect();
    (!rows.is_empty()).then(|| view! { <h3>"年次計画・数値目標との対応"</h3> <ul>{rows}</ul> })
}

fn notes(tables: &Tables, id: &MeasureId, year: FiscalYear) -> impl IntoView + use<> {
    let notes: Vec<Note> =
        tables.listed_notes().into_iter().filter(|(_, note)| belongs(tables, note, id, year)).map(|(_, note)| note.clone()).collect();
    let of_kind = move |kind: NoteKind, title: &'static str| {
        let chosen: Vec<Note> = notes.iter().filter(|note| note.kind == kind).cloned().collect();
        (!chosen.is_empty()).then(|| {
            let items = chosen.into_iter().map(|note| {
                view! { <li class="typed-text">{format!("{} {}", note.mark, note.text).trim().to_owned()}</li> }
            });
            view! { <section class="section"><h2>{title}</h2><ul>{items.collect_view()}</ul></section> }
        })
    };
    view! {
        {of_kind(NoteKind::Footnote, "注")} {of_kind(NoteKind::CallOut, "欄外の記載")}
        {of_kind(NoteKind::Remark, "原本について（照合のための覚え書き）")}
    }
}
