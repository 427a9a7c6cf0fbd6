//! 引継ぎ: in April the file, the key and the role go to the successor, and the old PC is cleared. Step by step.

use crate::{
    browser::files,
    session::{OfficeError, Outgoing, Session},
    ui::{
        parts::{Arrival, Button, CheckboxRow, FieldSize, Icon, Need, Notice, TextArea, TextField, Tone, Weight},
        route::{ExchangeView, Route},
        words,
    },
};
use leptos::prelude::*;
use leptos::task::spawn_local;

#[component]
pub fn HandoverPage() -> impl IntoView {
    let session = Session::here();
    let successor = RwSignal::new(String::new());
    let backup = move |()| {
        let export = session.export(&Outgoing::Backup);
        files::download(&export.name, &export.text);
    };
    view! {
        <main class="page page--narrow" id="main">
            <div class="page-head">
                <p class="soft"><a href=Route::Settings.href()>"設定"</a></p>
                <h1>"引継ぎ"</h1>
                <p class="lead">"異動のときに、記録と鍵と役割を後任へ渡し、このパソコンから消すまでの手順です。上から順に進めてください。"</p>
            </div>
            {session.cleared_note().map(|note| view! { <Notice title="前にこのパソコンから消したもの"><p class="typed-text">{note}</p></Notice> })}
            <section class="section">
                <h2>"1　全体の控えを書き出す"</h2>
                <p>"このパソコンにあるすべてのプログラム・照会・経過が入ります。"</p>
                <div><Button icon=Icon::Download on_click=backup>"全体の控えを書き出す"</Button></div>
                <p role="status">{move || if session.has_backup_of_today() { "今日の控えを書き出しました。" } else { "今日はまだ書き出していません。" }}</p>
            </section>
            <section class="section">
                <h2>"2　アンケートの鍵を渡す"</h2>
                <Keys />
            </section>
            <section class="section">
                <h2>"3　後任へ渡す"</h2>
                <TextField label="後任の氏名と所属" need=Need::Optional value=successor on_change=move |text| successor.set(text) support="下の手順書と、消したあとの覚えに入ります。" />
                <p class="typed-text">{move || note_for(&successor.get(), session)}</p>
            </section>
            <section class="section">
                <h2>"4　後任のパソコンで"</h2>
                <ol>
                    <li>"進捗帳を開き、「設定」で役割・所属・氏名を選びます。"</li>
                    <li><a href=Route::Exchange(ExchangeView::Overview).href()>"提出・回収"</a>"で控えのファイルを読み込みます。"</li>
                    <li>"鍵のファイルがあるときは、この画面の2で合言葉を入れて戻します。"</li>
                    <li>"ホームの件数と、提出状況が前のパソコンと同じか確かめます。"</li>
                </ol>
            </section>
            <section class="section">
                <h2>"5　このパソコンから消す"</h2>
                <Clear successor />
            </section>
        </main>
    }
}

/// What the successor is told.
fn note_for(successor: &str, session: Session) -> String {
    let settings = session.settings().get();
    let role = settings.role.map_or("（未選択）", words::role);
    let program = session.program().get();
    let department = settings.department.and_then(|id| program.as_ref()?.tables.departments.get(&id).map(|it| it.name.clone()));
    let to = if successor.trim().is_empty() { "後任の方" } else { successor.trim() };
    format!(
        "{to}へ\n役割：{role}\n所属：{}\n前任：{}\n渡すもの：全体の控えのファイル、アンケートの鍵のファイル（ある場合）と合言葉",
        department.unwrap_or_else(|| "（選ばれていません）".to_owned()),
        if settings.person.is_empty() { "（氏名なし）" } else { &settings.person }
    )
}

/// The survey's secret keys under a passphrase, out and in.
#[component]
fn Keys() -> impl IntoView {
    let session = Session::here();
    let passphrase = RwSignal::new(String::new());
    let locked = RwSignal::new(String::new());
    let done = RwSignal::new(None::<Result<String, OfficeError>>);
    let n_keys = move || session.secret_keys().len();
    let is_short = move || passphrase.with(|text| text.trim().chars().count() < 8);
    let lock = move |()| {
        spawn_local(async move {
            let result = session.lock_keys(&passphrase.get_untracked()).await;
            if let Ok(text) = &result {
                files::download("進捗帳_アンケートの鍵.txt", text);
            }
            done.set(Some(result.map(|_| "鍵のファイルを書き出しました。合言葉はファイルと別の方法で伝えてください。".to_owned())));
        });
    };
    let unlock = move |()| {
        spawn_local(async move {
            let result = session.unlock_keys(&passphrase.get_untracked(), &locked.get_untracked()).await;
            done.set(Some(result.map(|n| format!("鍵を{n}個戻しました。"))));
        });
    };
    view! {
        {move || {
            if n_keys() == 0 {
                view! { <p>"このパソコンにアンケートの鍵はありません。"</p> }.into_any()
            } else {
                view! {
                    <Notice tone=Tone::Warning title="回答を開く鍵は、このパソコンにだけあります">
                        <p>"鍵は全体の控えに入りません。渡さずに消すと、届いた回答を二度と開けません。合言葉で封をしたファイルにして渡してください。"</p>
                    </Notice>
                }
                    .into_any()
            }
        }}
        <TextField
            label="合言葉"
            value=passphrase
            on_change=move |text| passphrase.set(text)
            on_draft=move |text| passphrase.set(text)
            support="8文字以上。忘れるとだれにも開けません。"
            size=FieldSize::Short
        />
        <Show when=move || { n_keys() != 0 }>
            <div><Button icon=Icon::Download on_click=lock disabled=Signal::derive(is_short)>"鍵に封をして書き出す"</Button></div>
        </Show>
        <details>
            <summary>"受け取った鍵を戻す"</summary>
            <div class="stack">
                <TextArea label="鍵のファイルの中身" value=locked on_change=move |text| locked.set(text) on_draft=move |text| locked.set(text) rows=3 />
                <div><Button on_click=unlock disabled=Signal::derive(is_short)>"鍵を戻す"</Button></div>
            </div>
        </details>
        {move || done.get().map(|result| match result {
            Ok(text) => view! { <Notice tone=Tone::Success arrival=Arrival::Sudden title=text /> }.into_any(),
            Err(error) => {
                view! { <Notice tone=Tone::Error arrival=Arrival::Sudden title="鍵を扱えませんでした"><p>{words::key_error(&error)}</p></Notice> }.into_any()
            }
        })}
    }
}

#[component]
fn Clear(successor: RwSignal<String>) -> impl IntoView {
    let session = Session::here();
    let is_sure = RwSignal::new(false);
    let is_refused = RwSignal::new(false);
    let may_clear = move || session.has_backup_of_today() && is_sure.get();
    let clear = move |()| {
        let day = words::date(session.today().get_untracked());
        let n_programs = session.programs().get_untracked().len();
        let n_keys = untrack(|| session.secret_keys().len());
        let to = successor.get_untracked();
        let to = if to.trim().is_empty() { String::new() } else { format!("引継ぎ先：{}\n", to.trim()) };
        let note = format!("{day}に引継ぎのため消しました。\n{to}プログラム {n_programs}件、設定、下書き、アンケートの鍵 {n_keys}個");
        spawn_local(async move { is_refused.set(!session.clear_device(&note).await) });
    };
    view! {
        <p>"進捗帳がこのブラウザーに保存したものだけを消します。ほかのページの保存内容には触れません。ほかのタブで進捗帳を開いているときは、先に閉じてください。"</p>
        <CheckboxRow
            label="控えと鍵を後任が受け取り、後任のパソコンで開けることを確かめました"
            checked=is_sure
            on_change=move |on| is_sure.set(on)
        />
        <p>{move || (!session.has_backup_of_today()).then_some("今日の控えを書き出すと、消せるようになります。")}</p>
        <div><Button weight=Weight::Danger icon=Icon::Trash on_click=clear disabled=Signal::derive(move || !may_clear())>"このパソコンから消す"</Button></div>
        <Show when=move || is_refused.get()>
            <Notice tone=Tone::Error arrival=Arrival::Sudden title="消せませんでした"><p>"ほかのタブを閉じて、もう一度お試しください。"</p></Notice>
        </Show>
    }
}
