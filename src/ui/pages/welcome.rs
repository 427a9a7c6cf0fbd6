//! First visit: one screen, five choices, and the programmes ready to look at.

use crate::{
    session::Session,
    store::settings::{DeviceSettings, Role},
    ui::{
        parts::{Button, FieldSize, Item, Select, TextField, Weight},
        route::{ExchangeView, Route, SurveyView},
        words,
    },
};
use leptos::prelude::*;

#[component]
pub fn WelcomePage(on_done: Callback<Route>) -> impl IntoView {
    let session = Session::here();
    let role = RwSignal::new(session.settings().get_untracked().role);
    view! {
        <main class="page page--narrow" id="main">
            <div class="page-head">
                <h1>"何をしますか"</h1>
                <p class="lead">
                    "あとから「設定」でいつでも変えられます。入力した内容は、このパソコンのブラウザーの中だけに保存され、ネットワークには送られません。"
                </p>
            </div>
            <ProgramChoice />
            <ul class="cards">
                {Role::ALL
                    .map(|each| {
                        let choose = move |_| match each {
                            Role::Respondent | Role::Viewer | Role::Secretariat => finish(session, each, on_done),
                            // These speak for a department.
                            Role::Department | Role::Manager => role.set(Some(each)),
                        };
                        view! {
                            <li>
                                <button type="button" class="card card--link" on:click=choose>
                                    <span class="card__title">{words::role_choice(each)}</span>
                                    <span>{words::role_hint(each)}</span>
                                </button>
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
            <Show when=move || matches!(role.get(), Some(Role::Department | Role::Manager))>
                <Department role on_done />
            </Show>
        </main>
    }
}

fn finish(session: Session, role: Role, on_done: Callback<Route>) {
    session.set_settings(DeviceSettings { role: Some(role), ..session.settings().get_untracked() });
    on_done.run(match role {
        Role::Respondent => Route::Survey(SurveyView::Answer),
        Role::Secretariat | Role::Department | Role::Manager | Role::Viewer => Route::Home,
    });
}

/// The two programmes that come with the page.
#[component]
pub fn ProgramChoice() -> impl IntoView {
    let session = Session::here();
    let items = Signal::derive(move || session.programs().get().into_iter().map(|(id, title)| Item::new(id, title)).collect::<Vec<_>>());
    view! {
        <Select
            label="プログラム"
            items
            selected=session.program_id()
            on_change=move |id| session.choose_program(id)
            support="事務局から届いた配布ファイルがあるときは、「提出・回収」で読み込むとここに加わります。"
        />
        <p class="small"><a href=Route::Exchange(ExchangeView::Overview).href()>"ファイルを読み込む"</a></p>
    }
}

#[component]
fn Department(role: RwSignal<Option<Role>>, on_done: Callback<Route>) -> impl IntoView {
    let session = Session::here();
    let go = move |()| {
        if let Some(role) = role.get_untracked() {
            finish(session, role, on_done);
        }
    };
    view! {
        <section class="section">
            <h2>"あなたの所属"</h2>
            <ProfileFields />
            <div class="actions"><Button weight=Weight::Primary on_click=go>"はじめる"</Button></div>
        </section>
    }
}

/// 所属 and 氏名, as 設定 shows them too.
#[component]
pub fn ProfileFields() -> impl IntoView {
    let session = Session::here();
    let departments = Signal::derive(move || {
        let program = session.program().get();
        let listed = program.iter().flat_map(|program| {
            program
                .tables
                .listed_departments()
                .into_iter()
                .map(|(id, department)| Item::new(id.clone(), words::editor::department(department)))
        });
        listed.collect::<Vec<_>>()
    });
    view! {
        <Select
            label="所属"
            items=departments
            selected=Signal::derive(move || session.settings().get().department)
            on_change=move |department| {
                session.set_settings(DeviceSettings { department: Some(department), ..session.settings().get_untracked() });
            }
            size=FieldSize::Short
        />
        <TextField
            label="氏名"
            value=Signal::derive(move || session.settings().get().person)
            on_change=move |person| session.set_settings(DeviceSettings { person, ..session.settings().get_untracked() })
            support="送付するファイルに、書いた人として入ります（空欄でもかまいません）。"
            size=FieldSize::Short
        />
    }
}
