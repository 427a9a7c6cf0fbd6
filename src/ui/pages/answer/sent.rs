//! After the seal: the file or the text to send, and room for the next person.

use crate::{
    browser::files,
    domain::SurveyId,
    session::Session,
    ui::parts::{Arrival, Button, Icon, Notice, Tone, Weight},
};
use leptos::{prelude::*, task::spawn_local};

#[component]
pub fn Sent(id: SurveyId, on_next: Callback<()>) -> impl IntoView {
    let session = Session::here();
    let n_waiting = session.outbox(id.clone());
    view! {
        <Notice tone=Tone::Success arrival=Arrival::Sudden title="回答に封をしました">
            <p>"ありがとうございました。この画面に回答は残っていません。"</p>
            <p>
                <strong>"まだ送付されていません。"</strong>
                {move || format!("この端末には、封をした回答が{}件あります。ファイルに書き出して、事務局または所属の担当者へ送付してください。", n_waiting.get())}
            </p>
            <SendButtons id />
            <div><Button weight=Weight::Outline on_click=on_next>"次の人が答える"</Button></div>
        </Notice>
    }
}

/// Everything sealed on this device, as one file or as text.
#[component]
pub fn SendButtons(id: SurveyId) -> impl IntoView {
    let session = Session::here();
    let said = RwSignal::new(String::new());
    let for_copy = id.clone();
    let write = move |()| {
        let export = session.export_answers(&id);
        files::download(&export.name, &export.text);
        said.set(format!("「{}」をダウンロードのフォルダーに保存しました。このファイルを送付してください。", export.name));
    };
    let copy = move |()| {
        let export = session.export_answers(&for_copy);
        spawn_local(async move {
            said.set(match files::copy(&export.text).await {
                true => "コピーしました。送付する文章に貼り付けてください。".to_owned(),
                false => "コピーできませんでした。ファイルに書き出して送付してください。".to_owned(),
            });
        });
    };
    view! {
        <div class="row">
            <Button weight=Weight::Primary icon=Icon::Download on_click=write>"回答のファイルを書き出す"</Button>
            <Button weight=Weight::Outline on_click=copy>"送付する文章をコピーする"</Button>
        </div>
        <p role="status">{said}</p>
    }
}
