//! 設定: who sits here, which programme, what is kept.

use super::{Keeping, ProfileFields, ProgramChoice};
use crate::{
    session::Session,
    store::settings::{DeviceSettings, Role},
    ui::{
        parts::{FieldSize, Item, LinkButton, Select},
        route::{EditorView, Route},
        words,
    },
};
use leptos::prelude::*;

#[component]
pub fn SettingsPage() -> impl IntoView {
    let session = Session::here();
    let roles = Role::ALL.map(|role| Item::new(role, words::role(role)));
    view! {
        <main class="page page--narrow" id="main">
            <div class="page-head">
                <h1>"設定"</h1>
                <p class="lead">"この端末だけの設定です。変えると、すぐ保存されます。"</p>
            </div>
            <section class="section">
                <h2>"使う人"</h2>
                <Select
                    label="役割"
                    items=roles.to_vec()
                    selected=Signal::derive(move || session.settings().get().role)
                    on_change=move |role| {
                        session.set_settings(DeviceSettings { role: Some(role), ..session.settings().get_untracked() });
                    }
                    support="画面に最初に出すものが変わります。見られる範囲を制限するものではありません。"
                    size=FieldSize::Short
                />
                <ProfileFields />
            </section>
            <section class="section">
                <h2>"プログラム"</h2>
                <ProgramChoice />
                <div class="row">
                    <LinkButton href=Route::Editor(EditorView::Overview).href()>"プログラムの編集"</LinkButton>
                    <a href=Route::Editor(EditorView::New).href()>"新しいプログラムを作る"</a>
                </div>
                <p class="small">"所属・柱・取組・指標・目標値・評価区分・判定の設定は、事務局が編集します。"</p>
            </section>
            <section class="section">
                <h2>"引継ぎ"</h2>
                <p>"異動のときに、記録と鍵を後任へ渡し、このパソコンから消すまでの手順です。"<a href=Route::Handover.href()>"引継ぎの手順を開く"</a></p>
            </section>
            <Keeping />
        </main>
    }
}
