//! 令和N年度の実施状況: rows of Plan and both Do, added, moved and taken out by hand.

use super::{
    cells::{Desk, PassageField, Place},
    links::RowLinks,
};
use crate::{
    domain::{Column, Entry, FiscalYear, MeasureId, Passage, PlanKey, Record, RowId, Standing},
    ui::parts::{Button, ButtonSize, CaptionPlace, DataTable, Icon, LiveRegion, TableStyle, Weight},
};
use leptos::prelude::*;

#[component]
pub fn RowsForm(desk: Desk, measure: MeasureId, year: FiscalYear) -> impl IntoView {
    let id = StoredValue::new(measure);
    let rows = desk.memo(move |tables| id.with_value(|id| tables.plan_rows_of(id, year).into_iter().cloned().collect::<Vec<RowId>>()));
    let said = RwSignal::new(String::new());
    let record = move |row: &RowId| Record::PlanRow(id.get_value(), year, row.clone());
    let add = move |()| {
        let Ok(row) = RowId::new(&desk.session.record_name()) else { return };
        let key = PlanKey { measure: id.get_value(), year, row: row.clone(), column: Column::Plan };
        let records: Vec<Record> = rows.get_untracked().iter().map(record).collect();
        let place = desk.with_tables(|tables| tables.append_to(&records, [record(&row)])).unwrap_or_default();
        let plan = Entry::Plan(key, Passage::Text(String::new()));
        desk.write(std::iter::once(plan).chain(place).collect());
        said.set("行を加えました。".to_owned());
    };
    let move_to = move |row: RowId, to: usize| {
        let records: Vec<Record> = rows.get_untracked().iter().map(record).collect();
        let Some(from) = records.iter().position(|other| *other == record(&row)) else { return };
        desk.write(desk.with_tables(|tables| tables.move_in(&records, from, to)).unwrap_or_default());
        said.set(format!("{}行目に移しました。", to + 1));
    };
    let remove = move |row: RowId| {
        desk.write(vec![Entry::Standing(record(&row), Standing::Removed)]);
        said.set("行を消しました。「元に戻す」で戻せます。".to_owned());
    };
    let row_view = move |row: RowId| {
        let at = {
            let row = row.clone();
            Memo::new(move |_| rows.with(|rows| rows.iter().position(|other| *other == row)).unwrap_or_default())
        };
        let last = move || rows.with(|rows| rows.len().saturating_sub(1));
        let field = |column, name: &'static str| {
            let key = PlanKey { measure: id.get_value(), year, row: row.clone(), column };
            let label = Signal::derive(move || format!("{}行目の{name}", at.get() + 1));
            view! { <td><PassageField desk label place=Place::Plan(key) /></td> }
        };
        let named = move |what: &'static str| Signal::derive(move || format!("{}行目を{what}", at.get() + 1));
        let (for_up, for_down, for_remove, for_links) = (row.clone(), row.clone(), row.clone(), row.clone());
        view! {
            <tr>
                <th scope="row" class="row-number">{move || at.get() + 1}</th>
                {field(Column::Plan, "取組目標【Plan】")}
                {field(Column::FirstHalf, "上半期の取組結果【Do】")}
                {field(Column::SecondHalf, "下半期の取組結果【Do】")}
                <td>
                    <div class="stack stack--tight">
                        <Button
                            size=ButtonSize::Small
                            weight=Weight::Text
                            name=named("上へ")
                            disabled=Signal::derive(move || at.get() == 0)
                            on_click=move |()| move_to(for_up.clone(), at.get_untracked().saturating_sub(1))
                        >
                            "上へ"
                        </Button>
                        <Button
                            size=ButtonSize::Small
                            weight=Weight::Text
                            name=named("下へ")
                            disabled=Signal::derive(move || at.get() == last())
                            on_click=move |()| move_to(for_down.clone(), at.get_untracked() + 1)
                        >
                            "下へ"
                        </Button>
                        <Button size=ButtonSize::Small weight=Weight::Text name=named("消す") on_click=move |()| remove(for_remove.clone())>
                            "消す"
                        </Button>
                    </div>
                </td>
            </tr>
            <tr class="sheet-form__links">
                <td colspan="5"><RowLinks desk measure=id.get_value() year row=for_links at /></td>
            </tr>
        }
    };
    view! {
        <div class="sheet-form">
            <DataTable caption=format!("{}の実施状況の入力", year.wareki()) caption_place=CaptionPlace::Hidden style=TableStyle::Form>
                <thead>
                    <tr>
                        <th scope="col">"行"</th>
                        <th scope="col">"取組目標【Plan】"</th>
                        <th scope="col">"上半期の取組結果【Do】"</th>
                        <th scope="col">"下半期の取組結果【Do】"</th>
                        <th scope="col">"操作"</th>
                    </tr>
                </thead>
                <tbody>
                    <For each=move || rows.get() key=|row| row.clone() children=row_view />
                </tbody>
            </DataTable>
        </div>
        <p class="soft">"計画がない行は「—」と入れます。"</p>
        <div><Button icon=Icon::Plus on_click=add>"行を加える"</Button></div>
        <LiveRegion message=said />
    }
}
