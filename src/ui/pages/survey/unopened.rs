//! Answers that are here and closed: each reason with what helps, another try, and a way to send them on as they are.

use crate::{
    browser::files,
    domain::SurveyId,
    session::Session,
    ui::{
        parts::{Arrival, Button, Icon, Notice, Progress, Tone, Weight},
        route::Route,
        words,
    },
};
use leptos::{prelude::*, task::spawn_local};

#[component]
pub(super) fn Unopened(id: SurveyId) -> impl IntoView {
    let session = Session::here();
    let unopened = session.unopened(id.clone());
    let n_waiting = session.outbox(id.clone());
    let has_secret = {
        let id = id.clone();
        Memo::new(move |_| session.has_survey_secret(&id))
    };
    let opening = RwSignal::new(None::<(usize, usize)>);
    let outcome = RwSignal::new(None::<(Tone, String)>);
    let id = StoredValue::new(id);
    let try_again = move |()| {
        outcome.set(None);
        spawn_local(async move {
            let heard = move |n_seen, n_sealed| opening.set(Some((n_seen, n_sealed)));
            let received = session.try_again(&id.get_value(), heard).await;
            opening.set(None);
            let tone = if received.has_trouble() { Tone::Warning } else { Tone::Success };
            outcome.set(Some((tone, words::adopted(0, received))));
        });
    };
    let write = move |()| {
        let export = session.export_unopened(&id.get_value());
        files::download(&export.name, &export.text);
    };
    let has_closed = move || !unopened.with(|unopened| unopened.is_empty());
    let is_busy = Signal::derive(move || opening.with(Option::is_some));
    view! {
        <Show when=move || has_closed() || { n_waiting.get() > 0 } || outcome.with(Option::is_some)>
            <section class="section">
                <h2>"まだ開いていない回答"</h2>
                <p>"封をしたままこの端末に残してあります。下の理由がなくなれば、いつでも開けます。"</p>
                <ul>
                    {move || (n_waiting.get() > 0).then(|| {
                        let why = if has_secret.get() { "まだ開いていません。「もう一度開く」で開けます。" } else { "この端末に鍵がありません。" };
                        view! { <li>{format!("{}件：{why}", n_waiting.get())}</li> }
                    })}
                    {move || {
                        let counts = unopened.with(|unopened| unopened.counts());
                        counts.into_iter().map(|(why, n)| view! { <li>{format!("{n}件：{}", words::unopened(why))}</li> }).collect_view()
                    }}
                </ul>
                {move || opening.get().map(|(n_seen, n_sealed)| {
                    let part = n_seen as f64 / n_sealed.max(1) as f64;
                    view! { <Progress label=format!("回答を開いています（{n_seen}／{n_sealed}件）") part=Signal::derive(move || Some(part)) /> }
                })}
                {move || outcome.get().map(|(tone, text)| view! { <Notice tone arrival=Arrival::Sudden title=text /> })}
                <div class="row">
                    <Show
                        when=move || has_secret.get()
                        fallback=|| view! { <a href=Route::Handover.href()>"合言葉で鍵の控えを戻す"</a> }
                    >
                        <Button on_click=try_again disabled=is_busy>"もう一度開く"</Button>
                    </Show>
                    <Show when=has_closed>
                        <Button weight=Weight::Outline icon=Icon::Download on_click=write>"封をしたままファイルに書き出す"</Button>
                    </Show>
                </div>
            </section>
        </Show>
    }
}
