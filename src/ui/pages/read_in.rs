//! 読み込む: files, a whole folder, or a pasted text; and what was read in since the page was opened, to be taken back.

use super::{
    intake::Intake,
    read_form::{self, FormReport, FormReports},
};
use crate::{
    browser::files,
    session::{Incoming, Session, Undoable},
    ui::{
        parts::{Arrival, Button, ButtonSize, FileCount, FilePicker, Notice, Progress, TextArea, Tone, Weight},
        words,
    },
};
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::File;

/// What the reader has to do with: of a folder, everything else is left alone.
const KINDS: [&str; 4] = [".json", ".txt", ".xlsx", ".csv"];

#[component]
pub fn ReadIn() -> impl IntoView {
    let session = Session::here();
    let incoming = RwSignal::new(Vec::<Incoming>::new());
    let reading = RwSignal::new(None::<(usize, usize)>);
    let is_cancelled = StoredValue::new(false);
    let reports = RwSignal::new(Vec::<FormReport>::new());
    let read = move |chosen: Vec<File>| {
        is_cancelled.set_value(false);
        spawn_local(async move {
            let n_files = chosen.len();
            let mut read = Vec::new();
            let mut told = Vec::new();
            for (n_read, file) in chosen.into_iter().enumerate() {
                reading.set(Some((n_read, n_files)));
                // Lets the page paint and hear 中止する between two files.
                files::pause().await;
                if is_cancelled.get_value() {
                    reading.set(None);
                    return;
                }
                let bytes = files::read(&file).await;
                let name = files::name(&file);
                if read_form::is_form(&name) {
                    let (files, report) = read_form::read(session, name, bytes.as_deref()).await;
                    read.extend(files);
                    told.push(report);
                } else {
                    read.push(session.read_file(name, bytes.as_deref()));
                }
                if is_cancelled.get_value() {
                    reading.set(None);
                    return;
                }
            }
            session.compare_together(&mut read);
            reading.set(None);
            reports.set(told);
            incoming.set(read);
        });
    };
    let n_passed_over = RwSignal::new(0);
    let read_folder = move |found: Vec<File>| {
        let n_found = found.len();
        let ours: Vec<File> =
            found.into_iter().filter(|file| KINDS.iter().any(|kind| file.name().to_lowercase().ends_with(kind))).collect();
        n_passed_over.set(n_found - ours.len());
        read(ours);
    };
    let paste = RwSignal::new(String::new());
    let read_pasted = move |()| {
        let text = paste.get_untracked();
        if !text.trim().is_empty() {
            incoming.set(vec![session.read_file("貼り付けた文章".to_owned(), Some(text.as_bytes()))]);
        }
    };
    view! {
        <section class="section">
            <h2>"読み込む"</h2>
            <div class="columns">
                <FilePicker
                    label="届いたファイル"
                    accept=".json,.txt,.xlsx,.csv,application/json,text/plain"
                    count=FileCount::Many
                    on_files=read
                    support="何個でも一度に選べます。順番や重なりは気にしなくてかまいません。帳票から書き出したExcel・CSVも読めます。"
                />
                <FilePicker
                    label="届いたファイルを集めたフォルダー"
                    accept=""
                    count=FileCount::Folder
                    on_files=read_folder
                    support="中の .json・.txt・.xlsx・.csv をまとめて読みます。ほかのファイルには触れません。"
                />
            </div>
            <Show when=move || { n_passed_over.get() > 0 }>
                <p class="soft small">{move || format!("フォルダーの中のほかの種類のファイル{}件は読みませんでした。", n_passed_over.get())}</p>
            </Show>
            <details>
                <summary>"本文に貼り付けられた文章を読み込む"</summary>
                <div class="stack">
                    <TextArea
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
                            on_cancel=move |()| {
                                is_cancelled.set_value(true);
                                session.stop_office();
                            }
                        />
                    }
                })
            }}
            <FormReports reports />
            <Intake incoming />
            <Done />
        </section>
    }
}

/// How many imports are listed before somebody asks for the others: mostly the last one is taken back, and a hundred rows
/// would be made anew at every import.
const NEWEST: usize = 10;

/// The imports of this page, each to be taken back whatever came after it.
#[component]
fn Done() -> impl IntoView {
    let session = Session::here();
    let imports = session.imports();
    let is_long = RwSignal::new(false);
    let n_shown = move || if is_long.get() { usize::MAX } else { NEWEST };
    let n_more = Memo::new(move |_| imports.with(|imports| imports.len().saturating_sub(n_shown())));
    let outcome = RwSignal::new(None::<String>);
    let row = move |import: Undoable| {
        let what = format!("{}　{}（{}件）", words::moment(import.at), import.files.join("、"), import.n_cells);
        let undo = move |()| outcome.set(Some(words::taken_back(session.undo_import(import.step).len())));
        view! {
            <li class="row">
                <span>{what}</span>
                <Button size=ButtonSize::Small weight=Weight::Outline on_click=undo>"この読み込みを取り消す"</Button>
            </li>
        }
    };
    view! {
        {move || outcome.get().map(|text| view! { <Notice tone=Tone::Success arrival=Arrival::Sudden title=text /> })}
        <Show when=move || !imports.get().is_empty()>
            <h3>"このページで読み込んだもの"</h3>
            <p class="soft small">"取り消すと、読み込む前の内容に戻ります。そのあとで書きかえた欄と、書き出した欄は戻しません。ページを閉じたあとは、設定の「保存と控え」から読み込み前の時点に戻せます。"</p>
            <ul class="plain-list stack--tight">{move || imports.get().into_iter().take(n_shown()).map(row).collect_view()}</ul>
            <Show when=move || n_more.get() != 0>
                <div>
                    <Button size=ButtonSize::Small weight=Weight::Text on_click=move |()| is_long.set(true)>
                        {move || format!("ほかの{}件も表示", n_more.get())}
                    </Button>
                </div>
            </Show>
        </Show>
    }
}
