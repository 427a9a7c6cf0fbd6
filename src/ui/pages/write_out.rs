//! 書き出す: a department's report, the secretariat's distribution, a copy of everything.

use crate::{
    browser::files,
    bundle::weigh,
    session::{Export, LARGEST_TO_SEND, Outgoing, Session},
    ui::{
        pages::is_secretariat,
        parts::{Arrival, Button, Icon, Notice, Tone, Weight},
        route::Route,
        words,
    },
};
use leptos::prelude::*;
use leptos::task::spawn_local;

#[component]
pub fn WriteOut() -> impl IntoView {
    let session = Session::here();
    let written = RwSignal::new(None::<Export>);
    let write = move |outgoing: Outgoing| {
        let export = session.export(&outgoing);
        files::download(&export.name, &export.text);
        written.set(Some(export));
    };
    let report = move || {
        let program = session.program_id().get()?;
        let department = session.settings().get().department?;
        Some(Outgoing::Report { program, department })
    };
    let programme = move || session.program_id().get().map(Outgoing::Programme);
    let is_secretariat = is_secretariat(session);
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
                <Show when=move || is_secretariat.get()>
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

fn written_view(written: Export) -> impl IntoView + use<> {
    let copied = RwSignal::new(None::<bool>);
    let Export { name, text } = written;
    let size = words::size(text.len());
    let too_large = (text.len() > LARGEST_TO_SEND).then(|| words::heavy(&weigh(&text)));
    let for_text_file = text.clone();
    let text_name = name.replace(".json", ".txt");
    let copy = move |()| {
        let text = text.clone();
        spawn_local(async move { copied.set(Some(files::copy(&text).await)) });
    };
    view! {
        <Notice tone=Tone::Success arrival=Arrival::Sudden title="ファイルを書き出しました">
            <p>{format!("{name}（{size}）をダウンロードのフォルダーに保存しました。")}</p>
            {too_large
                .map(|parts| {
                    view! {
                        <p>
                            <strong>"5 MBを超えているため、送付できないことがあります。"</strong>
                            {format!("大きいもの：{parts}。送れないときは、共有フォルダーに置いて知らせてください。")}
                        </p>
                    }
                })}
            <p>"ファイルを送れないときは、拡張子を .txt に変えて書き出すか、文章としてコピーして本文に貼り付けることもできます。"</p>
            <div class="row">
                <Button weight=Weight::Outline icon=Icon::Download on_click=move |()| files::download(&text_name, &for_text_file)>
                    ".txt で書き出す"
                </Button>
                <Button weight=Weight::Outline on_click=copy>"文章としてコピー"</Button>
                <span role="status">
                    {move || copied.get().map(|is_copied| if is_copied { "コピーしました" } else { "コピーできませんでした。ファイルを使ってください。" })}
                </span>
            </div>
        </Notice>
    }
}
