//! First visit: one screen, five choices, and the programmes ready to look at.

use crate::{
    browser::location,
    domain::DepartmentId,
    session::Session,
    store::settings::{DeviceSettings, Role},
    ui::{
        first_screen::{FirstScreen, ProgramField},
        parts::{Button, FieldSize, Item, Select, TextField, Weight},
        route::{Route, SurveyView},
        words,
    },
};
use leptos::{html::H2, prelude::*};

/// A card that was pressed at the front door and asks for more before it leads anywhere.
#[derive(Clone, Copy)]
pub struct Pressed(Option<Role>);

/// Carries out what was pressed at the front door, as far as it asks nothing more. Where somebody has said before who they are,
/// it was no door for them.
pub fn carry_out(session: Session, pressed: Option<Role>) -> Pressed {
    let Some(role) = pressed.filter(|_| session.settings().get_untracked().role.is_none()) else { return Pressed(None) };
    if asks_more(role) {
        return Pressed(Some(role));
    }
    let is_elsewhere = !matches!(Route::parse(&location::hash()), Route::Home | Route::Welcome);
    let follow = move |route: Route| {
        if !is_elsewhere {
            location::go(&route.href());
        }
    };
    finish(session, role, Callback::new(follow));
    Pressed(None)
}

/// Whether it speaks for a department.
fn asks_more(role: Role) -> bool {
    match role {
        Role::Respondent | Role::Viewer | Role::Secretariat => false,
        Role::Department | Role::Manager => true,
    }
}

#[component]
pub fn WelcomePage(on_done: Callback<Route>) -> impl IntoView {
    let session = Session::here();
    let Pressed(pressed) = expect_context();
    let role = RwSignal::new(session.settings().get_untracked().role.or(pressed));
    let choose = move |each: Role| if asks_more(each) { role.set(Some(each)) } else { finish(session, each, on_done) };
    view! {
        <FirstScreen programme=view! { <ProgramChoice /> }.into_any() on_choose=choose>
            <Show when=move || role.get().is_some_and(asks_more)>
                <Department role on_done />
            </Show>
        </FirstScreen>
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
    view! { <ProgramField items selected=session.program_id() on_change=move |id| session.choose_program(id) /> }
}

#[component]
fn Department(role: RwSignal<Option<Role>>, on_done: Callback<Route>) -> impl IntoView {
    let session = Session::here();
    let heading = NodeRef::<H2>::new();
    // It stands below the cards, where the next thing to do would not be seen.
    Effect::new(move |_| {
        if let Some(heading) = heading.get() {
            // A heading that has just been drawn can take the focus.
            let _ = heading.focus();
        }
    });
    let is_checked = RwSignal::new(false);
    let departments = departments(session);
    let lacks_department = move || session.settings().get().department.is_none() && departments.with(|listed| !listed.is_empty());
    let error = Signal::derive(move || (is_checked.get() && lacks_department()).then(|| "所属を選んでください。".to_owned()));
    let go = move |()| {
        is_checked.set(true);
        if let Some(role) = role.get_untracked().filter(|_| !untrack(lacks_department)) {
            finish(session, role, on_done);
        }
    };
    view! {
        <section class="section">
            <h2 tabindex="-1" node_ref=heading>"あなたの所属"</h2>
            <ProfileFields error />
            <div class="actions"><Button weight=Weight::Primary on_click=go>"はじめる"</Button></div>
        </section>
    }
}

/// 所属 and 氏名, as 設定 shows them too.
#[component]
pub fn ProfileFields(
    /// What is wrong with the 所属.
    #[prop(optional, into)]
    error: MaybeProp<String>,
) -> impl IntoView {
    let session = Session::here();
    view! {
        <Select
            label="所属"
            items=departments(session)
            selected=Signal::derive(move || session.settings().get().department)
            on_change=move |department| {
                session.set_settings(DeviceSettings { department: Some(department), ..session.settings().get_untracked() });
            }
            error
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

fn departments(session: Session) -> Signal<Vec<Item<DepartmentId>>> {
    Signal::derive(move || {
        let program = session.program().get();
        let listed = program.iter().flat_map(|program| {
            program
                .tables
                .listed_departments()
                .into_iter()
                .map(|(id, department)| Item::new(id.clone(), words::editor::department(department)))
        });
        listed.collect()
    })
}
