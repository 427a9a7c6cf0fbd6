//! 所属長への配布: a file for each 所属, sealed under a passphrase of its own, and opening one.

use super::{heads, keeping::Work, measured::counted};
use crate::{
    browser::files,
    domain::overtime::Workplace,
    evaluate::overtime::workplaces,
    session::{Attendance, KeepError},
    ui::{
        parts::{Button, Cell, FieldSize, FileCount, FilePicker, Icon, Item, Listing, Rows, Select, TableStyle, TextField, Weight},
        words::overtime as overtime_words,
    },
};
use leptos::{prelude::*, task::spawn_local};
use std::collections::BTreeMap;

/// A file that was written out.
#[derive(Clone, PartialEq)]
struct Written {
    workplace: Workplace,
    n_people: usize,
    file: String,
    passphrase: String,
}

#[component]
pub(super) fn Split() -> impl IntoView {
    let attendance = Attendance::here();
    let work = RwSignal::new(Work::default());
    let written = RwSignal::new(Vec::<Written>::new());
    let chosen = RwSignal::new(None::<Workplace>);
    // Everybody is somewhere: in the month of the data, or where their hours were reported last.
    let people = Memo::new(move |_| {
        let month = attendance.month().get();
        let mut people: BTreeMap<Workplace, usize> = BTreeMap::new();
        attendance.ledger().with(|ledger| {
            for workplace in ledger.people().flat_map(|person| workplaces(person, month)) {
                *people.entry(workplace).or_default() += 1;
            }
        });
        people
    });
    let write = move |of: Vec<Workplace>| {
        work.set(Work::Busy("封をしています"));
        spawn_local(async move {
            let n_files = of.len();
            for workplace in of {
                match attendance.split(&workplace).await {
                    Err(why) => return work.set(Work::Failed(overtime_words::keep_error(why))),
                    Ok((file, passphrase)) => {
                        files::download(&file.name, &file.text);
                        let n_people = people.with_untracked(|people| people.get(&workplace).copied().unwrap_or_default());
                        written.update(|written| {
                            written.retain(|it| it.workplace != workplace);
                            written.push(Written { workplace, n_people, file: file.name, passphrase });
                        });
                    }
                }
            }
            work.set(Work::Done(format!("{n_files}個のファイルを書き出しました。合言葉は、ファイルとは別の方法で伝えてください。")));
        });
    };
    let write_one = move |()| {
        if let Some(workplace) = chosen.get_untracked() {
            write(vec![workplace]);
        }
    };
    let write_all = move |()| write(people.with_untracked(|people| people.keys().cloned().collect()));
    let items = Signal::derive(move || {
        people.with(|people| {
            let name =
                |(workplace, n_people): (&Workplace, &usize)| Item::new(workplace.clone(), format!("{}（{n_people}人）", workplace.name()));
            people.iter().map(name).collect::<Vec<_>>()
        })
    });
    let rows = Memo::new(move |_| {
        let row = |it: &Written| {
            vec![
                Cell::Head(it.workplace.name().to_owned()),
                Cell::Number(counted(it.n_people, "人")),
                Cell::Text(it.passphrase.clone()),
                Cell::Text(it.file.clone()),
            ]
        };
        written.with(|written| written.iter().map(row).collect::<Rows>())
    });
    let is_busy = move || matches!(work.get(), Work::Busy(_));
    view! {
        <section class="section">
            <h2>"所属長に渡すファイルを作る"</h2>
            <p>
                "人事課から所属長へ、その所属で働く職員の行だけを渡します。上限は人について回るので、前にいた所属の時間も入ります（前年度から）。ファイルごとに合言葉が作られます。合言葉はここにしか出ません。"
            </p>
            <div class="row row--bottom no-print">
                <Select label="渡す所属" items selected=chosen on_change=move |it| chosen.set(Some(it)) size=FieldSize::Short />
                <Button
                    weight=Weight::Primary
                    icon=Icon::Download
                    on_click=write_one
                    disabled=Signal::derive(move || chosen.get().is_none() || is_busy())
                >
                    "封をして書き出す"
                </Button>
                <Button on_click=write_all disabled=Signal::derive(is_busy)>
                    {move || format!("全{}所属を書き出す", people.with(|people| people.len()))}
                </Button>
            </div>
            {move || work.get().view()}
            <Show when=move || rows.with(|rows| !rows.is_empty())>
                <Listing
                    caption="書き出したファイルと合言葉（この画面を閉じると消えます）"
                    style=TableStyle::Narrow
                    heads=heads(&["所属", "職員", "合言葉", "ファイル"])
                    rows
                />
                <div class="no-print"><Button icon=Icon::Print on_click=move |()| files::print()>"合言葉の一覧を印刷する"</Button></div>
            </Show>
        </section>
    }
}

/// 所属長 opens what 人事課 sent.
#[component]
pub(super) fn OpenSplit(has_none: Memo<bool>) -> impl IntoView {
    let attendance = Attendance::here();
    let work = Work::of_rows(has_none);
    let waiting = RwSignal::new(None::<(String, String)>);
    let passphrase = RwSignal::new(String::new());
    let on_files = move |chosen: Vec<web_sys::File>| {
        let Some(file) = chosen.into_iter().next() else { return };
        spawn_local(async move {
            match files::read(&file).await.map(|bytes| files::decode(&bytes)) {
                Some(text) => {
                    work.set(Work::Idle);
                    waiting.set(Some((file.name(), text)));
                }
                None => work.set(Work::Failed(overtime_words::keep_error(KeepError::NotOurs))),
            }
        });
    };
    let open = move |()| {
        let Some((_, text)) = waiting.get_untracked() else { return };
        work.set(Work::Busy("開けています"));
        spawn_local(async move {
            let outcome = attendance.open_split(&text, &passphrase.get_untracked()).await;
            if outcome.is_ok() {
                waiting.set(None);
                passphrase.set(String::new());
            }
            work.set(Work::ended(outcome, "封を開けました。「残り時間」などで見られます。"));
        });
    };
    view! {
        <section class="section no-print">
            <h2>"人事課から届いたファイルを開く"</h2>
            <FilePicker label="届いたファイル" accept=".age" on_files count=FileCount::One support="拡張子が「.age」の、封をしたファイルです。開くと、いま開いている行と入れかわります。" />
            {move || match waiting.get() {
                None => ().into_any(),
                Some((name, _)) => {
                    view! {
                        <p>{name}</p>
                        <div class="row row--bottom">
                            <TextField
                                label="届いた合言葉"
                                value=passphrase
                                on_change=move |text| passphrase.set(text)
                                on_draft=move |text| passphrase.set(text)
                                size=FieldSize::Short
                            />
                            <Button
                                weight=Weight::Primary
                                on_click=open
                                disabled=Signal::derive(move || passphrase.with(|text| text.trim().is_empty()))
                            >
                                "封を開ける"
                            </Button>
                        </div>
                    }
                        .into_any()
                }
            }}
            {move || work.get().view()}
        </section>
    }
}
