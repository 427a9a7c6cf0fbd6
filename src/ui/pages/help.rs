//! ヘルプ: short, by role, with pictures of the real pages; and the licences of everything in the page.

use crate::{
    browser::beside,
    session::Session,
    store::settings::Role,
    ui::{
        parts::{Button, CaptionPlace, DataTable, Item, TableStyle, Tabs, Weight},
        words::{
            self,
            help::{GUIDES, Guide, Picture, SIGNS, TROUBLES, WHERE},
        },
    },
};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The pictures, once they are here. Without them the words say it all.
type Pictures = RwSignal<Option<beside::Pictures>, LocalStorage>;

#[component]
pub fn HelpPage() -> impl IntoView {
    let session = Session::here();
    let pictures: Pictures = RwSignal::new_local(None);
    spawn_local(async move { pictures.set(beside::pictures().await) });
    let role = RwSignal::new(session.settings().get_untracked().role.unwrap_or(Role::Viewer));
    let roles = Role::ALL.map(|role| Item::new(role, words::role(role)));
    view! {
        <main class="page page--narrow" id="main">
            <div class="page-head">
                <h1>"ヘルプ"</h1>
                <p class="lead">"役割ごとの手順と、困ったときにすることです。"</p>
            </div>
            <section class="section">
                <h2>"手順"</h2>
                <Tabs label="役割" items=roles.to_vec() selected=role on_select=move |chosen| role.set(chosen)>
                    {move || GUIDES.iter().find(|guide| guide.role == role.get()).map(|guide| guide_view(guide, pictures))}
                </Tabs>
            </section>
            <section class="section">
                <h2>"画面の言葉"</h2>
                <DataTable caption="画面の言葉と意味" caption_place=CaptionPlace::Hidden style=TableStyle::Narrow>
                    <thead>
                        <tr>
                            <th scope="col">"言葉"</th>
                            <th scope="col">"意味"</th>
                        </tr>
                    </thead>
                    <tbody>
                        {SIGNS.map(|(sign, meaning)| view! { <tr><th scope="row">{sign}</th><td>{meaning}</td></tr> }).collect_view()}
                    </tbody>
                </DataTable>
            </section>
            <section class="section">
                <h2>"困ったとき"</h2>
                <dl class="help-list">
                    {TROUBLES.map(|(what, then)| view! { <dt>{what}</dt> <dd>{then}</dd> }).collect_view()}
                </dl>
            </section>
            <section class="section">
                <h2>"入力した内容のありか"</h2>
                <ul>{WHERE.map(|text| view! { <li>{text}</li> }).collect_view()}</ul>
            </section>
            <Licences />
        </main>
    }
}

fn guide_view(guide: &'static Guide, pictures: Pictures) -> impl IntoView {
    view! {
        <div class="stack">
            // Tabs are not printed, so the role is said here, too.
            <p><strong>{words::role(guide.role)}</strong> "　" {guide.job}</p>
            <ol class="help-steps">{guide.steps.iter().map(|step| view! { <li>{*step}</li> }).collect_view()}</ol>
            {picture_view(&guide.picture, pictures)}
        </div>
    }
}

fn picture_view(picture: &'static Picture, pictures: Pictures) -> impl IntoView {
    let address = move || pictures.with(|all| all.as_ref()?.address(picture.name));
    move || {
        address().map(|address| {
            view! {
                <figure class="help-picture">
                    <img src=address alt=picture.description() />
                    <figcaption class="small">{picture.caption}</figcaption>
                </figure>
            }
        })
    }
}

/// A long text that hardly anybody reads: it comes when it is asked for.
#[component]
fn Licences() -> impl IntoView {
    let text = RwSignal::new(None::<Result<String, ()>>);
    let show = move |()| spawn_local(async move { text.set(Some(beside::text("licences").await.ok_or(()))) });
    view! {
        <section class="section no-print">
            <h2>"使っているソフトウェアのライセンス"</h2>
            <p>"進捗帳は、公開されているソフトウェアを部品に使っています。部品の名前、版、ライセンスの全文（英語）を見られます。"</p>
            {move || match text.get() {
                None => view! { <div><Button weight=Weight::Outline on_click=show>"ライセンスの全文を見る"</Button></div> }.into_any(),
                Some(Ok(text)) => {
                    view! { <pre class="licences" lang="en" tabindex="0" role="region" aria-label="ライセンスの全文">{text}</pre> }.into_any()
                }
                Some(Err(())) => {
                    view! { <p role="alert">"読み込めませんでした。通信を確かめて、ページを開きなおしてください。"</p> }.into_any()
                }
            }}
        </section>
    }
}
