//! Files from the person's own disk: a button for all, and a place to drop them.

use super::{FieldGroup, Need, Wiring};
use crate::ui::words;
use leptos::ev::DragEvent;
use leptos::prelude::*;
use web_sys::{File, FileList};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FileCount {
    One,
    #[default]
    Many,
    /// Every file of a folder and of those in it.
    Folder,
}

/// Hands over the chosen or dropped files. The same file can be chosen again at once: nothing is kept here.
#[component]
pub fn FilePicker(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] on_files: Callback<Vec<File>>,
    /// What the browser's window offers: `.json,.xlsx`. It hinders nobody from choosing others: the reader must look.
    #[prop(into)]
    accept: String,
    #[prop(optional)] count: FileCount,
    #[prop(optional)] need: Need,
    #[prop(optional, into)] support: MaybeProp<String>,
    #[prop(optional, into)] error: MaybeProp<String>,
) -> impl IntoView {
    let wiring = Wiring::new(support, Signal::derive(move || error.get()));
    let Wiring { id, described_by, is_invalid, .. } = wiring.clone();
    let is_over = RwSignal::new(false);
    let node = NodeRef::<leptos::html::Input>::new();
    let hand_over = move |list: Option<FileList>| {
        let files = list.map(|list| files(&list, count)).unwrap_or_default();
        if !files.is_empty() {
            on_files.run(files);
        }
    };
    let on_choose = move |_| {
        let Some(input) = node.get_untracked() else { return };
        let chosen = input.files();
        hand_over(chosen);
        // Emptied, or choosing the corrected file of the same name would be no change.
        input.set_value("");
    };
    let on_drop = move |event: DragEvent| {
        event.prevent_default();
        is_over.set(false);
        hand_over(event.data_transfer().and_then(|data| data.files()));
    };
    view! {
        <FieldGroup wiring label need>
            <div
                class="file-picker"
                class:file-picker--over=move || is_over.get()
                on:dragover=move |event: DragEvent| {
                    // Not prevented, the browser would open the file in place of the page.
                    event.prevent_default();
                    is_over.set(true);
                }
                on:dragleave=move |_| is_over.set(false)
                on:drop=on_drop
            >
                <input
                    node_ref=node
                    type="file"
                    id=id.clone()
                    class="visually-hidden"
                    accept=accept
                    multiple=count == FileCount::Many
                    prop:webkitdirectory=count == FileCount::Folder
                    aria-invalid=move || is_invalid.get().then_some("true")
                    aria-describedby=move || described_by.get()
                    on:change=on_choose
                />
                <label class="button button--outline" for=id.clone()>
                    {if count == FileCount::Folder { words::CHOOSE_FOLDER } else { words::CHOOSE_FILES }}
                </label>
                // A folder that is dropped cannot be looked into.
                {(count != FileCount::Folder).then(|| view! { <p class="soft small">{words::DROP_FILES}</p> })}
            </div>
        </FieldGroup>
    }
}

fn files(list: &FileList, count: FileCount) -> Vec<File> {
    let most = match count {
        FileCount::One => 1,
        FileCount::Many | FileCount::Folder => list.length(),
    };
    (0..list.length().min(most)).filter_map(|place| list.get(place)).collect()
}
