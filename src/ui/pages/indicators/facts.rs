//! What an indicator is: owner, measuring date, remarks, notes and call-outs, breaks of definition, the order of stages.

use crate::{
    domain::{BreakKey, DefinitionBreak, Entry, FiscalYear, Indicator, IndicatorId, NoteKind, NotePlace, Record, Refusal, Source, Tables},
    session::Session,
    ui::{
        pages::{Refused, may_fill_in},
        parts::{Button, ButtonSize, TextField, Weight},
        route::{IndicatorsView, Route},
        words,
    },
};
use leptos::prelude::*;

#[component]
pub fn Facts(id: IndicatorId, indicator: Indicator) -> impl IntoView {
    let session = Session::here();
    let wanted = id.clone();
    let facts = Memo::new(move |_| {
        let program = session.program().get()?;
        Some((owner(&program.tables, &wanted), notes(&program.tables, &wanted), breaks(&program.tables, &wanted)))
    });
    let measured = words::measured(indicator.measured);
    let remarks = indicator.remarks.clone();
    let origin = indicator.source.clone();
    let source = move || session.program().with(|program| program.as_ref().map(|program| source(&program.tables, &origin)));
    view! {
        <section class="section">
            <h2>"この指標について"</h2>
            <dl class="facts">
                <dt>"指標番号"</dt>
                <dd>{id.to_string()}</dd>
                <dt>"担当"</dt>
                <dd>
                    {move || facts.get().map(|(owner, ..)| owner)} " "
                    <Show when=move || may_fill_in(session)>
                        <a class="no-print" href=Route::IndicatorsAs(IndicatorsView::Owners).href()>"担当を決める"</a>
                    </Show>
                </dd>
                <dt>"測る日"</dt>
                <dd>{measured}</dd>
                <dt>"数え方"</dt>
                <dd>{words::accumulation(indicator.accumulation)}</dd>
                <dt>"単位"</dt>
                <dd>{format!("{}（小数{}桁）", if indicator.unit.is_empty() { "なし（言葉）" } else { &indicator.unit }, indicator.decimals)}</dd>
                <dt>"数値の出どころ"</dt>
                <dd>{source}</dd>
            </dl>
            <ul>
                {remarks.into_iter().map(|remark| view! { <li>{remark}</li> }).collect_view()}
                {move || facts.get().map(|(_, notes, _)| notes.into_iter().map(|note| view! { <li>{note}</li> }).collect_view())}
                {move || {
                    facts
                        .get()
                        .map(|(_, _, breaks)| {
                            let text = |(year, what): (FiscalYear, String)| format!("定義の変更：{}から　{what}", year.wareki());
                            breaks.into_iter().map(|it| view! { <li>{text(it)}</li> }).collect_view()
                        })
                }}
            </ul>
            <Show when=move || may_fill_in(session)><Changes id=id.clone() indicator=indicator.clone() /></Show>
        </section>
    }
}

/// Where the figures come from. A question is named as staff read it, in the newest survey that asks it.
fn source(tables: &Tables, source: &Source) -> String {
    match source {
        Source::Entry => "担当が入力".to_owned(),
        Source::Survey(id) => {
            let asked = tables.surveys.settled().filter_map(|(_, survey)| Some((survey.year, &survey.question(id)?.text)));
            let newest = asked.max_by_key(|(year, _)| *year);
            newest.map_or_else(|| "職員アンケート".to_owned(), |(_, text)| format!("職員アンケート「{text}」"))
        }
    }
}

/// What may be said about the indicator without the programme editor: a break of definition, and the order of stages.
#[component]
fn Changes(id: IndicatorId, indicator: Indicator) -> impl IntoView {
    let session = Session::here();
    let refusal = RwSignal::new(None::<Refusal>);
    let what = RwSignal::new(String::new());
    let key = id.clone();
    let add_break = move |()| {
        let text = what.get_untracked().trim().to_owned();
        if text.is_empty() {
            return;
        }
        let key = BreakKey { indicator: key.clone(), year: session.year().get_untracked() };
        let outcome = session.dispatch(vec![Entry::DefinitionBreak(key, DefinitionBreak { what: text })]);
        if outcome.is_ok() {
            what.set(String::new());
        }
        refusal.set(outcome.err());
    };
    let stages = indicator.stages.join("→");
    let definition = indicator.clone();
    let set_stages = move |typed: String| {
        let stages = typed.split(['→', '、', '>', '＞']).map(str::trim).filter(|stage| !stage.is_empty()).map(str::to_owned).collect();
        let definition = Indicator { stages, ..definition.clone() };
        refusal.set(session.dispatch(vec![Entry::Indicator(id.clone(), definition)]).err());
    };
    let is_worded = indicator.unit.is_empty();
    view! {
        <details class="no-print">
            <summary>"定義の変更・段階の順を記録する"</summary>
            <Refused refusal title="保存できませんでした" />
            <TextField
                label="変わった内容"
                value=what
                on_change=move |text| what.set(text)
                support="選んでいる年度から数え方が変わったときに書きます。表と図に印が付きます。"
            />
            <Button size=ButtonSize::Small weight=Weight::Outline on_click=add_break disabled=Signal::derive(move || what.get().trim().is_empty())>
                {move || format!("{}からの変更として記録する", session.year().get().short())}
            </Button>
            {is_worded
                .then(|| {
                    view! {
                        <TextField
                            label="段階の順"
                            value=Signal::derive(move || stages.clone())
                            on_change=set_stages
                            support="早い順に「→」で区切ります（例：情報収集→調整・検討→方針決定）。登録すると、目標より後の段階も達成になります。"
                        />
                    }
                })}
        </details>
    }
}

pub(super) fn owner(tables: &Tables, id: &IndicatorId) -> String {
    let by_indicator = tables.assignments.get(&Record::Indicator(id.clone()));
    let measure = tables.indicators.get(id).and_then(|indicator| indicator.measure.clone());
    let by_measure = measure.and_then(|measure| tables.assignments.get(&Record::Measure(measure)));
    match by_indicator.or(by_measure).filter(|assignment| !assignment.lead.is_empty()) {
        Some(assignment) => {
            let name = |id| tables.departments.get(id).map_or_else(String::new, |department| department.name.clone());
            assignment.lead.iter().map(name).collect::<Vec<_>>().join("、")
        }
        None => "決まっていません（原本に記載なし）".to_owned(),
    }
}

fn notes(tables: &Tables, id: &IndicatorId) -> Vec<String> {
    let belongs = |place: &NotePlace| *place == NotePlace::Indicator(id.clone());
    let kind = |kind| match kind {
        NoteKind::Footnote => "",
        NoteKind::CallOut => "吹き出し：",
        NoteKind::Remark => "読み取りの注：",
    };
    tables
        .listed_notes()
        .into_iter()
        .filter(|(_, note)| belongs(&note.place))
        .map(|(_, note)| format!("{}{} {}", kind(note.kind), note.mark, note.text))
        .collect()
}

fn breaks(tables: &Tables, id: &IndicatorId) -> Vec<(FiscalYear, String)> {
    let from = BreakKey { indicator: id.clone(), year: FiscalYear::FIRST };
    let cells = tables.breaks.cells_from(&from).take_while(|(key, _)| key.indicator == *id);
    let text = |values: Vec<&DefinitionBreak>| values.iter().map(|it| it.what.as_str()).collect::<Vec<_>>().join(" ／ ");
    cells.map(|(key, cell)| (key.year, text(cell.reading().values()))).collect()
}
