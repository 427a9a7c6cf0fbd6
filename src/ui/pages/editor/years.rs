//! 年度: what each year of the programme holds, and one more year.

use super::{desk::Desk, frame::Frame};
use crate::{
    domain::{Entry, Figure, FiscalYear, Overview, Rule, Shown, Tables, Target, TargetKey, TargetSlot, Trust},
    ui::{
        parts::{Button, CaptionPlace, CheckboxRow, DataTable, TableStyle},
        route::EditorView,
        words,
    },
};
use leptos::prelude::*;

#[component]
pub fn Years() -> impl IntoView {
    view! {
        <Frame here=EditorView::Years title="年度" lead="計画の年度ごとに、入っているものの数です。計画を延ばすときは、次の年度を加えます。">
            <Body />
        </Frame>
    }
}

#[derive(Clone, PartialEq)]
struct Line {
    year: FiscalYear,
    n_targets: usize,
    n_figures: usize,
    n_ratings: usize,
}

fn lines(tables: &Tables, present: FiscalYear) -> Vec<Line> {
    let shows_something = |figure: &Figure| figure.shown != Trust::Confirmed(Shown::Blank);
    let count = |year: FiscalYear| Line {
        year,
        n_targets: tables.targets.settled().filter(|(key, target)| key.slot == TargetSlot::Year(year) && says(target)).count(),
        n_figures: tables.figures.settled().filter(|(key, figure)| key.year == year && shows_something(figure)).count(),
        n_ratings: tables.ratings.cells().filter(|(key, _)| key.year == year).count(),
    };
    tables.years(present).into_iter().map(count).collect()
}

fn says(target: &Target) -> bool {
    target.rule != Trust::Confirmed(Rule::Blank)
}

#[component]
fn Body() -> impl IntoView {
    let desk = Desk::here();
    let present = FiscalYear::of(desk.session.today().get_untracked()).unwrap_or(FiscalYear::FIRST);
    let listed = desk.watch(move |tables| lines(tables, present));
    let takes_targets = RwSignal::new(true);
    let next = Memo::new(move |_| {
        let program = desk.session.program().get()?;
        program.tables.overview.get(&())?.last_year.unwrap_or(present).next()
    });
    let rows = move || {
        let row = |line: Line| {
            view! {
                <tr>
                    <th scope="row">{words::year(line.year)}</th>
                    <td class="number">{line.n_targets}</td>
                    <td class="number">{line.n_figures}</td>
                    <td class="number">{line.n_ratings}</td>
                </tr>
            }
        };
        listed.get().unwrap_or_default().into_iter().map(row).collect_view()
    };
    let add = move |()| {
        let Some(year) = next.get_untracked() else { return };
        let entries = desk.now(|tables| further_year(tables, year, takes_targets.get_untracked())).unwrap_or_default();
        desk.write(entries);
        desk.said.set(format!("{}を加えました。", words::year(year)));
    };
    view! {
        <DataTable caption="年度" caption_place=CaptionPlace::Hidden style=TableStyle::Narrow>
            <thead>
                <tr>
                    <th scope="col">"年度"</th>
                    <th scope="col">"その年度の目標値"</th>
                    <th scope="col">"実績値"</th>
                    <th scope="col">"評価"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </DataTable>
        <section class="section no-print">
            <h2>"次の年度を加える"</h2>
            <p class="small">"計画の最後の年度が1年のび、目標値の表に列が増えます。毎年度の目標は、加えた年度にもそのまま効きます。"</p>
            <CheckboxRow
                label="前の年度の目標値を写す"
                checked=takes_targets
                on_change=move |is_checked| takes_targets.set(is_checked)
                support="年度ごとの目標値がある指標だけ。もう入っている目標値は変わりません。"
            />
            <div class="actions">
                <Button on_click=add disabled=Signal::derive(move || next.get().is_none())>
                    {move || next.get().map(|year| format!("{}を加える", words::year(year)))}
                </Button>
            </div>
        </section>
    }
}

/// The entries that make the programme one year longer, with the targets of its last year where that is wanted.
fn further_year(tables: &Tables, year: FiscalYear, takes_targets: bool) -> Vec<Entry> {
    let Some(overview) = tables.overview.get(&()) else { return Vec::new() };
    let mut entries = vec![Entry::Overview((), Overview { last_year: Some(year), ..overview.clone() })];
    let Some(before) = year.previous().filter(|_| takes_targets) else { return entries };
    for (key, target) in tables.targets.settled() {
        let new = TargetKey { slot: TargetSlot::Year(year), ..key.clone() };
        if key.slot == TargetSlot::Year(before) && says(target) && tables.targets.cell(&new).is_none() {
            entries.push(Entry::Target(new, Target { revisions: Vec::new(), ..target.clone() }));
        }
    }
    entries
}
