//! 帳票 on screen and on paper: tables as the paper form has them.

use crate::sheetfile::form::{Block, Cell, Look, Orientation, Page};
use leptos::prelude::*;

/// The pages of a form, one below the other; each begins on paper of its own.
#[component]
pub fn FormPages(pages: Vec<Page>) -> impl IntoView {
    pages.iter().map(page).collect_view()
}

fn page(page: &Page) -> impl IntoView + use<> {
    let class = match page.orientation {
        Orientation::Portrait => "form-page",
        Orientation::Landscape => "form-page print-landscape",
    };
    let has_title = page.blocks.iter().any(|block| block.rows.iter().flatten().any(|cell| cell.look == Look::Title));
    // A form without a title of its own still has a heading to those who hear it.
    let heading = (!has_title).then(|| view! { <h2 class="visually-hidden">{page.name.clone()}</h2> });
    view! {
        <article class=class>
            {heading}
            {page.blocks.iter().map(|it| block(it, page)).collect_view()}
        </article>
    }
}

fn block(block: &Block, page: &Page) -> AnyView {
    let first = block.rows.iter().flatten().next().map(|cell| cell.look);
    match first {
        Some(Look::Title | Look::Plain) => block.rows.iter().flatten().map(line).collect_view().into_any(),
        Some(_) => table(block, page).into_any(),
        None => ().into_any(),
    }
}

fn line(cell: &Cell) -> AnyView {
    let text = cell.content.shown();
    match cell.look {
        Look::Title => view! { <h2 class="form-page__title">{text}</h2> }.into_any(),
        _ => view! { <p class="form-page__note typed-text">{text}</p> }.into_any(),
    }
}

fn table(block: &Block, page: &Page) -> impl IntoView + use<> {
    let whole: u32 = page.columns.iter().copied().map(u32::from).sum();
    let width = |column: &u16| format!("width:{}%", f64::from(*column) * 100.0 / f64::from(whole.max(1)));
    let columns = page.columns.iter().map(|column| view! { <col style=width(column) /> }).collect_view();
    let (head, body) = block.rows.split_at(block.n_head.min(block.rows.len()));
    // The head of a form's first table is its first rows, which are no heads of columns.
    let is_head = head.iter().flatten().all(|cell| cell.look == Look::Head);
    let (head, body) = if is_head { (head, body) } else { (&[][..], &block.rows[..]) };
    let class = if block.breaks_before { "form form--next-page" } else { "form" };
    let head = (!head.is_empty()).then(|| view! { <thead>{head.iter().map(|cells| row(cells)).collect_view()}</thead> });
    view! {
        <table class=class>
            <colgroup>{columns}</colgroup>
            {head}
            <tbody>{body.iter().map(|cells| row(cells)).collect_view()}</tbody>
        </table>
    }
}

fn row(cells: &[Cell]) -> impl IntoView + use<> {
    view! { <tr>{cells.iter().map(cell).collect_view()}</tr> }
}

fn cell(cell: &Cell) -> AnyView {
    let text = cell.content.shown();
    let over = (cell.n_columns > 1).then(|| cell.n_columns.to_string());
    let down = (cell.n_rows > 1).then(|| cell.n_rows.to_string());
    match cell.look {
        Look::Head => view! { <th scope="col" colspan=over rowspan=down>{text}</th> }.into_any(),
        Look::Label => view! { <th scope="row" colspan=over rowspan=down>{text}</th> }.into_any(),
        Look::Centred => view! { <td class="form__centred" colspan=over rowspan=down>{text}</td> }.into_any(),
        Look::Body | Look::Plain | Look::Title => view! { <td colspan=over rowspan=down>{text}</td> }.into_any(),
    }
}
