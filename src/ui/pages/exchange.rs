//! 提出・回収: writing files out, and reading files in by a plan.

use crate::{
    browser::files,
    session::{Incoming, Outgoing, Session},
    store::settings::Role,
    ui::{
        pages::intake::Intake,
        parts::{Arrival, Button, FileCount, FilePicker, Icon, Notice, Progress, Tone, Weight},
        route::{ExchangeView, Route},
        words,
    },
};
use leptos::prelude::*;
use leptos::task::spawn_local;

#[component]
pub fn ExchangePage() -> impl IntoView {
    let session = Session::here();
    let n_conflicts = move || session.conflicts().get().len();
    view! {
        <main class="page" id="main">
            <div class="page-head">
                <h1>"提出・回収"</h1>
                <p class="lead">"ファイルを書き出して送付し、届いたファイルを読み込みます。読み込みは、内容を見て選ぶまで何も変わりません。"</p>
            </div>
            <Show when=move || { n_conflicts() != 0 }>
                <Notice tone=Tone::Warning title=Signal::derive(move || format!("内容の食い違いが{}件あります", n_conflicts()))>
                    <p>"同じ欄に二つの内容があり、どちらも残してあります。"<a href=Route::Exchange(ExchangeView::Conflicts).href()>"見くらべて選ぶ"</a></p>
                </Notice>
            </Show>
            <crate::ui::pages::AskedOfUs />
            <p><a href=Route::Exchange(ExchangeView::Submissions).href()>"提出状況・年間予定を見る"</a></p>
            <WriteOut />
            <ReadIn />
        </main>
    }
}

/// What was just handed over.
#[derive(Clone, PartialEq)]
struct Written {
    name: String,
    text: String,
}

#[component]
fn WriteOut() -> impl IntoView {
    let session = Session::here();
    let written = RwSignal::new(None::<Written>);
    let write = move |outgoing: Outgoing| {
        let export = session.export(&outgoing);
        files::download(&export.name, &export.text);
        written.set(Some(Written { name: export.name, text: export.text }));
    };
    let report = move || {
        let program = session.program_id().get()?;
        let department = session.settings().get().department?;
        Some(Outgoing::Report { program, department })
    };
    let programme = move || session.program_id().get().map(Outgoing::Programme);
    let is_secretariat = move || session.settings().get().role == Some(Role::Secretariat);
    view! {
        <section class="section">
            <h2>"書き出す"</h2>
            <ul class="cards">
                <li class="card">
                    <p class="card__title">"所属の報告"</p>
                    <p>"所属の欄と、あなたが書いた欄が入ります。事務局へ送付してください。"</p>
                    {move || match report() {
                        Some(outgoing) => {
                            let write_report = move |()| write(outgoing.clone());
                            view! { <Button icon=Icon::Download on_click=write_report>"報告を書き出す"</Button> }.into_any()
                        }
                        None => {
                            view! { <p class="soft">"所属が選ばれていません。"<a href=Route::Settings.href()>"設定で所属を選ぶ"</a></p> }.into_any()
                        }
                    }}
                </li>
                <Show when=is_secretariat>
                    <li class="card">
                        <p class="card__title">"配布ファイル"</p>
                        <p>"プログラムの定義・管理票・アンケートが入ります。各所属へ送付してください。"</p>
                        {move || programme().map(|outgoing| {
                            let write_programme = move |()| write(outgoing.clone());
                            view! { <Button icon=Icon::Download on_click=write_programme>"配布ファイルを書き出す"</Button> }
                        })}
                    </li>
                </Show>
                <li class="card">
                    <p class="card__title">"全体の控え"</p>
                    <p>"この端末にあるすべてのプログラムが入ります。アンケートの開封した回答と鍵は入りません。"</p>
                    <Button icon=Icon::Download on_click=move |()| write(Outgoing::Backup)>"控えを書き出す"</Button>
                </li>
            </ul>
            {move || written.get().map(written_view)}
        </section>
    }
}

fn written_view(written: Written) -> impl IntoView + use<> {
    let copied = RwSignal::new(None::<bool>);
    let Written { name, text } = written;
    let size = words::size(text.len());
    let copy = move |()| {
        let text = text.clone();
        spawn_local(async move { copied.set(Some(files::copy(&text).await)) });
    };
    view! {
        <Notice tone=Tone::Success arrival=Arrival::Sudden title="ファイルを書き出しました">
            <p>{format!("{name}（{size}）をダウンロードのフォルダーに保存しました。")}</p>
            <p>"ファイルを送れないときは、文章としてコピーして本文に貼り付けることもできます。"</p>
            <div class="row">
                <Button weight=Weight::Outline on_click=copy>"文章としてコピー"</Button>
                <span role="status">
                    {move || copied.get().map(|is_copied| if is_copied { "コピーしました" } else { "コピーできませんでした。ファイルを使ってください。" })}
                </span>
            </div>
        </Notice>
    }
}

#[component]
fn ReadIn() -> impl IntoView {
    let session = Session::here();
    let incoming = RwSignal::new(Vec::<Incoming>::new());
    let reading = RwSignal::new(None::<(usize, usize)>);
    let is_cancelled = StoredValue::new(false);
    let read = move |chosen: Vec<web_sys::File>| {
        is_cancelled.set_value(false);
        spawn_local(async move {
            let n_files = chosen.len();
            let mut read = Vec::new();
            for (n_read, file) in chosen.into_iter().enumerate() {
                reading.set(Some((n_read, n_files)));
                // Lets the page paint and hear 中止する between two files.
                files::pause().await;
                if is_cancelled.get_value() {
                    reading.set(None);
                    return;
                }
                let bytes = files::read(&file).await.unwrap_or_default();
                read.push(session.read_file(file.name(), &bytes));
            }
            reading.set(None);
            incoming.set(read);
        });
    };
    let paste = RwSignal::new(String::new());
    let read_pasted = move |()| {
        let text = paste.get_untracked();
        if !text.trim().is_empty() {
            incoming.set(vec![session.read_file("貼り付けた文章".to_owned(), text.as_bytes())]);
        }
    };
    view! {
        <section class="section">
            <h2>"読み込む"</h2>
            <FilePicker
                label="届いたファイル"
                accept=".json,.txt,application/json,text/plain"
                count=FileCount::Many
                on_files=read
                support="何個でも一度に選べます。順番や重なりは気にしなくてかまいません。"
            />
            <details>
                <summary>"本文に貼り付けられた文章を読み込む"</summary>
                <div class="stack">
                    <crate::ui::parts::TextArea
                        label="貼り付ける文章"
                        value=paste
                        on_change=move |text| paste.set(text)
                        on_draft=move |text| paste.set(text)
                        rows=4
                    />
                    <div><Button weight=Weight::Outline on_click=read_pasted>"文章を読み込む"</Button></div>
                </div>
            </details>
            {move || {
                reading.get().map(|(n_read, n_files)| {
                    view! {
                        <Progress
                            label=format!("読み込んでいます（{n_read}／{n_files}）")
                            part=Signal::derive(move || Some(n_read as f64 / n_files as f64))
                            on_cancel=move |()| is_cancelled.set_value(true)
                        />
                    }
                })
            }}
            <Intake incoming />
        </section>
    }
}
