//! What stands around every view: the ways between them, what went wrong, what is to be mended.

use super::{desk::Desk, problems::Problems};
use crate::ui::{
    pages::ForEntry,
    parts::{Arrival, EmptyState, LinkButton, LiveRegion, Looks, Notice, Tone, Weight},
    route::{EditorView, Route},
};
use leptos::prelude::*;

#[component]
pub fn Frame(here: EditorView, title: &'static str, lead: &'static str, children: ChildrenFn) -> impl IntoView {
    let desk = Desk::here();
    let has_program = Memo::new(move |_| desk.session.program().get().is_some());
    let children = StoredValue::new(children);
    let is_overview = here == EditorView::Overview;
    view! {
        <main class="page page--editor" id="main">
            <div class="page-head">
                <p class="small no-print"><a href=Route::Settings.href()>"設定"</a>" ＞ プログラムの編集"</p>
                <h1>{title}</h1>
                <p class="lead no-print">{lead}</p>
            </div>
            <Ways here />
            {move || {
                desk.trouble
                    .get()
                    .map(|words| {
                        view! {
                            <Notice tone=Tone::Error arrival=Arrival::Sudden title="変更できませんでした">
                                <p>{words}</p>
                                <p>"手元の内容は何も変わっていません。"</p>
                            </Notice>
                        }
                    })
            }}
            <LiveRegion message=desk.said />
            {move || {
                if has_program.get() {
                    view! {
                        <Problems is_open=is_overview />
                        <ForEntry>{children.with_value(|children| children())}</ForEntry>
                    }
                        .into_any()
                } else {
                    view! { <NoProgram /> }.into_any()
                }
            }}
        </main>
    }
}

#[component]
fn NoProgram() -> impl IntoView {
    view! {
        <EmptyState title="プログラムが選ばれていません">
            <LinkButton href=Route::Editor(EditorView::New).href() weight=Weight::Primary>"プログラムを作る"</LinkButton>
        </EmptyState>
    }
}

#[component]
fn Ways(here: EditorView) -> impl IntoView {
    let ways = [
        (EditorView::Overview, "概要"),
        (EditorView::Departments, "所属"),
        (EditorView::Pillars, "柱"),
        (EditorView::Measures, "取組"),
        (EditorView::Indicators, "指標"),
        (EditorView::Targets, "目標値"),
        (EditorView::Scale, "評価区分"),
        (EditorView::Judging, "判定の設定"),
        (EditorView::Years, "年度"),
    ];
    let of = |view| Route::Editor(view);
    let here = match here {
        EditorView::Measure(_) => EditorView::Measures,
        EditorView::Indicator(_) => EditorView::Indicators,
        here => here,
    };
    view! { <Looks label="編集するもの" looks=ways.into_iter().map(|(view, name)| (of(view), name)).collect() here=of(here) /> }
}
