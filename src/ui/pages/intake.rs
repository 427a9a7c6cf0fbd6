//! The plan of an import: per file who, when and what; per cell what would change. Nothing changes before it is adopted.

use super::plan_list::PlanList;
use crate::{
    domain::{Place, ProgramId},
    merge::{Change, Purview},
    session::{Content, Incoming, Session},
    ui::{
        parts::{Arrival, Button, CaptionPlace, DataTable, Notice, Progress, TableStyle, Tone, Weight},
        words,
    },
};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::BTreeSet;

/// What is ticked, file by file.
pub type Chosen = RwSignal<Vec<BTreeSet<Place>>>;

/// So many notes of one file are listed; the others are counted.
const MOST_NOTES: usize = 50;

#[component]
pub fn Intake(incoming: RwSignal<Vec<Incoming>>) -> impl IntoView {
    let session = Session::here();
    let chosen: Chosen = RwSignal::new(Vec::new());
    let outcome = RwSignal::new(None::<(Tone, String)>);
    let opening = RwSignal::new(None::<(usize, usize)>);
    let offered = RwSignal::new(None::<ProgramId>);
    // A new set of files starts from its own ticks.
    let files = Memo::new(move |_| {
        let files = incoming.get();
        chosen.set(files.iter().map(|file| file.content.as_ref().map(Content::first_choice).unwrap_or_default()).collect());
        files
    });
    let n_chosen = move || chosen.with(|chosen| chosen.iter().map(BTreeSet::len).sum::<usize>());
    let n_sealed = move || files.with(|files| files.iter().flat_map(|it| &it.content).map(|content| content.sealed.len()).sum::<usize>());
    let adopt = move |()| {
        let files = files.get_untracked();
        let n_cells = n_chosen();
        let names = files.iter().filter(|file| file.content.is_ok()).map(|file| file.name.clone()).collect();
        let picked: Vec<_> =
            files.into_iter().zip(chosen.get_untracked()).filter_map(|(file, chosen)| Some((file.content.ok()?, chosen))).collect();
        incoming.set(Vec::new());
        spawn_local(async move {
            offered.set(session.adopt(names, &picked).await);
            let contents: Vec<Content> = picked.into_iter().map(|(content, _)| content).collect();
            let received = session.receive(&contents, move |n_seen, n_sealed| opening.set(Some((n_seen, n_sealed)))).await;
            opening.set(None);
            let tone = if received.has_trouble() { Tone::Warning } else { Tone::Success };
            outcome.set(Some((tone, words::adopted(n_cells, received))));
        });
    };
    let discard = move |()| {
        incoming.set(Vec::new());
        offered.set(None);
        outcome.set(Some((Tone::Success, "読み込みをやめました。何も変わっていません。".to_owned())));
    };
    let n_typed = move || files.with(|files| files.iter().flat_map(|it| &it.content).map(|content| content.drafts.len()).sum::<usize>());
    let is_adoptable = Signal::derive(move || n_chosen() + n_sealed() + n_typed() > 0);
    view! {
        {move || {
            opening.get().map(|(n_seen, n_sealed)| {
                let part = n_seen as f64 / n_sealed.max(1) as f64;
                view! { <Progress label=format!("回答を開いています（{n_seen}／{n_sealed}件）") part=Signal::derive(move || Some(part)) /> }
            })
        }}
        {move || {
            outcome.get().filter(|_| files.with(Vec::is_empty)).map(|(tone, text)| {
                view! { <Notice tone arrival=Arrival::Sudden title=text>{move || offered.get().map(|id| other_programme(session, id, offered))}</Notice> }
            })
        }}
        <Show when=move || files.with(|files| !files.is_empty())>
            {move || files.with(|files| files.iter().map(refusal).collect_view())}
            <Show when=move || files.with(|files| files.iter().any(|file| file.content.is_ok()))>
                <h3>"読み込むファイル"</h3>
                <FileTable files chosen />
                {move || files.with(|files| files.iter().map(notes).collect_view())}
                <Show when=move || { n_typed() > 0 }>
                    <p>{move || format!("入力の途中だった文章が{}件入っています。読み込むと、画面の上に出ます。", n_typed())}</p>
                </Show>
                // Another set of files is looked at from its beginning.
                {move || files.with(|_| view! { <PlanList files chosen /> })}
            </Show>
            <div class="actions">
                <Button weight=Weight::Text on_click=discard>"やめる"</Button>
                <Button weight=Weight::Primary on_click=adopt disabled=Signal::derive(move || !is_adoptable.get())>
                    {move || words::adopt_button(n_chosen(), n_sealed(), n_typed())}
                </Button>
            </div>
        </Show>
    }
}

/// What was read in is of a programme that is not looked at.
fn other_programme(session: Session, id: ProgramId, offered: RwSignal<Option<ProgramId>>) -> impl IntoView {
    let named = id.clone();
    let title =
        move || session.programs().get().into_iter().find(|(id, _)| *id == named).map_or_else(|| named.to_string(), |(_, title)| title);
    let open = move |()| {
        session.choose_program(id.clone());
        offered.set(None);
    };
    view! { <Button weight=Weight::Outline on_click=open>{move || format!("{}を開く", title())}</Button> }
}

fn refusal(file: &Incoming) -> Option<impl IntoView + use<>> {
    let refused = file.content.as_ref().err()?;
    let title = format!("{} は読み込めません", file.name);
    let why = words::refused(refused);
    Some(view! { <Notice tone=Tone::Error arrival=Arrival::Sudden title><p>{why}</p></Notice> })
}

fn notes(file: &Incoming) -> Option<impl IntoView + use<>> {
    let notes = &file.content.as_ref().ok()?.notes;
    if notes.is_empty() {
        return None;
    }
    let title = format!("{}　{}：{}件", file.name, words::notes_title(notes), notes.len());
    let lines = notes.iter().take(MOST_NOTES).map(words::note).collect::<Vec<_>>();
    Some(view! {
        <Notice tone=Tone::Warning title>
            <ul>{lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
        </Notice>
    })
}

#[component]
fn FileTable(files: Memo<Vec<Incoming>>, chosen: Chosen) -> impl IntoView {
    let rows = move || {
        files.with(|files| {
            let readable = files.iter().enumerate().filter_map(|(at, file)| Some((at, file, file.content.as_ref().ok()?)));
            readable.map(|(at, file, content)| file_row(at, &file.name, content, chosen)).collect_view()
        })
    };
    view! {
        <DataTable caption="読み込むファイル" caption_place=CaptionPlace::Hidden style=TableStyle::List>
            <thead>
                <tr>
                    <th scope="col">"ファイル"</th>
                    <th scope="col">"種類"</th>
                    <th scope="col">"書いた人・日時"</th>
                    <th scope="col">"書き出し後の変化"</th>
                    <th scope="col">"新規"</th>
                    <th scope="col">"更新"</th>
                    <th scope="col">"食い違い"</th>
                    <th scope="col">"所管外"</th>
                    <th scope="col">"変わらない"</th>
                    <th scope="col">"選んだ欄"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </DataTable>
    }
}

fn file_row(at: usize, name: &str, content: &Content, chosen: Chosen) -> impl IntoView + use<> {
    let count =
        |passes: &dyn Fn(Change, Purview) -> bool| content.plan.items.iter().filter(|item| passes(item.change, item.purview)).count();
    let of = |change: Change| count(&|found, _| found == change);
    let n_foreign = content.plan.items.iter().filter(|item| item.is_change() && item.purview != Purview::Own).count();
    let counts = [of(Change::New), of(Change::Updated), of(Change::Conflict), n_foreign, of(Change::Same) + of(Change::OursNewer)];
    let n_sealed = content.sealed.len();
    let sealed = (n_sealed > 0).then(|| view! { <br /> <span class="small">{format!("封をした回答 {n_sealed}件")}</span> });
    let written_at = content.header.written_at.map_or("日時の記載なし".to_owned(), words::moment);
    let n_chosen = move || chosen.with(|chosen| chosen.get(at).map_or(0, BTreeSet::len));
    view! {
        <tr>
            <th scope="row">{name.to_owned()}</th>
            <td>{words::scope(&content.header.scope)} {sealed}</td>
            <td>{words::author(content.header.from.as_ref())} <br /> <span class="small">{written_at}</span></td>
            <td>{words::integrity(&content.integrity)}</td>
            {counts.map(|n| view! { <td class="number">{n}</td> }).collect_view()}
            <td class="number">{n_chosen}</td>
        </tr>
    }
}
