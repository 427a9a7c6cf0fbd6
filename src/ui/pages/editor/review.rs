//! What a change would do, before it is made.

use super::desk::{Desk, Pending};
use crate::{
    domain::Tables,
    evaluate::{Turned, Verdict},
    ui::{
        parts::{Button, DataTable, Dialog, DialogWidth, TableStyle, Weight},
        words,
    },
};
use leptos::prelude::*;

/// The dialog of the whole page; it opens where a change has effects.
#[component]
pub fn Review() -> impl IntoView {
    let desk = Desk::here();
    let stop = move |()| desk.pending.set(None);
    let go_on = move |()| {
        if let Some(Pending { entries, .. }) = desk.pending.get_untracked() {
            desk.pending.set(None);
            desk.make(entries);
        }
    };
    let removed = Memo::new(move |_| {
        let entries = desk.pending.with(|pending| Some(pending.as_ref()?.entries.clone()))?;
        desk.now(|tables| words::editor::removed(tables, &entries)).flatten()
    });
    let title = move || removed.get().map_or_else(|| "この変更の影響".to_owned(), |what| format!("{what}の削除"));
    view! {
        <Dialog
            open=Signal::derive(move || desk.pending.with(Option::is_some))
            title=Signal::derive(title)
            on_close=stop
            width=DialogWidth::Wide
        >
            {move || desk.pending.get().map(|pending| effects(desk, &pending))}
            <div class="actions">
                <Button on_click=stop>"やめる"</Button>
                <Button weight=Weight::Primary on_click=go_on>
                    {move || if removed.with(Option::is_some) { "削除する" } else { "変更する" }}
                </Button>
            </div>
        </Dialog>
    }
}

fn effects(desk: Desk, Pending { entries, impact }: &Pending) -> impl IntoView + use<> {
    let lines = words::editor::impact(impact).into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
    let turned = desk.now(|tables| turned(tables, &impact.turned));
    let is_removal = desk.now(|tables| words::editor::removed(tables, entries)).flatten().is_some();
    let note = if is_removal {
        "記録された実績値そのものは変わりません。削除は「元に戻す」で取り消せ、あとから「削除したもの」の「戻す」でも戻せます。"
    } else {
        "記録された実績値そのものは変わりません。変更は「元に戻す」で取り消せます。計画の改定として前の目標と理由を残すときは、「やめる」を選び、指標のページの「目標を入力する・改定する」を使ってください。"
    };
    view! {
        <ul>{lines}</ul>
        {turned}
        <p class="small">{note}</p>
    }
}

const MOST_LINES: usize = 30;

fn turned(tables: &Tables, turned: &[Turned]) -> Option<AnyView> {
    if turned.is_empty() {
        return None;
    }
    let word = |verdict: Option<Verdict>| verdict.map_or("（表示なし）", words::verdict);
    let row = |turned: &Turned| {
        let name = words::editor::indicator(tables, &turned.indicator, turned.part.as_ref());
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td>{turned.year.short()}</td>
                <td>{word(turned.before)}</td>
                <td>{word(turned.after)}</td>
            </tr>
        }
    };
    let n_more = turned.len().saturating_sub(MOST_LINES);
    let rows = turned.iter().take(MOST_LINES).map(row).collect_view();
    let view = view! {
        <DataTable caption="変わる判定" style=TableStyle::List>
            <thead>
                <tr>
                    <th scope="col">"指標"</th>
                    <th scope="col">"年度"</th>
                    <th scope="col">"いまの判定"</th>
                    <th scope="col">"変更後"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </DataTable>
        {(n_more > 0).then(|| view! { <p>{format!("ほか{n_more}件")}</p> })}
    };
    Some(view.into_any())
}
