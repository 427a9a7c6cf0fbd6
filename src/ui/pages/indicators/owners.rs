//! 担当: which department answers for each indicator and measure; those without one come first.

use super::{
    Head, Span,
    assignment::{AssignmentDialog, Editing},
};
use crate::{
    domain::{Assignment, DepartmentId, Entry, Indicator, IndicatorId, Measure, MeasureId, Record, Refusal, Tables},
    session::Session,
    ui::{
        pages::{Refused, may_fill_in},
        parts::{
            Button, ButtonSize, CaptionPlace, DataTable, EmptyState, FieldSize, Item, LabelPlace, LinkButton, Notice, Select, Tone, Weight,
        },
        route::{IndicatorsView, Route},
        words,
    },
};
use leptos::prelude::*;

/// A record with whoever is assigned to it, and whoever it inherits.
#[derive(Clone, PartialEq)]
struct Line {
    record: Record,
    name: String,
    assignment: Assignment,
    /// The lead of the measure an indicator stands on.
    inherited: Vec<DepartmentId>,
}

impl Line {
    fn is_open(&self) -> bool {
        self.assignment.lead.is_empty() && self.inherited.is_empty()
    }
}

#[component]
pub fn OwnersPage() -> impl IntoView {
    let session = Session::here();
    let refusal = RwSignal::new(None::<Refusal>);
    let editing: Editing = RwSignal::new(None);
    let lists = Memo::new(move |_| session.program().get().map(|program| (indicators(&program.tables), measures(&program.tables))));
    let departments = Memo::new(move |_| {
        let program = session.program().get();
        let item = |(id, name): (DepartmentId, String)| Item::new(Some(id), name);
        let known = program.map_or_else(Vec::new, |program| {
            program.tables.listed_departments().into_iter().map(|(id, it)| (id.clone(), words::editor::department(it))).collect()
        });
        let mut items = vec![Item::new(None, "決まっていない")];
        items.extend(known.into_iter().map(item));
        items
    });
    let open = move |lines: &[Line]| lines.iter().filter(|line| line.is_open()).count();
    view! {
        <main class="page" id="main">
            <Head
                here=Route::IndicatorsAs(IndicatorsView::Owners)
                title="担当"
                lead="指標と取組ごとに、実績を入力し説明する所属です。決めると、すぐ保存されます。"
                span=Span::AllYears
            />
            <Refused refusal title="保存できませんでした" />
            <Show when=move || departments.get().len() == 1>
                <Notice tone=Tone::Info title="所属が登録されていません">
                    <p>"設定で所属を登録すると、ここで選べます。"</p>
                    <LinkButton href=Route::Settings.href()>"設定を開く"</LinkButton>
                </Notice>
            </Show>
            {move || match lists.get() {
                None => view! { <EmptyState title="プログラムが選ばれていません" /> }.into_any(),
                Some((indicators, measures)) => {
                    let (open_indicators, open_measures) = (open(&indicators), open(&measures));
                    view! {
                        <Count n_indicators=open_indicators n_measures=open_measures />
                        <List title="指標" lines=indicators departments refusal editing />
                        <List title="取組" lines=measures departments refusal editing />
                    }
                        .into_any()
                }
            }}
            <AssignmentDialog editing refusal />
        </main>
    }
}

#[component]
fn Count(n_indicators: usize, n_measures: usize) -> impl IntoView {
    if n_indicators + n_measures == 0 {
        view! { <Notice tone=Tone::Success title="すべての指標と取組に担当があります" /> }.into_any()
    } else {
        let title = format!("担当が決まっていないもの：指標 {n_indicators}件、取組 {n_measures}件");
        view! { <Notice tone=Tone::Warning title><p>"決まっていないものから順に並んでいます。"</p></Notice> }.into_any()
    }
}

#[component]
fn List(
    title: &'static str,
    lines: Vec<Line>,
    departments: Memo<Vec<Item<Option<DepartmentId>>>>,
    refusal: RwSignal<Option<Refusal>>,
    editing: Editing,
) -> impl IntoView {
    // Those without an owner first; otherwise in document order.
    let mut lines = lines;
    lines.sort_by_key(|line| !line.is_open());
    let rows = lines.into_iter().map(|line| view! { <Row line departments refusal editing /> }).collect_view();
    view! {
        <section class="section">
            <h2>{title}</h2>
            <DataTable caption=format!("{title}の担当") caption_place=CaptionPlace::Hidden>
                <thead>
                    <tr>
                        <th scope="col">{title}</th>
                        <th scope="col">"担当"</th>
                        <th scope="col">"関係する所属"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </DataTable>
        </section>
    }
}

#[component]
fn Row(
    line: Line,
    departments: Memo<Vec<Item<Option<DepartmentId>>>>,
    refusal: RwSignal<Option<Refusal>>,
    editing: Editing,
) -> impl IntoView {
    let session = Session::here();
    let Line { record, name, assignment, inherited } = line;
    let names = move |ids: &[DepartmentId]| {
        let name = |id: &DepartmentId| {
            departments.with(|items| items.iter().find(|item| item.value.as_ref() == Some(id)).map(|item| item.label.clone()))
        };
        ids.iter().filter_map(name).collect::<Vec<_>>().join("、")
    };
    let related = {
        let assignment = assignment.clone();
        move || {
            [names(&assignment.related), assignment.related_in_words.clone()]
                .into_iter()
                .filter(|it| !it.is_empty())
                .collect::<Vec<_>>()
                .join("、")
        }
    };
    let from_measure = (!inherited.is_empty() && assignment.lead.is_empty())
        .then(|| view! { <p class="small soft">{move || format!("取組の担当（{}）が受け持ちます。", names(&inherited))}</p> });
    // Two leads of one measure (O's 連携協定) are shown as they are; choosing one in the list replaces both.
    let several = (assignment.lead.len() > 1).then(|| {
        let lead = assignment.lead.clone();
        view! { <Show when=move || may_fill_in(session)><p class="small soft">{format!("いまは {} の共同です。一覧で選ぶと一つになります。", names(&lead))}</p></Show> }
    });
    let selected = match &assignment.lead[..] {
        [] => Some(None),
        [one] => Some(Some(one.clone())),
        _ => None,
    };
    let (label, lead) = (format!("{name}の担当"), assignment.lead.clone());
    let details = format!("{name}の担当をくわしく");
    let open = (record.clone(), name.clone());
    let look_closer = move |()| editing.set(Some(open.clone()));
    let choose = move |chosen: Option<DepartmentId>| {
        let assignment = Assignment { lead: chosen.into_iter().collect(), ..assignment.clone() };
        refusal.set(session.dispatch(vec![Entry::Assignment(record.clone(), assignment)]).err());
    };
    view! {
        <tr>
            <th scope="row">{name.clone()}</th>
            <td>
                <Show when=move || may_fill_in(session) fallback=move || names(&lead)>
                    <Select
                        label=label.clone()
                        items=departments
                        selected=Signal::stored(selected.clone())
                        on_change=choose.clone()
                        place=LabelPlace::Hidden
                        size=FieldSize::Dense
                    />
                </Show>
                {from_measure}
                {several}
            </td>
            <td>
                {related}
                <Show when=move || may_fill_in(session)>
                    <div class="no-print">
                        <Button size=ButtonSize::Small weight=Weight::Text name=details.clone() on_click=look_closer.clone()>
                            "くわしく"
                        </Button>
                    </div>
                </Show>
            </td>
        </tr>
    }
}

fn indicators(tables: &Tables) -> Vec<Line> {
    let line = |(id, indicator): (&IndicatorId, &Indicator)| {
        let by_measure = indicator.measure.clone().map(|measure| assignment(tables, &Record::Measure(measure)));
        Line {
            record: Record::Indicator(id.clone()),
            name: format!("{}{}", indicator.mark, indicator.name),
            assignment: assignment(tables, &Record::Indicator(id.clone())),
            inherited: by_measure.unwrap_or_default().lead,
        }
    };
    tables.listed_indicators().into_iter().map(line).collect()
}

fn measures(tables: &Tables) -> Vec<Line> {
    let line = |(id, measure): (&MeasureId, &Measure)| Line {
        record: Record::Measure(id.clone()),
        name: format!("{} {}", measure.number, measure.name).trim().to_owned(),
        assignment: assignment(tables, &Record::Measure(id.clone())),
        inherited: Vec::new(),
    };
    tables.listed_measures().into_iter().map(line).collect()
}

fn assignment(tables: &Tables, record: &Record) -> Assignment {
    tables.assignments.get(record).cloned().unwrap_or_default()
}
