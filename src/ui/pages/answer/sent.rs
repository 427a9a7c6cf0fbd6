//! After the seal: the file or the text to send, and room for the next person.

use crate::{
    browser::files,
    domain::{ProgramId, SurveyId},
    session::Session,
    ui::parts::{Arrival, Button, Icon, Notice, Tone, Weight},
};
use leptos::{prelude::*, task::spawn_local};

#[component]
pub fn Sent(id: SurveyId, on_next: Callback<()>) -> impl IntoView {
    let session = Session::here();
    let n_waiting = session.outbox(id.clone());
    let program = session.program_id().get_untracked();
    view! {
        <Notice tone=Tone::Success arrival=Arrival::Sudden title="回答に封をしました">
            <p>"ありがとうございました。この画面に回答は残っていません。"</p>
            <p>
                <strong>"まだ送付されていません。"</strong>
                {move || format!("この端末には、封をした回答が{}件あります。ファイルに書き出して、事務局または所属の担当者へ送付してください。", n_waiting.get())}
            </p>
            {program.map(|program| view! { <SendButtons program id /> })}
            <div><Button weight=Weight::Outline on_click=on_next>"次の人が答える"</Button></div>
        </Notice>
    }
}

/// What waits on this device to be sent, survey by survey, whichever is looked at: an answer that was sealed is not forgotten
/// because its survey was taken back or another was chosen. `except` is the one that is being answered.
#[component]
pub fn Waiting(#[prop(optional_no_strip)] except: Option<SurveyId>) -> impl IntoView {
    let session = Session::here();
    let outboxes = session.outboxes();
    let waiting = Memo::new(move |_| {
        let here = session.program_id().get();
        let is_answered = |program: &ProgramId, survey: &SurveyId| Some(program) == here.as_ref() && Some(survey) == except.as_ref();
        outboxes.get().into_iter().filter(|(program, survey)| !is_answered(program, survey)).collect::<Vec<_>>()
    });
    view! { <For each=move || waiting.get() key=|(program, survey)| (program.to_string(), survey.to_string()) children=outbox /> }
}

fn outbox((program, survey): (ProgramId, SurveyId)) -> impl IntoView {
    let session = Session::here();
    let (of, id) = (program.clone(), survey.clone());
    let n_waiting = Memo::new(move |_| session.n_waiting(&of, &id));
    let (of, id) = (program.clone(), survey.clone());
    let title = move || {
        let known = session.workspace().with(|it| Some(it.program(&of)?.tables.surveys.get(&id)?.title.clone()));
        let whose = known.map_or_else(|| "いま手元にないアンケート".to_owned(), |title| format!("「{title}」"));
        format!("この端末に、封をした回答が{}件あります（{whose}）", n_waiting.get())
    };
    view! {
        <Notice title=Signal::derive(title)>
            <p>"この端末で封をした回答と、取りまとめのために読み込んだ回答です。中身は見えません。1つのファイルにまとめて、事務局へ送付してください。同じ回答を2度送っても、二重には数えません。"</p>
            <SendButtons program id=survey />
        </Notice>
    }
}

/// Everything sealed on this device, as one file or as text.
#[component]
fn SendButtons(program: ProgramId, id: SurveyId) -> impl IntoView {
    let session = Session::here();
    let said = RwSignal::new(String::new());
    let for_copy = (program.clone(), id.clone());
    let write = move |()| {
        let export = session.export_answers(&program, &id);
        files::download(&export.name, &export.text);
        said.set(format!("「{}」をダウンロードのフォルダーに保存しました。このファイルを送付してください。", export.name));
    };
    let copy = move |()| {
        let export = session.export_answers(&for_copy.0, &for_copy.1);
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
