//! 整理番号: numbers drawn like lots, so that nobody answers twice and nobody knows who drew which.

use crate::{
    domain::{SurveyId, TypedNumber},
    session::{Session, SlipCode},
    ui::parts::{Button, FieldSize, NumberField, Numbers, Weight},
};
use leptos::prelude::*;

/// A sheet to cut and to draw from. The codes are on it and nowhere else.
#[component]
pub fn SlipSheet(id: SurveyId) -> impl IntoView {
    let session = Session::here();
    let n = RwSignal::new(0_u32);
    let codes = RwSignal::new(Vec::<SlipCode>::new());
    let (for_count, for_making) = (id.clone(), id);
    let given_out = move || {
        let program = session.program_id().get()?;
        let slips = session.slips(&program, &for_count);
        Some(format!("これまでに作った番号は{}枚、使われた番号は{}枚です。", slips.n_given_out(), slips.n_used()))
    };
    let make = move |()| codes.set(session.make_slips(&for_making, n.get_untracked().min(5_000) as usize));
    view! {
        <p>"番号の紙を作って切り分け、箱から1枚ずつ引いてもらいます。番号はこの画面を離れると二度と見られません。この端末に残るのは、番号を確かめるための符号だけです。"</p>
        <p>{given_out}</p>
        <div class="row">
            <NumberField
                label="作る枚数"
                unit="枚"
                numbers=Numbers::Counts
                size=FieldSize::Short
                value=Signal::derive(move || if n.get() == 0 { String::new() } else { n.get().to_string() })
                on_change=move |typed: TypedNumber| n.set(typed.count().unwrap_or(0))
            />
            <Button weight=Weight::Outline on_click=make disabled=Signal::derive(move || n.get() == 0)>"番号の紙を作る"</Button>
        </div>
        <Show when=move || codes.with(|codes| !codes.is_empty())>
            <p class="no-print">"下の番号を印刷して切り分けてください。"</p>
            <ul class="slips" aria-label="整理番号の紙">
                {move || codes.get().into_iter().map(|code| view! { <li>{code.grouped()}</li> }).collect_view()}
            </ul>
        </Show>
    }
}
