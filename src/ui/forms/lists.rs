//! Lists: 取組項目一覧 as O prints it (O:15-28), and every cell of the sheets to be filled in, one a row.

use super::{
    Order,
    filled::marked,
    follow_up::listed,
    in_charge,
    key::Field,
    pillar_in_full, reading,
    sheet::{passage_text, plan_rows, rating},
    title,
};
use crate::{
    domain::{Column, Figure, FigureKey, Measure, MeasureId, PartId, PassageKey, PlanKey, ProgramId, Section, Shown, Tables, Trust},
    register::Reading,
    sheetfile::form::{Block, Cell, Content, Look, Orientation, Page},
    ui::words,
};

/// 取組項目一覧: by pillar.
pub(super) fn measures(tables: &Tables, _: &Order) -> Page {
    let words = tables.vocabulary.get(&());
    let word = |text: Option<&String>, usual: &str| text.map_or_else(|| usual.to_owned(), String::clone);
    let pillar = word(words.map(|words| &words.pillar), "重点項目");
    let measure = word(words.map(|words| &words.measure), "取組項目");
    let lead = word(words.map(|words| &words.department), "主管課");
    let head = [pillar, "取組番号".to_owned(), measure.clone(), lead].map(|text| Cell::text(Look::Head, text)).to_vec();
    let mut rows = vec![head];
    let listed = tables.listed_measures();
    let mut at = 0;
    while at < listed.len() {
        let group: Vec<_> = listed[at..].iter().take_while(|(_, it)| it.pillar == listed[at].1.pillar).collect();
        for (place, (id, measure)) in group.iter().enumerate() {
            let n_rows = u16::try_from(group.len()).unwrap_or(u16::MAX);
            let pillar = (place == 0).then(|| Cell::text(Look::Label, pillar_in_full(tables, measure)).down(n_rows));
            let cells = [
                Cell::text(Look::Centred, &measure.number),
                Cell::text(Look::Body, &measure.name),
                Cell::text(Look::Body, in_charge(tables, id, measure)),
            ];
            rows.push(pillar.into_iter().chain(cells).collect());
        }
        at += group.len();
    }
    let name = format!("{measure}一覧");
    let heading = Block::line(Look::Title, format!("{}　{name}", title(tables)), 4);
    Page { name, orientation: Orientation::Portrait, columns: vec![8, 3, 13, 7], blocks: vec![heading, Block::new(1, rows)] }
}

/// The columns that a file must have to be read back.
pub(super) const TEXT: &str = "内容";
pub(super) const MARK: &str = "照合記号";

/// Every cell to be filled in.
pub(super) fn cells<'a>(
    tables: &Tables,
    program: &ProgramId,
    measures: impl Iterator<Item = (&'a MeasureId, &'a Measure)>,
    order: &Order,
) -> Page {
    let head = ["取組番号", "取組項目", "年度", "欄", TEXT, MARK].map(|text| Cell::text(Look::Head, text)).to_vec();
    let mut rows = vec![head];
    for (id, measure) in measures {
        for (name, field, content) in fields(tables, id, order) {
            let mut cell = Cell::text(Look::Body, "");
            let key = order.fresh.as_ref().map(|_| field.write(tables));
            // A CSV file has no hidden sheet: each row carries what it stands for.
            let mark = key.as_ref().map_or_else(String::new, |key| marked(program, key, &content.returned()));
            cell.content = content;
            rows.push(vec![
                Cell::text(Look::Body, &measure.number),
                Cell::text(Look::Body, &measure.name),
                Cell::text(Look::Body, order.year.wareki()),
                Cell::text(Look::Label, name),
                cell.keyed(key),
                Cell::text(Look::Body, mark),
            ]);
        }
        // Without 照合記号, so that none of it is read back.
        for (name, text) in listed(tables, id, order.year) {
            let about = [&measure.number, &measure.name, &order.year.wareki()].map(|text| Cell::text(Look::Body, text));
            let rest = [Cell::text(Look::Label, name), Cell::text(Look::Body, text), Cell::text(Look::Body, "")];
            rows.push(about.into_iter().chain(rest).collect());
        }
    }
    let name = "進捗管理票の欄".to_owned();
    Page { name, orientation: Orientation::Landscape, columns: vec![3, 8, 4, 8, 20, 4], blocks: vec![Block::new(1, rows)] }
}

/// The cells of one sheet by name.
fn fields(tables: &Tables, id: &MeasureId, order: &Order) -> Vec<(String, Field, Content)> {
    let year = order.year;
    let mut fields = Vec::new();
    let passage = |section| {
        let key = PassageKey { measure: id.clone(), year, section };
        let text = reading(tables.passages.reading(&key), passage_text);
        (Field::Passage(key), Content::Text(text))
    };
    for (name, section) in [("実施内容", Section::Content), ("期待される効果", Section::Effect)] {
        let (field, content) = passage(section);
        fields.push((name.to_owned(), field, content));
    }
    for (indicator_id, indicator) in tables.listed_indicators().into_iter().filter(|(_, it)| it.measure.as_ref() == Some(id)) {
        let parts: Vec<(Option<PartId>, &str)> = match &indicator.parts[..] {
            [] => vec![(None, "")],
            parts => parts.iter().map(|part| (Some(part.id.clone()), part.label.as_str())).collect(),
        };
        for (part, label) in parts {
            let key = FigureKey { indicator: indicator_id.clone(), year, part };
            let content = figure(tables.figures.reading(&key));
            fields.push((format!("実績値：{}{label}", indicator.name), Field::Figure(key), content));
        }
    }
    for (number, row) in plan_rows(tables, id, order).into_iter().enumerate() {
        let columns = [("取組目標【Plan】", Column::Plan), ("上半期【Do】", Column::FirstHalf), ("下半期【Do】", Column::SecondHalf)];
        for (name, column) in columns {
            let key = PlanKey { measure: id.clone(), year, row: row.clone(), column };
            let text = reading(tables.plan.reading(&key), passage_text);
            fields.push((format!("{name} {}行目", number + 1), Field::Plan(key), Content::Text(text)));
        }
    }
    let (given, field) = rating(tables, id, year);
    fields.push(("評価【Check】の区分".to_owned(), field, Content::Text(given)));
    for (name, section) in [("評価【Check】", Section::Check), ("改善事項・今後の進め方【Action】", Section::Action)] {
        let (field, content) = passage(section);
        fields.push((name.to_owned(), field, content));
    }
    fields
}

fn figure(read: Reading<&Figure>) -> Content {
    if let Reading::Settled(Figure { shown: Trust::Confirmed(Shown::Number(number)), .. }) = read {
        return Content::Number { value: number.amount.value(), before: String::new(), after: String::new() };
    }
    Content::Text(reading(read, |figure| match &figure.shown {
        Trust::Confirmed(Shown::Blank) => String::new(),
        Trust::Confirmed(Shown::Dash(_)) => "—".to_owned(),
        _ => words::figure(figure),
    }))
}
