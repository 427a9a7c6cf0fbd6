//! 取組の実施状況: what departments report on the measures that none of them leads, and the good practices among it, for
//! ワーキング会議 and 庁議 (N:393-396).

use super::{
    Edition, Order,
    follow_up::{counted, report_texts, reported, seal},
    pillar_heading, title,
};
use crate::{
    domain::{Measure, MeasureId, Tables},
    evaluate::{good_practices, is_reported_on},
    sheetfile::form::{Block, Cell, Look, Orientation, Page},
    ui::words,
};

/// The grid of the sheets, so that 照合番号 stands under both alike.
const WIDTH: u16 = 24;
const MEASURE: u16 = 7;

pub(super) fn page(tables: &Tables, order: &Order) -> Page {
    let heading = format!("{}　{}の取組の実施状況", title(tables), order.year.wareki());
    let mut blocks = vec![Block::line(Look::Title, heading, WIDTH), list(tables, order)];
    // What a department says of itself is for the office; outside it is told how many did what.
    if order.edition == Edition::Internal {
        blocks.extend(good(tables, order));
    }
    blocks.extend(seal(tables, order));
    Page { name: "取組の実施状況".to_owned(), orientation: Orientation::Portrait, columns: vec![1; usize::from(WIDTH)], blocks }
}

fn list(tables: &Tables, order: &Order) -> Block {
    let is_internal = order.edition == Edition::Internal;
    let head: &[(&str, u16)] = match order.edition {
        Edition::Internal => &[("取組", MEASURE), ("所属", 4), ("実施状況", 3), ("取り組んだこと", 7), ("優良事例", 3)],
        Edition::Public => &[("取組", MEASURE), ("所属の実施状況", WIDTH - MEASURE)],
    };
    let mut rows = vec![head.iter().map(|(text, width)| Cell::text(Look::Head, *text).over(*width)).collect::<Vec<_>>()];
    let mut pillar = None;
    for (id, measure) in tables.listed_measures().into_iter().filter(|(id, _)| is_reported_on(tables, id)) {
        if pillar != Some(&measure.pillar) {
            pillar = Some(&measure.pillar);
            rows.push(vec![Cell::text(Look::Label, pillar_heading(tables, measure)).over(WIDTH)]);
        }
        let reports = reported(tables, id, order.year);
        let n_rows = if is_internal { u16::try_from(reports.len()).unwrap_or(u16::MAX).max(1) } else { 1 };
        let mut cells = vec![Cell::text(Look::Label, name(tables, id, measure, order)).over(MEASURE).down(n_rows)];
        let rest = |text: String| Cell::text(Look::Body, text).over(WIDTH - MEASURE);
        if reports.is_empty() {
            cells.push(rest("（報告なし）".to_owned()));
        } else if !is_internal {
            cells.push(rest(counted(&reports)));
        } else {
            for report in reports {
                let texts = report_texts(tables, report).into_iter().zip([4, 3, 7, 3]);
                cells.extend(texts.map(|(text, width)| Cell::text(Look::Body, text).over(width)));
                rows.push(std::mem::take(&mut cells));
            }
            continue;
        }
        rows.push(cells);
    }
    Block::new(1, rows)
}

fn name(tables: &Tables, id: &MeasureId, measure: &Measure, order: &Order) -> String {
    let main = tables.is_main_item(id, order.year).then_some("主要な項目");
    let marks = main.into_iter().chain(words::tag(measure.tag)).collect::<Vec<_>>().join("・");
    let marks = if marks.is_empty() { String::new() } else { format!("〔{marks}〕") };
    format!("{} {}{marks}", measure.number, measure.name).trim().to_owned()
}

fn good(tables: &Tables, order: &Order) -> Option<Block> {
    let rows = good_practices(tables, order.year).into_iter().map(|(id, report)| {
        let name = tables.measures.get(&id).map_or_else(|| id.to_string(), |measure| measure.name.clone());
        let [department, _, work, _] = report_texts(tables, report);
        vec![
            Cell::text(Look::Label, name).over(MEASURE),
            Cell::text(Look::Body, department).over(5),
            Cell::text(Look::Body, work).over(WIDTH - MEASURE - 5),
        ]
    });
    let rows: Vec<_> = rows.collect();
    let head =
        [("取組", MEASURE), ("所属", 5), ("内容", WIDTH - MEASURE - 5)].map(|(text, width)| Cell::text(Look::Head, text).over(width));
    let name = vec![Cell::text(Look::Head, format!("{}の優良事例", order.year.wareki())).over(WIDTH)];
    (!rows.is_empty()).then(|| Block { breaks_before: true, ..Block::new(2, [name, head.to_vec()].into_iter().chain(rows).collect()) })
}
