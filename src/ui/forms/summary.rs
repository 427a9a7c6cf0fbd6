//! 庁議一枚もの: the year of the whole programme on a page.

use super::{Edition, Order, title};
use crate::{
    domain::{Indicator, IndicatorId, Owner, PartId, Pillar, Tables},
    evaluate::{Mark, Score, Scorecard, scorecard},
    sheetfile::form::{Block, Cell, Look, Orientation, Page},
    ui::words,
};
use rust_decimal::Decimal;

const WIDTH: u16 = 8;

pub(super) fn page(tables: &Tables, order: &Order) -> Page {
    let card = scorecard(tables, order.year, order.today);
    let heading = format!("{}　{}の達成状況", title(tables), order.year.wareki());
    let mut blocks =
        vec![Block::line(Look::Title, heading, WIDTH), Block::line(Look::Plain, format!("{}現在", words::date(order.today)), WIDTH)];
    blocks.push(scores(tables, &card));
    blocks.extend(changes(tables, &card));
    // Whose business an open verdict is, is the office's own.
    if order.edition == Edition::Internal {
        blocks.extend(open(tables, &card));
    }
    Page {
        name: "達成状況（庁議用）".to_owned(), orientation: Orientation::Portrait, columns: vec![10, 3, 3, 3, 3, 3, 3, 4], blocks
    }
}

fn scores(tables: &Tables, card: &Scorecard) -> Block {
    let heads = ["柱", "達成", "未達成", "初回測定", "判定保留", "時期未到来", "対象外", "達成の割合"];
    let line = |name: String, score: &Score| {
        let counts = Mark::ALL.map(|mark| Cell::number(Look::Centred, Decimal::from(score.of(mark)), "", ""));
        let share = format!("{}／{}", score.achieved, score.n_judged());
        std::iter::once(Cell::text(Look::Label, name)).chain(counts).chain([Cell::text(Look::Centred, share)]).collect::<Vec<_>>()
    };
    let mut rows = vec![heads.map(|text| Cell::text(Look::Head, text)).to_vec()];
    rows.extend(card.pillars.iter().map(|(id, score)| line(tables.pillars.get(id).map_or_else(|| id.to_string(), name), score)));
    rows.push(line("全体".to_owned(), &card.whole));
    Block::new(1, rows)
}

fn name(pillar: &Pillar) -> String {
    let names = pillar.name.readings().into_iter().flatten().cloned().collect::<Vec<_>>();
    format!("{} {}", pillar.number, names.join(" または ")).trim().to_owned()
}

fn changes(tables: &Tables, card: &Scorecard) -> Option<Block> {
    let rows = card.changes.iter().map(|change| {
        vec![
            Cell::text(Look::Label, indicator(tables, &change.indicator, change.part.as_ref())).over(4),
            Cell::text(Look::Centred, words::verdict(change.before)).over(2),
            Cell::text(Look::Centred, words::verdict(change.now)).over(2),
        ]
    });
    let head = vec![
        Cell::text(Look::Head, "前年度から判定が変わった指標").over(4),
        Cell::text(Look::Head, "前年度").over(2),
        Cell::text(Look::Head, card.year.wareki()).over(2),
    ];
    (!card.changes.is_empty()).then(|| Block::new(1, std::iter::once(head).chain(rows).collect()))
}

fn open(tables: &Tables, card: &Scorecard) -> Option<Block> {
    let rows = card.blocks.iter().map(|block| {
        let owner = match &block.owner {
            Owner::Secretariat => tables.vocabulary.get(&()).map_or_else(|| "事務局".to_owned(), |words| words.secretariat.clone()),
            Owner::Departments(ids) => {
                let names = ids.iter().map(|id| tables.departments.get(id).map_or_else(|| id.to_string(), |it| it.name.clone()));
                names.collect::<Vec<_>>().join("、")
            }
            Owner::Nobody => "担当未定".to_owned(),
        };
        vec![
            Cell::text(Look::Label, indicator(tables, &block.indicator, block.part.as_ref())).over(4),
            Cell::text(Look::Body, words::doubt(block.doubt)).over(2),
            Cell::text(Look::Body, owner).over(2),
        ]
    });
    let head = vec![
        Cell::text(Look::Head, "判定を待っている指標").over(4),
        Cell::text(Look::Head, "理由").over(2),
        Cell::text(Look::Head, "担当").over(2),
    ];
    (!card.blocks.is_empty()).then(|| Block::new(1, std::iter::once(head).chain(rows).collect()))
}

fn indicator(tables: &Tables, id: &IndicatorId, part: Option<&PartId>) -> String {
    let Some(Indicator { mark, name, parts, .. }) = tables.indicators.get(id) else { return id.to_string() };
    let part = part.and_then(|wanted| parts.iter().find(|part| part.id == *wanted)).map_or("", |part| &part.label);
    format!("{mark}{name}{part}")
}
