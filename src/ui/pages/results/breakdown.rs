//! 内訳: one question by department, attribute or year, as a table and as bars.

use super::{Shown, editions};
use crate::{
    domain::{Attribute, EditionGroup, Question, QuestionId, QuestionKind, Sense, Survey, SurveyId, Tables},
    evaluate::{rate, share},
    session::Session,
    ui::{
        charts::{Diverging, DivergingBar, DivergingChart, Step},
        parts::{CaptionPlace, DataTable, Item, Select, TableStyle, Tabs},
        words,
    },
};
use leptos::prelude::*;
use std::sync::Arc;

/// What the groups differ in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum By {
    Department,
    Attribute(Attribute),
    Year,
}

/// A group with its name, ready for a row.
#[derive(Clone, PartialEq)]
struct Row {
    name: String,
    /// How deep it stands in the tree of departments.
    depth: usize,
    eligible: Option<u32>,
    answered: Option<u32>,
    /// Who answered the question, and how many gave each choice.
    counts: Option<(u32, Vec<u32>)>,
}

/// More bars than this are no picture any more: the smaller places stay in the table.
const MOST_BARS: usize = 16;

#[component]
pub(super) fn Breakdown(shown: Arc<Shown>, tables: Arc<Tables>) -> impl IntoView {
    let session = Session::here();
    let counted = shown.questions();
    let choosable =
        counted.iter().filter(|question| matches!(question.kind, QuestionKind::Likert | QuestionKind::Single | QuestionKind::Multiple));
    let questions: Vec<Item<QuestionId>> = choosable.map(|question| Item::new(question.id.clone(), question.text.clone())).collect();
    let question = RwSignal::new(questions.first().map(|item| item.value.clone()));
    let by = RwSignal::new(By::Department);
    let attributes = shown.survey.attributes.iter().map(|asked| By::Attribute(asked.attribute));
    let kinds: Vec<Item<By>> =
        std::iter::once(By::Department).chain(attributes).chain([By::Year]).map(|by| Item::new(by, name(by))).collect();
    let chosen = {
        let shown = shown.clone();
        Memo::new(move |_| question.get().and_then(|id| shown.results.question(&shown.survey, &id)))
    };
    let rows = Memo::new(move |_| {
        let Some(question) = chosen.get() else { return Vec::new() };
        match by.get() {
            By::Year => session.program().get().map(|program| years(&program.tables, &shown, &question)).unwrap_or_default(),
            by => groups(&shown, &tables, &question, by),
        }
    });
    if questions.is_empty() {
        return ().into_any();
    }
    let title = move || chosen.get().map(|question| question.text).unwrap_or_default();
    let bars = Memo::new(move |_| chosen.get().map(|question| bars(&question, &rows.get())).unwrap_or_default());
    let description = move || bars.with(|bars| description(&title(), bars));
    view! {
        <section class="section print-landscape">
            <h2>"所属・属性・年度ごとの結果"</h2>
            <div class="no-print">
                <Select
                    label="設問"
                    items=Signal::derive(move || questions.clone())
                    selected=question
                    on_change=move |id| question.set(Some(id))
                />
            </div>
            <Tabs label="内訳" items=Signal::derive(move || kinds.clone()) selected=by on_select=move |chosen| by.set(chosen)>
                <p class="print-only">{title}</p>
                {move || chosen.get().map(|question| table(&question, by.get(), &rows.get()))}
                <DivergingChart bars title=Signal::derive(title) description=Signal::derive(description) />
            </Tabs>
        </section>
    }
    .into_any()
}

fn name(by: By) -> &'static str {
    match by {
        By::Department => "所属",
        By::Attribute(attribute) => words::attribute(attribute),
        By::Year => "年度",
    }
}

fn groups(shown: &Shown, tables: &Tables, question: &Question, by: By) -> Vec<Row> {
    let at = shown.results.place_of(&question.id);
    let is_wanted = |group: &&EditionGroup| match (by, &group.class) {
        (By::Department, None) => true,
        (By::Attribute(attribute), Some(class)) => class.attribute == attribute,
        _ => false,
    };
    let row = |group: &EditionGroup| Row {
        name: words::group_name(group, &shown.survey, tables),
        depth: shown.results.depth(group),
        eligible: group.eligible,
        answered: group.answered,
        counts: at.and_then(|at| group.counts_of(at)).map(|(answered, given)| (answered, given.to_vec())),
    };
    shown.results.groups.iter().filter(is_wanted).map(row).collect()
}

/// The same question in every survey: what was published last, and of the present one what is looked at.
fn years(tables: &Tables, shown: &Shown, question: &Question) -> Vec<Row> {
    let mut surveys: Vec<(_, &Survey)> = tables.surveys.settled().collect();
    surveys.sort_by_key(|(_, survey)| survey.year);
    let row = |(id, survey): (&SurveyId, &Survey)| {
        let last = || editions(tables, id).pop().map(|(_, edition)| edition.results);
        let results = if *id == shown.id { Some(shown.results.clone()) } else { last() }?;
        // Other choices are another question.
        results.question(survey, &question.id).filter(|other| other.choices == question.choices)?;
        let city = results.groups.first()?;
        let counts = results.place_of(&question.id).and_then(|at| city.counts_of(at));
        Some(Row {
            name: survey.year.wareki(),
            depth: 0,
            eligible: city.eligible,
            answered: city.answered,
            counts: counts.map(|(answered, given)| (answered, given.to_vec())),
        })
    };
    surveys.into_iter().filter_map(row).collect()
}

fn table(question: &Question, by: By, rows: &[Row]) -> impl IntoView + use<> {
    let labels = question.choices.iter().map(|choice| view! { <th scope="col">{choice.label.clone()}</th> }).collect_view();
    let has_rate = question.choices.iter().any(|choice| choice.sense == Sense::Favourable);
    let n_columns = question.choices.len() + 1 + usize::from(has_rate);
    let body = rows
        .iter()
        .map(|row| {
            let people = |people: Option<u32>| people.map_or("—".to_owned(), |people| format!("{people}人"));
            let response = row.answered.zip(row.eligible).and_then(|(answered, eligible)| share(answered.into(), eligible.into()));
            let head = view! {
                <th scope="row" style:padding-inline-start=format!("{}rem", row.depth + 1)>{row.name.clone()}</th>
                <td class="number">{people(row.eligible)}</td>
            };
            // One mark, whatever it stands for.
            let hidden = |n: usize| view! { <td class="number soft" colspan=n.to_string()>{words::HIDDEN}</td> };
            let answered = match row.answered {
                None => return view! { <tr>{head}{hidden(2 + n_columns)}</tr> }.into_any(),
                Some(_) => view! {
                    <td class="number">{people(row.answered)}</td>
                    <td class="number">{response.map_or("—".to_owned(), words::percent)}</td>
                },
            };
            match &row.counts {
                None => view! { <tr>{head}{answered}{hidden(n_columns)}</tr> }.into_any(),
                Some((n, given)) => {
                    let counts = given.iter().map(|n| view! { <td class="number">{*n}</td> }).collect_view();
                    let rate = rate(question, *n, given, 1).map(|rate| words::percent(rate.percent)).unwrap_or_default();
                    view! {
                        <tr>
                            {head}
                            {answered}
                            <td class="number">{*n}</td>
                            {counts}
                            {has_rate.then(|| view! { <td class="number">{rate}</td> })}
                        </tr>
                    }
                    .into_any()
                }
            }
        })
        .collect_view();
    view! {
        <DataTable caption=question.text.clone() caption_place=CaptionPlace::Hidden style=TableStyle::Pinned>
            <thead>
                <tr>
                    <th scope="col">{name(by)}</th>
                    <th scope="col">"対象者数"</th>
                    <th scope="col">"回答者数"</th>
                    <th scope="col">"回答率"</th>
                    <th scope="col">"この設問の回答"</th>
                    {labels}
                    {has_rate.then(|| view! { <th scope="col">"肯定的な回答"</th> })}
                </tr>
            </thead>
            <tbody>{body}</tbody>
        </DataTable>
    }
}

/// Of the groups that are shown; where they are too many, of those that stand highest.
fn bars(question: &Question, rows: &[Row]) -> Diverging {
    // Several answers each do not add up to a whole.
    if question.kind == QuestionKind::Multiple {
        return Diverging::default();
    }
    let is_favourable: Vec<bool> = question.choices.iter().map(|choice| choice.sense == Sense::Favourable).collect();
    let sides = Diverging::sides(&is_favourable);
    let steps = question.choices.iter().zip(sides).map(|(choice, side)| Step { words: choice.label.clone(), side }).collect();
    let deepest = (0..=2).rev().find(|depth| rows.iter().filter(|row| row.depth <= *depth && row.counts.is_some()).count() <= MOST_BARS);
    let bar = |row: &Row| {
        let (n, given) = row.counts.as_ref()?;
        let rate = rate(question, *n, given, 1).map(|rate| format!("　{}", words::percent(rate.percent))).unwrap_or_default();
        let shares = given.iter().map(|given| f64::from(*given) * 100.0 / f64::from((*n).max(1))).collect();
        Some(DivergingBar { name: format!("{}{rate}", row.name), shares })
    };
    let highest = rows.iter().filter(|row| row.depth <= deepest.unwrap_or(0)).filter_map(bar);
    Diverging { steps, bars: highest.take(MOST_BARS).collect() }
}

fn description(title: &str, bars: &Diverging) -> String {
    let groups: Vec<&str> = bars.bars.iter().map(|bar| bar.name.as_str()).collect();
    format!("「{title}」の回答の内訳。右が肯定的な回答。{}。数は表にあります。", groups.join("、"))
}
