//! The frame of a table: its name, and a region that scrolls by itself and can be reached by the keyboard.

use super::fresh_id;
use leptos::prelude::*;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TableStyle {
    /// Rows to look through; the heads stay when it scrolls.
    #[default]
    List,
    /// As `List`, and the first column (`th scope="row"`) stays too.
    Pinned,
    /// A paper form: every cell framed.
    Form,
    /// Only as wide as its content.
    Narrow,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CaptionPlace {
    #[default]
    Above,
    /// A heading just above says the same: heard, not seen.
    Hidden,
}

/// A table whose children are `thead` and `tbody`; numbers stand in `td.number`, heads carry their `scope`.
#[component]
pub fn DataTable(
    #[prop(into)] caption: Signal<String>,
    #[prop(optional)] style: TableStyle,
    #[prop(optional)] caption_place: CaptionPlace,
    children: Children,
) -> impl IntoView {
    let id = fresh_id("table");
    let labelled_by = id.clone();
    let (frame, class) = match style {
        TableStyle::List => ("table-scroll", "table"),
        TableStyle::Pinned => ("table-scroll", "table table--pinned"),
        TableStyle::Form => ("table-scroll", "table table--form"),
        TableStyle::Narrow => ("table-scroll table-scroll--narrow", "table"),
    };
    let caption_class = match caption_place {
        CaptionPlace::Above => None,
        CaptionPlace::Hidden => Some("visually-hidden"),
    };
    view! {
        <div class=frame role="region" aria-labelledby=labelled_by tabindex="0">
            <table class=class>
                <caption class=caption_class>
                    <span class="table__caption" id=id>
                        {move || caption.get()}
                    </span>
                </caption>
                {children()}
            </table>
        </div>
    }
}
