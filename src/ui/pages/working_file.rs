//! 作業ファイル: 開く and 上書き保存, for PCs whose browser forgets everything at logoff.

use crate::{
    browser::{files, working_file},
    session::{Opened, Session},
    ui::{
        parts::{Arrival, Button, FileCount, FilePicker, Icon, Notice, Tone, Weight},
        words,
    },
};
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::File;

#[component]
pub fn WorkingFile() -> impl IntoView {
    let session = Session::here();
    let outcome = RwSignal::new(None::<(Tone, String)>);
    let opened = move |opened: Option<Opened>| {
        if let Some(opened) = opened {
            let tone = if matches!(opened, Opened::Adopted(_)) { Tone::Success } else { Tone::Error };
            outcome.set(Some((tone, words::opened(&opened))));
        }
    };
    let open = move |()| spawn_local(async move { opened(session.open_working_file().await) });
    let open_copy = move |chosen: Vec<File>| {
        spawn_local(async move {
            let Some(file) = chosen.first() else { return };
            let bytes = files::read(file).await;
            opened(Some(session.take_working_copy(file.name(), bytes.as_deref()).await));
        });
    };
    let write = move |()| {
        spawn_local(async move {
            match session.write_working_file().await {
                Some(true) => outcome.set(Some((Tone::Success, "作業ファイルに保存しました。".to_owned()))),
                Some(false) => outcome.set(Some((Tone::Error, words::WORKING_FILE_FAILED.to_owned()))),
                None => {}
            }
        });
    };
    let state = session.working_file();
    view! {
        <section class="section">
            <h2>"作業ファイル"</h2>
            <p>
                "ログオフするとブラウザーの内容が消えるパソコンでは、自分のフォルダーに作業ファイルを置き、始めるときに開いて、終わるときに上書き保存します。中身は「全体の控え」と同じです。"
            </p>
            {move || outcome.get().map(|(tone, text)| view! { <Notice tone arrival=Arrival::Sudden title=text /> })}
            <p>{move || words::working_file(state.get().as_ref())}</p>
            <div class="row">
                <Show when=working_file::is_supported>
                    <Button weight=Weight::Outline on_click=open>"作業ファイルを開く"</Button>
                </Show>
                <Button icon=Icon::Download on_click=write>
                    {move || if state.get().is_some() { "上書き保存" } else { "作業ファイルを作る" }}
                </Button>
            </div>
            <Show when=|| !working_file::is_supported()>
                <FilePicker label="作業ファイルを開く" accept=".json,application/json" count=FileCount::One on_files=open_copy />
            </Show>
        </section>
    }
}
