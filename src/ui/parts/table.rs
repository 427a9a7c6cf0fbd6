//! The frame of a table: its name, and a region that scrolls by itself and can be reached by the keyboard.

use super::{Watch, fresh_id};
use crate::ui::columns::Columns;
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
///
/// A table that fits scrolls with the page under its own head. One that is wider than the page scrolls in a frame of its
/// own, which is then a region that the keyboard can reach.
#[component]
pub fn DataTable(
    #[prop(into)] caption: Signal<String>,
    #[prop(optional)] style: TableStyle,
    #[prop(optional)] caption_place: CaptionPlace,
    /// Of a table of only words, numbers and badges of verdicts, into whose thousands of cells a browser need not look for what
    /// else they hold: the columns, if it is so long that its rows are laid out one by one.
    #[prop(optional, into)]
    columns: Option<Signal<Option<Columns>>>,
    children: Children,
) -> impl IntoView {
    let id = fresh_id("table");
    let labelled_by = id.clone();
    let (frame_class, class) = match style {
        TableStyle::List => ("table-scroll", "table"),
        TableStyle::Pinned => ("table-scroll", "table table--pinned"),
        TableStyle::Form => ("table-scroll", "table table--form"),
        TableStyle::Narrow => ("table-scroll table-scroll--narrow", "table"),
    };
    let caption_class = match caption_place {
        CaptionPlace::Above => None,
        CaptionPlace::Hidden => Some("visually-hidden"),
    };
    let frame = NodeRef::<leptos::html::Div>::new();
    let table = NodeRef::<leptos::html::Table>::new();
    // Until it is measured a table counts as too wide: so nothing is out of reach.
    let fits = RwSignal::new(false);
    let watch = StoredValue::new_local(None::<Watch>);
    // Only the browser knows how wide a table is, and only after it is in the page.
    Effect::new(move |_| {
        let (Some(frame), Some(table)) = (frame.get(), table.get()) else { return };
        let (outer, inner) = (frame.clone(), table.clone());
        watch.set_value(Watch::size(&[&frame, &table], move || {
            // The frame's own width, borders aside: what is inside changes when a scroll bar comes and goes.
            let has_room = inner.offset_width() < outer.offset_width();
            if fits.try_get_untracked().is_some_and(|fits| fits != has_room) {
                fits.try_set(has_room);
            }
        }));
    });
    let scrolls = move || !fits.get();
    let is_plain = columns.is_some();
    let columns = move || columns.and_then(|columns| columns.get());
    view! {
        <div
            node_ref=frame
            class=frame_class
            class:table-scroll--fits=fits
            role=move || scrolls().then_some("region")
            aria-labelledby=move || scrolls().then(|| labelled_by.clone())
            tabindex=move || scrolls().then_some("0")
        >
            <table
                node_ref=table
                class=class
                class:table--mixed=!is_plain
                class:table--long=move || columns().is_some()
                style:--columns=move || columns().map(|columns| columns.tracks())
                style:--least-width=move || columns().map(|columns| columns.least_width())
                role=is_plain.then_some("table")
            >
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
