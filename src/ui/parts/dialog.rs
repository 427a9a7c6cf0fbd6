//! A question that must be answered first: the browser's own dialog, which keeps the focus inside and gives it back.

use super::{Button, ButtonSize, Icon, Weight, fresh_id};
use crate::ui::words;
use leptos::prelude::*;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DialogWidth {
    #[default]
    Normal,
    /// For tables and plans.
    Wide,
}

/// Shows its children while `open`. Esc and 閉じる ask to close through `on_close`; the page decides by changing `open`.
/// The children end with a row of buttons in `div.actions`, the way on at the right.
#[component]
pub fn Dialog(
    #[prop(into)] open: Signal<bool>,
    #[prop(into)] title: Signal<String>,
    #[prop(into)] on_close: Callback<()>,
    #[prop(optional)] width: DialogWidth,
    children: ChildrenFn,
) -> impl IntoView {
    let title_id = fresh_id("dialog");
    let node = NodeRef::<leptos::html::Dialog>::new();
    // The browser's dialog opens by a call, not by an attribute: only the call makes it modal.
    Effect::new(move |_| {
        let Some(dialog) = node.get() else { return };
        match (open.get(), dialog.open()) {
            (true, false) => {
                // It fails only on a dialog that is not in the page, and then nobody looks at it.
                let _ = dialog.show_modal();
            }
            (false, true) => dialog.close(),
            (true, true) | (false, false) => {}
        }
    });
    let class = match width {
        DialogWidth::Normal => "dialog",
        DialogWidth::Wide => "dialog dialog--wide",
    };
    let labelled_by = title_id.clone();
    let children = StoredValue::new(children);
    view! {
        <dialog
            node_ref=node
            class=class
            aria-labelledby=labelled_by
            on:cancel=move |event: leptos::ev::Event| {
                event.prevent_default();
                on_close.run(());
            }
        >
            <div class="dialog__inner">
                <div class="dialog__head">
                    // The focus starts at the title, so that it is what is read first.
                    <h2 id=title_id tabindex="-1" autofocus>
                        {move || title.get()}
                    </h2>
                    <Button on_click=on_close weight=Weight::Text size=ButtonSize::Small icon=Icon::Cross>
                        {words::CLOSE}
                    </Button>
                </div>
                <Show when=move || open.get()>{children.with_value(|children| children())}</Show>
            </div>
        </dialog>
    }
}
