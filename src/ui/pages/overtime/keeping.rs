//! 保管・配布・廃棄: what becomes of rows about people when the page is closed.

use super::split::{OpenSplit, Split};
use crate::{
    session::{Attendance, KeepError},
    ui::{
        parts::{Arrival, Button, Dialog, FieldSize, Icon, Notice, TextField, Tone, Weight},
        words::overtime as overtime_words,
    },
};
use leptos::{prelude::*, task::spawn_local};

/// What a step with sealed rows is at.
#[derive(Clone, Default, PartialEq)]
pub(super) enum Work {
    #[default]
    Idle,
    Busy(&'static str),
    Done(String),
    Failed(String),
}

impl Work {
    pub fn view(self) -> AnyView {
        match self {
            Work::Idle => ().into_any(),
            Work::Busy(what) => view! { <p class="soft" role="status">{what}</p> }.into_any(),
            Work::Done(what) => view! { <Notice tone=Tone::Success arrival=Arrival::Sudden title=what /> }.into_any(),
            Work::Failed(why) => view! { <Notice tone=Tone::Error arrival=Arrival::Sudden title=why /> }.into_any(),
        }
    }

    /// Takes back what was said of rows as soon as there are none any more.
    pub fn of_rows(has_none: Memo<bool>) -> RwSignal<Work> {
        let work = RwSignal::new(Work::default());
        Effect::new(move |_| {
            if has_none.get() {
                work.set(Work::Idle);
            }
        });
        work
    }

    pub fn ended(outcome: Result<(), KeepError>, done: &str) -> Work {
        match outcome {
            Ok(()) => Work::Done(done.to_owned()),
            Err(why) => Work::Failed(overtime_words::keep_error(why)),
        }
    }
}

#[component]
pub fn KeepingPage() -> impl IntoView {
    let attendance = Attendance::here();
    spawn_local(attendance.look());
    let desk = attendance.desk();
    let has_rows = Memo::new(move |_| desk.with(|desk| !desk.is_empty()));
    let n_people = move || desk.with(|desk| desk.n_people());
    let has_none = Memo::new(move |_| !has_rows.get() && attendance.is_kept().get() != Some(true));
    view! {
        <section class="section no-print">
            <p class="lead">
                "職員ごとの行は個人情報です。何もしなければ、この画面を閉じると消えます。合言葉で封をすると、この端末に残せます。配布ファイル・報告ファイル・控えには入りません。"
            </p>
            <p>
                {move || if has_rows.get() { format!("いま開いている行：職員{}人", n_people()) } else { "いま開いている行はありません。".to_owned() }}
            </p>
        </section>
        <Sealed has_rows has_none />
        <Show when=move || has_rows.get()>
            <Split />
        </Show>
        <OpenSplit has_none />
        <Disposal has_rows />
    }
}

/// 封をした保管.
#[component]
fn Sealed(has_rows: Memo<bool>, has_none: Memo<bool>) -> impl IntoView {
    let attendance = Attendance::here();
    let work = Work::of_rows(has_none);
    let passphrase = RwSignal::new(String::new());
    let keep = move |()| {
        work.set(Work::Busy("封をしています"));
        spawn_local(async move {
            let outcome = attendance.keep(&passphrase.get_untracked()).await;
            passphrase.set(String::new());
            work.set(Work::ended(outcome, "封をして、この端末に残しました。合言葉を忘れると、だれにも開けません。"));
        });
    };
    let open = move |()| {
        work.set(Work::Busy("開けています"));
        spawn_local(async move {
            let outcome = attendance.open_kept(&passphrase.get_untracked()).await;
            passphrase.set(String::new());
            work.set(Work::ended(outcome, "封を開けました。"));
        });
    };
    let is_kept = move || attendance.is_kept().get();
    let lacks = Signal::derive(move || passphrase.with(|text| text.trim().chars().count() < 8));
    view! {
        <section class="section no-print">
            <h2>"この端末に封をして残す"</h2>
            <p>
                {move || match is_kept() {
                    Some(true) => "封をした行が、この端末にあります。",
                    Some(false) => "封をした行は、この端末にありません。",
                    None => "この端末の保存場所を使えません。封をして残すことはできません。",
                }}
            </p>
            <Show when=move || is_kept() == Some(true) || (has_rows.get() && is_kept().is_some())>
                <TextField
                    label="保管の合言葉"
                    support="8文字以上。全角と半角は区別しません。"
                    value=passphrase
                    on_change=move |text| passphrase.set(text)
                    on_draft=move |text| passphrase.set(text)
                    size=FieldSize::Short
                />
                <div class="actions">
                    <Show when=move || is_kept() == Some(true)>
                        <Button on_click=open disabled=lacks>"封を開ける"</Button>
                    </Show>
                    <Show when=move || has_rows.get()>
                        <Button weight=Weight::Primary on_click=keep disabled=lacks>
                            {move || if is_kept() == Some(true) { "いまの行で封をし直す" } else { "封をして残す" }}
                        </Button>
                    </Show>
                </div>
            </Show>
            {move || work.get().view()}
        </section>
    }
}

/// 廃棄 with its record.
#[component]
fn Disposal(has_rows: Memo<bool>) -> impl IntoView {
    let attendance = Attendance::here();
    let work = RwSignal::new(Work::default());
    let is_open = RwSignal::new(false);
    let has_any = move || has_rows.get() || attendance.is_kept().get() == Some(true);
    let dispose = move |()| {
        is_open.set(false);
        spawn_local(async move {
            work.set(match attendance.dispose().await {
                Ok(disposed) => Work::Done(format!("廃棄しました。廃棄記録：{}", overtime_words::disposed(&disposed))),
                Err(why) => Work::Failed(overtime_words::keep_error(why)),
            });
        });
    };
    view! {
        <section class="section no-print">
            <h2>"廃棄"</h2>
            <p>
                "確認が終わったら、職員ごとの行を捨てます。封をした行も消えます。指標に入れた値、所属ごとの計画、設定は残ります。いつ・だれが・何人分を捨てたかを記録し、だれの行だったかは記録しません。"
            </p>
            <Show when=has_any>
                <div>
                    <Button weight=Weight::Danger icon=Icon::Trash on_click=move |()| is_open.set(true)>"職員ごとの行を廃棄する"</Button>
                </div>
            </Show>
            {move || work.get().view()}
            <Dialog open=is_open title="廃棄しますか" on_close=move |()| is_open.set(false)>
                <p>"元に戻せません。必要なときは、元の表をもう一度読み込みます。"</p>
                <div class="actions">
                    <Button weight=Weight::Text on_click=move |()| is_open.set(false)>"やめる"</Button>
                    <Button weight=Weight::Danger on_click=dispose>"廃棄する"</Button>
                </div>
            </Dialog>
        </section>
    }
}
