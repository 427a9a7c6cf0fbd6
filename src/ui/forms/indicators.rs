//! 指標表: 現状及び目標 as the document prints it (N:37-91), with the verdicts.

use super::{Order, key::Field, reading, sheet::figure_cell, title};
use crate::{
    domain::{FigureKey, FiscalYear, Indicator, IndicatorId, PartId, Tables},
    evaluate::{Judgement, judge},
    register::Reading,
    sheetfile::form::{Block, Cell, Look, Orientation, Page},
    ui::words,
};

/// How many earlier years stand beside the chosen one, as N prints R1 to R4.
const EARLIER: usize = 4;

pub(super) fn page(tables: &Tables, order: &Order) -> Page {
    let years = years(tables, order.year);
    let n_columns = u16::try_from(years.len() + 4).unwrap_or(u16::MAX);
    let heading = format!("{}　指標（{}）", title(tables), order.year.wareki());
    let mut blocks = vec![
        Block::line(Look::Title, heading, n_columns),
        Block::line(Look::Plain, format!("{}現在。判定は年度の目標に対するものです。", words::date(order.today)), n_columns),
    ];
    let heads = ["指標".to_owned()].into_iter().chain(years.iter().map(|year| format!("{}年度", year.short()))).chain([
        format!("{}目標", order.year.short()),
        "判定".to_owned(),
        "めざす水準".to_owned(),
    ]);
    let mut rows = vec![heads.map(|text| Cell::text(Look::Head, text)).collect::<Vec<_>>()];
    let listed = tables.listed_indicators();
    let (mut pillar, mut group) = (None, "");
    for (id, indicator) in listed {
        if pillar != Some(&indicator.pillar) {
            pillar = Some(&indicator.pillar);
            group = "";
            let name = tables.pillars.get(&indicator.pillar).map_or_else(String::new, |pillar| {
                let name = pillar.name.readings().into_iter().flatten().cloned().collect::<Vec<_>>().join(" または ");
                format!("{} {name}", pillar.number)
            });
            rows.push(vec![Cell::text(Look::Label, name.trim()).over(n_columns)]);
        }
        if group != indicator.group && !indicator.group.is_empty() {
            rows.push(vec![Cell::text(Look::Label, format!("〔{}〕", indicator.group)).over(n_columns)]);
        }
        group = &indicator.group;
        rows.extend(lines(tables, id, indicator, &years, order));
    }
    blocks.push(Block::new(1, rows));
    let columns = std::iter::once(12).chain(years.iter().map(|_| 5)).chain([6, 7, 6]).collect();
    Page { name: "指標表".to_owned(), orientation: Orientation::Landscape, columns, blocks }
}

fn years(tables: &Tables, year: FiscalYear) -> Vec<FiscalYear> {
    let first = tables.years(year).into_iter().min().unwrap_or(year);
    let back = std::iter::successors(Some(year), |year| year.previous()).take(EARLIER + 1);
    let mut years: Vec<FiscalYear> = back.filter(|shown| *shown >= first || *shown == year).collect();
    years.reverse();
    years
}

/// A row a part; what is said of the whole stands beside all of them.
fn lines(tables: &Tables, id: &IndicatorId, indicator: &Indicator, years: &[FiscalYear], order: &Order) -> Vec<Vec<Cell>> {
    let parts: Vec<(Option<PartId>, &str)> = match &indicator.parts[..] {
        [] => vec![(None, "")],
        parts => parts.iter().map(|part| (Some(part.id.clone()), part.label.as_str())).collect(),
    };
    let n_rows = u16::try_from(parts.len()).unwrap_or(1);
    let judgements = judge(tables, id, order.year, order.today);
    let mut rows = Vec::new();
    for (place, (part, label)) in parts.into_iter().enumerate() {
        let mut cells = Vec::new();
        if place == 0 {
            cells.push(Cell::text(Look::Label, format!("{}{}", indicator.mark, indicator.name)).down(n_rows));
        }
        for year in years {
            let key = FigureKey { indicator: id.clone(), year: *year, part: part.clone() };
            let cell = match tables.figures.reading(&key) {
                Reading::Absent => Cell::text(Look::Centred, ""),
                Reading::Settled(figure) => figure_cell(figure, label),
                conflict @ Reading::Conflict(_) => Cell::text(Look::Centred, reading(conflict, words::figure)),
            };
            cells.push(cell.keyed(order.fresh.as_ref().map(|_| Field::Figure(key).write(tables))));
        }
        if place == 0 {
            let told = |text: fn(&Judgement) -> String| {
                let texts: Vec<String> = judgements.iter().map(text).filter(|text| !text.is_empty()).collect();
                Cell::text(Look::Centred, texts.join("\n")).down(n_rows)
            };
            cells.push(told(|judgement| words::target_reading(&judgement.target)));
            cells.push(told(verdict));
            cells.push(told(|judgement| judgement.far_goal.as_ref().map_or_else(String::new, |goal| words::target_reading(&goal.target))));
        }
        rows.push(cells);
    }
    rows
}

fn verdict(judgement: &Judgement) -> String {
    let word = words::verdict(judgement.finding.verdict);
    words::verdict_note(judgement).map_or_else(|| word.to_owned(), |note| format!("{word}（{note}）"))
}
