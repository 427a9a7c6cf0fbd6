//! 提出状況 of one inquiry, for the secretariat: departments by state, and what is done with each.

use super::{submission_steps::Steps, submissions::outcome};
use crate::{
    browser::files,
    domain::{AgendaId, DepartmentId, Refusal, SubmissionStage, Tables},
    evaluate::{Filling, Status, asked_departments, submission, wanted},
    session::Session,
    ui::{
        parts::{Button, ButtonSize, CaptionPlace, DataTable, FieldSize, Item, Select},
        words,
    },
};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What the table shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Filter {
    All,
    Late,
    Stage(SubmissionStage),
}

impl Filter {
    fn passes(self, status: &Status) -> bool {
        match self {
            Filter::All => true,
            Filter::Late => status.lateness.is_overdue(),
            Filter::Stage(stage) => status.stage == stage,
        }
    }
}

#[derive(Clone, PartialEq)]
struct Row {
    department: DepartmentId,
    name: String,
    status: Status,
    /// `3／5`
    filled: String,
}

#[component]
pub fn Board(id: AgendaId) -> impl IntoView {
    let session = Session::here();
    let filter = RwSignal::new(Filter::All);
    let opened = RwSignal::new(None::<DepartmentId>);
    let done = RwSignal::new(None::<Result<String, Refusal>>);
    let for_rows = id.clone();
    let rows = Memo::new(move |_| {
        let today = session.today().get();
        session.program().get().map(|program| rows_of(&program.tables, &for_rows, today)).unwrap_or_default()
    });
    let filters = Signal::derive(move || {
        let count = |filter: Filter| rows.with(|rows| rows.iter().filter(|row| filter.passes(&row.status)).count());
        let item = |filter: Filter, words: &str| Item::new(filter, format!("{words}（{}）", count(filter)));
        let stages = SubmissionStage::ALL.map(|stage| item(Filter::Stage(stage), words::submission_stage(stage)));
        [item(Filter::All, "すべて"), item(Filter::Late, "期限を過ぎたもの")].into_iter().chain(stages).collect::<Vec<_>>()
    });
    let shown = move || rows.get().into_iter().filter(|row| filter.get().passes(&row.status)).collect::<Vec<_>>();
    let for_late = id.clone();
    let for_open = id;
    view! {
        <section class="section">
            <h2>"所属ごとの状態"</h2>
            {move || done.get().map(outcome)}
            <Select
                label="表示する状態"
                items=filters
                selected=Signal::derive(move || Some(filter.get()))
                on_change=move |chosen| filter.set(chosen)
                size=FieldSize::Short
            />
            <DataTable caption="所属ごとの状態" caption_place=CaptionPlace::Hidden>
                <thead>
                    <tr>
                        <th scope="col">"所属"</th>
                        <th scope="col">"状態"</th>
                        <th scope="col">"期限"</th>
                        <th scope="col">"受付"</th>
                        <th scope="col">"入力済みの欄"</th>
                        <th scope="col">"操作"</th>
                    </tr>
                </thead>
                <tbody>{move || shown().into_iter().map(|row| row_view(row, opened)).collect_view()}</tbody>
            </DataTable>
            {move || shown().is_empty().then(|| view! { <p class="soft">"この状態の所属はありません。"</p> })}
        </section>
        {move || {
            opened.get().map(|department| {
                view! { <Steps id=for_open.clone() department on_done=Callback::new(move |result| done.set(Some(result))) /> }
            })
        }}
        {move || {
            let late: Vec<Row> = rows.get().into_iter().filter(|row| row.status.lateness.is_overdue()).collect();
            (!late.is_empty()).then(|| view! { <Reminders id=for_late.clone() late /> })
        }}
    }
}

fn rows_of(tables: &Tables, id: &AgendaId, today: chrono::NaiveDate) -> Vec<Row> {
    let Some(inquiry) = tables.agenda.get(id).and_then(|agenda| agenda.inquiry()) else { return Vec::new() };
    let row = |department: DepartmentId| {
        let status = submission(tables, id, &department, today)?;
        let name = tables.departments.get(&department).map_or_else(|| department.to_string(), |it| it.name.clone());
        let wanted = wanted(tables, inquiry, &department);
        let n_known = wanted.iter().filter(|it| it.filling != Filling::NotKnown).count();
        let n_filled = wanted.iter().filter(|it| it.filling == Filling::Filled).count();
        let filled = if n_known == 0 { "対象の欄なし".to_owned() } else { format!("{n_filled}／{n_known}") };
        Some(Row { department, name, status, filled })
    };
    asked_departments(tables, id).into_iter().filter_map(row).collect()
}

fn row_view(row: Row, opened: RwSignal<Option<DepartmentId>>) -> impl IntoView + use<> {
    let Row { department, name, status, filled } = row;
    let number = match status.n_received {
        0 => String::new(),
        1 => "1回目".to_owned(),
        n => format!("{n}回目（再提出）"),
    };
    let handed_in = status.handed_in.map_or(String::new(), |at| format!("　{}", words::moment(at)));
    let late = words::lateness(status.lateness);
    let own = department.clone();
    let is_open = Signal::derive(move || opened.get().as_ref() == Some(&own));
    let toggle = move |()| opened.set((!is_open.get_untracked()).then(|| department.clone()));
    let (spoken_of, is_shown) = (name.clone(), is_open);
    let spoken = Signal::derive(move || format!("{spoken_of}の経過と処理{}", if is_shown.get() { "を閉じる" } else { "" }));
    view! {
        <tr>
            <th scope="row">{name.clone()}</th>
            <td>{words::submission_stage(status.stage)}</td>
            <td>{words::date(status.due)} {late.map(|late| view! { <br /> <strong>{late}</strong> })}</td>
            <td>{number} {handed_in}</td>
            <td>{filled}</td>
            <td>
                <Button size=ButtonSize::Small name=spoken on_click=toggle>
                    {move || if is_open.get() { "閉じる" } else { "経過と処理" }}
                </Button>
            </td>
        </tr>
    }
}

/// 督促文, one for each department that is late.
#[component]
fn Reminders(id: AgendaId, late: Vec<Row>) -> impl IntoView {
    let session = Session::here();
    let copied = RwSignal::new(None::<(String, bool)>);
    let text = move |row: &Row| {
        let program = session.program().get_untracked()?;
        Some(reminder(&program.tables, &id, row))
    };
    view! {
        <section class="section">
            <h2>"督促文"</h2>
            <p>"期限を過ぎた所属へ送る文章です。コピーして、メールや庁内の掲示板に貼り付けてください。"</p>
            <p role="status">
                {move || copied.get().map(|(name, is_copied)| {
                    if is_copied { format!("{name}への督促文をコピーしました。") } else { "コピーできませんでした。下の文章を選んでコピーしてください。".to_owned() }
                })}
            </p>
            {late
                .into_iter()
                .filter_map(|row| Some((text(&row)?, row)))
                .map(|(text, row)| {
                    let shown = text.clone();
                    let name = row.name.clone();
                    let copy = move |()| {
                        let (text, name) = (text.clone(), name.clone());
                        spawn_local(async move {
                            let is_copied = files::copy(&text).await;
                            copied.set(Some((name, is_copied)));
                        });
                    };
                    view! {
                        <details>
                            <summary>{format!("{}への督促文", row.name)}</summary>
                            <div class="stack stack--tight">
                                <p class="typed-text">{shown}</p>
                                <div><Button size=ButtonSize::Small name=format!("{}への督促文をコピー", row.name) on_click=copy>"コピー"</Button></div>
                            </div>
                        </details>
                    }
                })
                .collect_view()}
        </section>
    }
}

fn reminder(tables: &Tables, id: &AgendaId, row: &Row) -> String {
    let Some(agenda) = tables.agenda.get(id) else { return String::new() };
    let Some(inquiry) = agenda.inquiry() else { return String::new() };
    let blank: Vec<String> = wanted(tables, inquiry, &row.department)
        .iter()
        .filter(|it| it.filling == Filling::Blank)
        .map(|it| words::asked_item(tables, &it.item))
        .collect();
    let asks: Vec<String> = inquiry.asks.iter().map(|asked| words::asked(tables, asked)).collect();
    words::reminder(&row.name, &agenda.title, &inquiry.document_number, row.status.due, &asks, &blank)
}
