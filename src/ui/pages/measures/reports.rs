//! 所属の報告: what each department did on the measures that nobody leads. 主要な項目 of the year are reported on by all;
//! of the rest only 優良事例 or 該当なし is asked (N:150, N:396).

use super::filter::{Filter, Filters};
use crate::{
    domain::{DepartmentId, FiscalYear, Matter, MeasureId, State, Tables},
    evaluate::{Ask, ToReport, asking_for_reports, is_reported_on, to_report},
    session::Session,
    ui::{
        pages::{
            ForEntry, Refused, is_secretariat,
            sheet::{Desk, MatterState, MatterWords, matter_cell},
        },
        parts::{CaptionPlace, CheckboxRow, DataTable, EmptyState, FieldSize, Item, Notice, Select, TableStyle, Tone},
        route::{ExchangeView, Route},
        words,
    },
};
use leptos::prelude::*;

#[component]
pub fn ReportsLook() -> impl IntoView {
    let session = Session::here();
    let desk = Desk { session, refusal: RwSignal::new(None) };
    let filter = RwSignal::new(Filter::default());
    let only_open = RwSignal::new(false);
    let own = Memo::new(move |_| session.settings().get().department);
    let chosen = RwSignal::new(None::<DepartmentId>);
    let department = Memo::new(move |_| chosen.get().or_else(|| own.get()));
    let departments = desk.memo(|tables| {
        tables.listed_departments().into_iter().map(|(id, department)| (id.clone(), department.name.clone())).collect::<Vec<_>>()
    });
    let items = Signal::derive(move || departments.get().into_iter().map(|(id, name)| Item::new(id, name)).collect::<Vec<_>>());
    let is_secretariat = is_secretariat(session);
    let asked = Memo::new(move |_| {
        let (program, department) = (session.program().get()?, department.get()?);
        Some(to_report(&program.tables, session.year().get(), &department))
    });
    let n_open = move || asked.get().unwrap_or_default().iter().filter(|it| !it.is_filled()).count();
    // By name only, so that a field stands through every edit of its row. What is open is looked at when it is chosen: a
    // row does not go away under the hands that fill it.
    let names = Memo::new(move |_| asked.get().unwrap_or_default().into_iter().map(|it| (it.measure, it.asked)).collect::<Vec<_>>());
    let definitions = desk.memo(|tables| tables.listed_measures().into_iter().map(|(id, it)| (id.clone(), it.clone())).collect::<Vec<_>>());
    let rows = Memo::new(move |_| {
        let (filter, definitions) = (filter.get(), definitions.get());
        let passes = |id: &MeasureId| definitions.iter().any(|(known, it)| known == id && filter.passes(it));
        let filled: Vec<MeasureId> = if only_open.get() {
            let asked = asked.get_untracked().unwrap_or_default();
            asked.into_iter().filter(ToReport::is_filled).map(|it| it.measure).collect()
        } else {
            Vec::new()
        };
        names.get().into_iter().filter(|(id, _)| passes(id) && !filled.contains(id)).collect::<Vec<_>>()
    });
    let year = session.year();
    // Until when: the inquiries that ask this department for its reports.
    let due = move || {
        let (program, department) = (session.program().get()?, department.get()?);
        let today = session.today().get();
        let asking = asking_for_reports(&program.tables, year.get(), &department).into_iter().map(|(id, title, inquiry)| {
            let late = if inquiry.due < today { "（期限を過ぎています）" } else { "" };
            let href = Route::Exchange(ExchangeView::Submission(id.clone())).href();
            view! { <li><a href=href>{title.to_owned()}</a> {format!("　期限 {}{late}", words::date(inquiry.due))}</li> }
        });
        let asking = asking.collect::<Vec<_>>();
        (!asking.is_empty()).then(|| view! { <Notice tone=Tone::Warning title="この報告を求めている照会"><ul>{asking}</ul></Notice> })
    };
    let row_view = move |(measure, asked): (MeasureId, Ask)| {
        department.get_untracked().map(|department| row(desk, measure, asked, year.get_untracked(), department))
    };
    view! {
        <Refused refusal=desk.refusal />
        <Show when=move || is_secretariat.get()><MainItems desk /></Show>
        <section class="section">
            <h2>"報告の入力"</h2>
            <ForEntry>
                <Select
                    label="報告する所属"
                    items
                    selected=department
                    on_change=move |id| chosen.set(Some(id))
                    size=FieldSize::Short
                />
                {due}
                <Filters filter />
                <div class="no-print">
                    <CheckboxRow label="まだ報告していない取組だけを出す" checked=only_open on_change=move |is_checked| only_open.set(is_checked) />
                </div>
                {move || match asked.get() {
                    None => view! { <EmptyState title="報告する所属を選んでください" /> }.into_any(),
                    Some(asked) if asked.is_empty() => {
                        view! { <EmptyState title="所属が報告する取組はありません"><p>"主管課のある取組は、進捗管理票に入力します。"</p></EmptyState> }.into_any()
                    }
                    Some(_) => {
                        view! {
                            <p role="status">
                                {move || match n_open() {
                                    0 => "すべて報告済みです。".to_owned(),
                                    n => format!("まだ報告していない取組が{n}件あります。"),
                                }}
                            </p>
                        }
                            .into_any()
                    }
                }}
                <Show when=move || !rows.with(Vec::is_empty)>
                    <div class="sheet-form sheet-form--reports">
                        <DataTable caption="取組の実施状況の報告" caption_place=CaptionPlace::Hidden style=TableStyle::Form>
                            <thead>
                                <tr>
                                    <th scope="col">"取組"</th>
                                    <th scope="col">"実施状況"</th>
                                    <th scope="col">"取り組んだこと"</th>
                                    <th scope="col">"優良事例"</th>
                                </tr>
                            </thead>
                            <tbody>
                                <For
                                    each=move || { let at = (year.get(), department.get()); rows.get().into_iter().map(move |row| (at.clone(), row)) }
                                    key=|row| row.clone_key()
                                    children=move |(_, row)| row_view(row)
                                />
                            </tbody>
                        </DataTable>
                    </div>
                </Show>
            </ForEntry>
        </section>
    }
}

/// What tells one row from another: year, department, measure and what is asked of it.
trait RowKey {
    fn clone_key(&self) -> (FiscalYear, Option<DepartmentId>, MeasureId, bool);
}

impl RowKey for ((FiscalYear, Option<DepartmentId>), (MeasureId, Ask)) {
    fn clone_key(&self) -> (FiscalYear, Option<DepartmentId>, MeasureId, bool) {
        let ((year, department), (measure, asked)) = self;
        (*year, department.clone(), measure.clone(), *asked == Ask::MainItem)
    }
}

fn row(desk: Desk, measure: MeasureId, asked: Ask, year: FiscalYear, department: DepartmentId) -> impl IntoView {
    let id = StoredValue::new(measure.clone());
    let definition = desk.memo(move |tables| id.with_value(|id| tables.measures.get(id).cloned()));
    let name = definition.get_untracked().map(|measure| measure.name).unwrap_or_default();
    let marks = move || {
        let measure = definition.get()?;
        let marks = words::tag(measure.tag).into_iter().chain([words::commitment(measure.commitment)]);
        Some(marks.collect::<Vec<_>>().join("・"))
    };
    let main = (asked == Ask::MainItem).then(|| view! { <strong>"主要な項目"</strong> <br /> });
    let progress = (asked == Ask::MainItem).then(|| {
        view! {
            <MatterState
                desk
                label=format!("「{name}」の実施状況")
                measure=measure.clone()
                year
                matter=Matter::Progress(department.clone())
                text=words::follow_up::progress
            />
        }
    });
    view! {
        <tr>
            <th scope="row">{main} {name.clone()} <br /> <span class="small soft">{marks}</span></th>
            <td>{progress.is_none().then_some("（求めない）")} {progress}</td>
            <td>
                <MatterWords
                    desk
                    label=format!("「{name}」で取り組んだこと")
                    measure=measure.clone()
                    year
                    matter=Matter::Work(department.clone())
                />
            </td>
            <td>
                <MatterState
                    desk
                    label=format!("「{name}」の優良事例")
                    measure
                    year
                    matter=Matter::GoodPractice(department)
                    text=words::follow_up::good_practice
                />
            </td>
        </tr>
    }
}

/// The secretariat picks what all departments report on this year.
#[component]
fn MainItems(desk: Desk) -> impl IntoView {
    let session = desk.session;
    let measures = desk.memo(|tables: &Tables| {
        let listed = tables.listed_measures().into_iter().filter(|(id, _)| is_reported_on(tables, id));
        listed.map(|(id, measure)| (id.clone(), measure.name.clone())).collect::<Vec<_>>()
    });
    let year = session.year();
    let n_main = move || {
        let Some(program) = session.program().get() else { return 0 };
        measures.get().iter().filter(|(id, _)| program.tables.is_main_item(id, year.get())).count()
    };
    let choice = move |(_, (id, name)): (FiscalYear, (MeasureId, String))| {
        let (value, write) = matter_cell(desk, id, year.get_untracked(), Matter::MainItem);
        let set = move |is_main: bool| write.run(Box::new(move |value| value.state = Some(if is_main { State::Yes } else { State::No })));
        view! { <CheckboxRow label=name checked=Signal::derive(move || value.with(|value| value.state == Some(State::Yes))) on_change=set /> }
    };
    view! {
        <section class="section">
            <h2>"主要な項目を選ぶ"</h2>
            <Notice tone=Tone::Info title="求める報告を絞ります">
                <p>"選んだ取組は、すべての所属が実施状況と取り組んだことを報告します。選ばない取組は、優良事例があるか、該当なしかだけを答えます。"</p>
            </Notice>
            <details>
                <summary>{move || format!("{}の主要な項目：{}件", year.get().wareki(), n_main())}</summary>
                <For each=move || { let at = year.get(); measures.get().into_iter().map(move |it| (at, it)) } key=|it| it.clone() children=choice />
            </details>
        </section>
    }
}
