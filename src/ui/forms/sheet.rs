//! 進捗管理票 as the paper form has it (O:31-72): head, 年次計画, 数値目標等, Plan and Do, Check, Action, notes.

use super::{Edition, Order, follow_up, in_charge, key::Field, pillar_in_full, reading};
use crate::{
    domain::{
        BaselineKey, Column, Figure, FigureKey, FiscalYear, GradeId, Indicator, IndicatorId, Measure, MeasureId, Note, NoteKind, NotePlace,
        Part, Passage, PassageKey, PlanKey, Qualifier, Rating, RatingKey, RowId, Rule, ScheduleRow, Section, Shown, Stage, Step, Tables,
        TargetKey, TargetSlot, Trust,
    },
    evaluate::printed_rating,
    register::Reading,
    sheetfile::form::{Block, Cell, Look, Orientation, Page},
    ui::words,
};

/// The grid of the form.
const WIDTH: u16 = 24;
/// Rows offered beyond those there are, where a form goes out to be filled in.
const SPARE_ROWS: usize = 2;
/// Rows of a blank form.
const BLANK_ROWS: usize = 4;

/// One form about one measure and year.
struct Form<'a> {
    tables: &'a Tables,
    id: &'a MeasureId,
    measure: &'a Measure,
    order: &'a Order,
    is_blank: bool,
}

pub(super) fn page(tables: &Tables, id: &MeasureId, measure: &Measure, order: &Order) -> Page {
    Form { tables, id, measure, order, is_blank: false }.page()
}

/// The form with what is planned, and nothing of the year itself.
pub(super) fn blank(tables: &Tables, id: &MeasureId, measure: &Measure, order: &Order) -> Page {
    Form { tables, id, measure, order, is_blank: true }.page()
}

/// The rows of Plan that a form of the year shows, those to be added included.
pub(super) fn plan_rows(tables: &Tables, id: &MeasureId, order: &Order) -> Vec<RowId> {
    let mut rows: Vec<RowId> = tables.plan_rows_of(id, order.year).into_iter().cloned().collect();
    if let Some(fresh) = &order.fresh {
        rows.extend((0..SPARE_ROWS).filter_map(|n| RowId::new(&format!("{fresh}-{id}-{n}")).ok()));
    }
    rows
}

/// The rating that a form shows, and the step that a filled-in one belongs to: whoever writes over what the document printed is
/// the department.
pub(super) fn rating(tables: &Tables, id: &MeasureId, year: FiscalYear) -> (String, Field) {
    let (step, text) = match printed_rating(tables, id, year) {
        None => (Step::Lead, String::new()),
        Some((step, given)) => {
            let text = reading(given, |rating| grade(tables, &rating.given));
            (if step == Step::AsPrinted { Step::Lead } else { step }, text)
        }
    };
    (text, Field::Rating(RatingKey { measure: id.clone(), year, step }))
}

impl Form<'_> {
    fn page(&self) -> Page {
        let mut blocks = vec![self.head()];
        // Where departments report and nobody keeps a sheet there is nothing to leave blank.
        let has_sheet = self.is_blank || !follow_up::has_only_reports(self.tables, self.id, self.order.year);
        if has_sheet {
            blocks.push(self.schedule());
            blocks.extend(self.notes(NoteKind::CallOut, |place| matches!(place, NotePlace::Schedule(id, _) if id == self.id)));
        }
        blocks.extend(self.figures());
        blocks.extend(self.notes(NoteKind::CallOut, |place| matches!(place, NotePlace::Indicator(_))));
        if has_sheet {
            blocks.extend(self.year());
        }
        let on_sheet = |place: &NotePlace| matches!(place, NotePlace::Measure(_) | NotePlace::Sheet(..));
        blocks.extend(self.notes(NoteKind::CallOut, on_sheet));
        blocks.extend(self.notes(NoteKind::Footnote, |_| true));
        if !self.is_blank {
            blocks.extend(follow_up::blocks(self.tables, self.id, self.order));
        }
        if self.order.edition == Edition::Internal && !self.is_blank {
            blocks.extend(self.steps());
            blocks.extend(self.notes(NoteKind::Remark, |_| true));
        }
        if !self.is_blank {
            blocks.extend(follow_up::seal(self.tables, self.order));
        }
        let name = format!("{} {}", self.measure.number, self.measure.name);
        Page { name: name.trim().to_owned(), orientation: Orientation::Portrait, columns: vec![1; usize::from(WIDTH)], blocks }
    }

    /// What was planned and done in the year, and what is made of it.
    fn year(&self) -> Vec<Block> {
        let year = self.order.year;
        let mut blocks = vec![Block { breaks_before: true, ..self.plan() }];
        blocks.extend(self.notes(NoteKind::CallOut, |place| matches!(place, NotePlace::Plan(id, at, _) if id == self.id && *at == year)));
        blocks.push(self.check());
        blocks.push(self.action());
        blocks
    }

    fn key(&self, field: Field) -> Option<String> {
        (!self.is_blank && self.order.fresh.is_some()).then(|| field.write(self.tables))
    }

    fn head(&self) -> Block {
        let words = self.tables.vocabulary.get(&());
        let measure_word = words.map_or("取組項目", |words| &words.measure);
        let pillar_word = words.map_or("重点項目", |words| &words.pillar);
        let lead_word = words.map_or("主管課", |words| &words.department);
        let label = |text: &str| Cell::text(Look::Label, text).over(4);
        let row = |name: &str, text: String| vec![label(name), Cell::text(Look::Body, text).over(WIDTH - 4)];
        let passage = |name: &str, section| vec![label(name), self.passage(section).over(WIDTH - 4)];
        let first = vec![
            label("取組番号"),
            Cell::text(Look::Centred, &self.measure.number).over(3),
            label(pillar_word),
            Cell::text(Look::Body, pillar_in_full(self.tables, self.measure)).over(WIDTH - 11),
        ];
        let mut rows = vec![
            first,
            row(measure_word, self.measure.name.clone()),
            row(&format!("{lead_word}（関係課）"), in_charge(self.tables, self.id, self.measure)),
            passage("実施内容", Section::Content),
            passage("期待される効果", Section::Effect),
        ];
        if !self.measure.summary.is_empty() {
            rows.push(row("内容", self.measure.summary.join("\n")));
        }
        Block::new(2, rows)
    }

    /// What belongs to the measure rather than to the year stands on a blank form too.
    fn passage(&self, section: Section) -> Cell {
        let key = PassageKey { measure: self.id.clone(), year: self.order.year, section };
        let is_of_year = matches!(section, Section::Check | Section::Action);
        let text = if self.is_blank && is_of_year { String::new() } else { reading(self.tables.passages.reading(&key), passage_text) };
        Cell::text(Look::Body, text).keyed(self.key(Field::Passage(key)))
    }

    fn schedule(&self) -> Block {
        let grid = Years::of(self.tables, self.order.year);
        let head = std::iter::once(Cell::text(Look::Head, "実施項目").over(grid.label))
            .chain(grid.years.iter().map(|year| Cell::text(Look::Head, format!("{}年度", year.short())).over(grid.each)));
        let mut rows = vec![vec![Cell::text(Look::Head, "年次計画").over(WIDTH)], head.collect()];
        rows.extend(self.tables.schedule_of(self.id).into_iter().map(|(_, row)| schedule_row(row, &grid)));
        Block::new(2, rows)
    }

    fn figures(&self) -> Option<Block> {
        let listed = self.tables.listed_indicators();
        let own: Vec<_> = listed.into_iter().filter(|(_, indicator)| indicator.measure.as_ref() == Some(self.id)).collect();
        if own.is_empty() {
            return None;
        }
        let grid = Years::of(self.tables, self.order.year);
        let heads = |what: &str| {
            let head = |year: &FiscalYear| Cell::text(Look::Head, format!("{}年度【{what}】", year.short())).over(grid.each);
            grid.years.iter().map(head).collect::<Vec<_>>()
        };
        let mut first = vec![Cell::text(Look::Head, "数値目標等\n【基準値】").over(grid.label).down(2)];
        first.extend(heads("実績値"));
        let mut rows = vec![first, heads("目標値")];
        for (id, indicator) in own {
            let parts: Vec<Option<&Part>> =
                if indicator.parts.is_empty() { vec![None] } else { indicator.parts.iter().map(Some).collect() };
            let n_rows = u16::try_from(2 * parts.len()).unwrap_or(2);
            let mut label = Some(Cell::text(Look::Label, self.indicator_label(id, indicator)).over(grid.label).down(n_rows));
            for part in &parts {
                let cells = grid.years.iter().map(|year| self.figure(id, *part, *year).over(grid.each));
                rows.push(label.take().into_iter().chain(cells).collect());
            }
            for part in &parts {
                rows.push(grid.years.iter().map(|year| self.target(id, *part, *year).over(grid.each)).collect());
            }
        }
        Some(Block::new(2, rows))
    }

    fn indicator_label(&self, id: &IndicatorId, indicator: &Indicator) -> String {
        let parts = std::iter::once(None).chain(indicator.parts.iter().map(Some));
        let baselines = parts.filter_map(|part| {
            let key = BaselineKey { indicator: id.clone(), part: part.map(|part| part.id.clone()) };
            let baseline = self.tables.baselines.get(&key)?;
            let label = spaced(part);
            Some(format!("\n{}：{label}{}", baseline.as_of, shown_text(&baseline.shown)))
        });
        format!("{}{}{}", indicator.mark, indicator.name, baselines.collect::<String>())
    }

    fn figure(&self, id: &IndicatorId, part: Option<&Part>, year: FiscalYear) -> Cell {
        let key = FigureKey { indicator: id.clone(), year, part: part.map(|part| part.id.clone()) };
        let label = spaced(part);
        let label = label.as_str();
        let read = self.tables.figures.reading(&key);
        let is_hidden = self.is_blank && year >= self.order.year;
        let cell = match read {
            _ if is_hidden => Cell::text(Look::Centred, label),
            Reading::Settled(figure) => figure_cell(figure, label),
            Reading::Absent => Cell::text(Look::Centred, ""),
            conflict @ Reading::Conflict(_) => Cell::text(Look::Centred, reading(conflict, words::figure)),
        };
        cell.keyed(self.key(Field::Figure(key)))
    }

    fn target(&self, id: &IndicatorId, part: Option<&Part>, year: FiscalYear) -> Cell {
        let label = spaced(part);
        let part = part.map(|part| part.id.clone());
        let at = |slot| self.tables.targets.reading(&TargetKey { indicator: id.clone(), slot, part: part.clone() });
        let own = at(TargetSlot::Year(year));
        let read = if own == Reading::Absent { at(TargetSlot::EveryYear) } else { own };
        let text = reading(read, |target| match &target.rule {
            Trust::Confirmed(Rule::Blank) => String::new(),
            Trust::Confirmed(Rule::Dash(_)) => "—".to_owned(),
            _ => format!("{label}{}", words::target(target)),
        });
        Cell::text(Look::Centred, text)
    }

    fn plan(&self) -> Block {
        let third = WIDTH / 3;
        let titles = ["取組目標【Plan】", "上半期の取組結果【Do】", "下半期の取組結果【Do】"];
        let mut rows = vec![
            vec![Cell::text(Look::Head, format!("{}の実施状況", self.order.year.wareki())).over(WIDTH)],
            titles.map(|title| Cell::text(Look::Head, title).over(third)).to_vec(),
        ];
        if self.is_blank {
            rows.extend((0..BLANK_ROWS).map(|_| vec![Cell::text(Look::Body, "\n\n\n\n").over(third); 3]));
            return Block::new(2, rows);
        }
        for row in plan_rows(self.tables, self.id, self.order) {
            let cell = |column| {
                let key = PlanKey { measure: self.id.clone(), year: self.order.year, row: row.clone(), column };
                let text = reading(self.tables.plan.reading(&key), passage_text);
                Cell::text(Look::Body, text).over(third).keyed(self.key(Field::Plan(key)))
            };
            rows.push([Column::Plan, Column::FirstHalf, Column::SecondHalf].map(cell).to_vec());
        }
        Block::new(2, rows)
    }

    fn check(&self) -> Block {
        let (given, field) = rating(self.tables, self.id, self.order.year);
        let given = if self.is_blank { choices(self.tables) } else { given };
        let rating = Cell::text(Look::Centred, given).over(6).keyed(self.key(field));
        let text = if self.is_blank { Cell::text(Look::Body, "\n\n\n\n\n") } else { self.passage(Section::Check) };
        let head = vec![Cell::text(Look::Head, "取組全体の評価【Check】").over(WIDTH)];
        Block::new(1, vec![head, vec![rating, text.over(WIDTH - 6)]])
    }

    fn action(&self) -> Block {
        let text = if self.is_blank { Cell::text(Look::Body, "\n\n\n\n\n") } else { self.passage(Section::Action) };
        let head = vec![Cell::text(Look::Head, "改善事項・今後の進め方【Action】").over(WIDTH)];
        Block::new(1, vec![head, vec![text.over(WIDTH)]])
    }

    /// 庁内版: what each step rated, and why.
    fn steps(&self) -> Option<Block> {
        let steps = [(Step::Lead, "主管課"), (Step::Secretariat, "事務局"), (Step::Committee, "幹事会・委員会")];
        let rows: Vec<Vec<Cell>> = steps
            .into_iter()
            .filter_map(|(step, name)| {
                let key = RatingKey { measure: self.id.clone(), year: self.order.year, step };
                let given = reading(self.tables.ratings.reading(&key), |rating: &Rating| {
                    let why = if rating.reason.trim().is_empty() { String::new() } else { format!("（理由：{}）", rating.reason) };
                    format!("{}{why}", grade(self.tables, &rating.given))
                });
                let cells = vec![Cell::text(Look::Label, name).over(6), Cell::text(Look::Body, given.clone()).over(WIDTH - 6)];
                (!given.is_empty()).then_some(cells)
            })
            .collect();
        let head = vec![Cell::text(Look::Head, "評価の経過（庁内）").over(WIDTH)];
        (!rows.is_empty()).then(|| Block::new(1, std::iter::once(head).chain(rows).collect()))
    }

    fn notes(&self, kind: NoteKind, is_here: impl Fn(&NotePlace) -> bool) -> Option<Block> {
        let year = self.order.year;
        let belongs = |note: &Note| match &note.place {
            NotePlace::Measure(measure) | NotePlace::Schedule(measure, _) => measure == self.id,
            NotePlace::Sheet(measure, at) | NotePlace::Plan(measure, at, _) => measure == self.id && *at == year,
            NotePlace::Indicator(indicator) => {
                self.tables.indicators.get(indicator).is_some_and(|indicator| indicator.measure.as_ref() == Some(self.id))
            }
            NotePlace::Program => false,
        };
        let listed = self.tables.listed_notes();
        let chosen = listed.into_iter().map(|(_, note)| note).filter(|note| note.kind == kind && belongs(note) && is_here(&note.place));
        let line = |note: &Note| vec![Cell::text(Look::Plain, format!("{} {}", note.mark, note.text).trim()).over(WIDTH)];
        let mut rows: Vec<Vec<Cell>> = chosen.map(line).collect();
        if rows.is_empty() {
            return None;
        }
        if kind == NoteKind::Remark {
            rows.insert(0, vec![Cell::text(Look::Label, "原本について（照合のための覚え書き・庁内）").over(WIDTH)]);
        }
        Some(Block::new(0, rows))
    }
}

/// `①学校訪問 `: a part's name before its value.
fn spaced(part: Option<&Part>) -> String {
    part.map_or_else(String::new, |part| format!("{} ", part.label))
}

/// How the years of the plan share the grid.
struct Years {
    years: Vec<FiscalYear>,
    label: u16,
    each: u16,
}

impl Years {
    /// The years of the plan; of a programme without an end, those up to the form's own year. At most twelve, the last ones.
    fn of(tables: &Tables, year: FiscalYear) -> Self {
        let overview = tables.overview.get(&());
        let first = overview.map_or(year, |overview| overview.first_year);
        let last = overview.and_then(|overview| overview.last_year).unwrap_or(year).max(first);
        let all: Vec<FiscalYear> = std::iter::successors(Some(first), |year| year.next()).take_while(|year| *year <= last).collect();
        let years = all[all.len().saturating_sub(12)..].to_vec();
        let n = u16::try_from(years.len()).unwrap_or(1).max(1);
        let each = (18 / n).max(1);
        Years { label: WIDTH - each * n, each, years }
    }

    fn place(&self, year: FiscalYear) -> Option<u16> {
        self.years.iter().position(|other| *other == year).and_then(|place| u16::try_from(place).ok())
    }
}

fn schedule_row(row: &ScheduleRow, grid: &Years) -> Vec<Cell> {
    let n_years = u16::try_from(grid.years.len()).unwrap_or_default();
    let mut cells = vec![Cell::text(Look::Label, &row.item).over(grid.label)];
    let mut next = 0;
    let blank = |n: u16| (0..n).map(|_| Cell::text(Look::Centred, "").over(grid.each));
    for span in &row.spans {
        let (Some(from), Some(to)) = (grid.place(span.from), grid.place(span.to)) else { continue };
        if from < next || to < from {
            continue;
        }
        cells.extend(blank(from - next));
        cells.push(Cell::text(Look::Centred, &span.words).over(grid.each * (to - from + 1)));
        next = to + 1;
    }
    cells.extend(blank(n_years - next));
    cells
}

pub(super) fn passage_text(passage: &Passage) -> String {
    match passage {
        Passage::Text(text) => text.clone(),
        Passage::Dash(_) => "—".to_owned(),
    }
}

/// A figure as a number where it is one and nothing else, so that a workbook can go on calculating with it.
pub(super) fn figure_cell(figure: &Figure, label: &str) -> Cell {
    match &figure.shown {
        Trust::Confirmed(Shown::Number(number)) if figure.variants.is_empty() && figure.stage == Stage::Final => {
            let qualifier = match number.qualifier {
                Qualifier::Plain => "",
                Qualifier::Cumulative => "(累計) ",
                Qualifier::Total => "延べ",
            };
            Cell::number(Look::Centred, number.amount.value(), format!("{label}{qualifier}"), &number.unit)
        }
        Trust::Confirmed(Shown::Blank) => Cell::text(Look::Centred, ""),
        Trust::Confirmed(Shown::Dash(_)) => Cell::text(Look::Centred, "—"),
        _ => {
            let variants = figure.variants.iter();
            let variants: String = variants.map(|it| format!("\n（{}を除く {}）", it.excluding, words::quantity(&it.quantity))).collect();
            Cell::text(Look::Centred, format!("{label}{}{variants}", words::figure(figure)))
        }
    }
}

fn shown_text(trust: &Trust<Shown>) -> String {
    match trust {
        Trust::Confirmed(Shown::Dash(_)) => "—".to_owned(),
        Trust::Confirmed(shown) => words::shown(shown),
        doubtful => words::trusted_shown(doubtful),
    }
}

/// A grade or decision in the words of the programme's scale.
pub(super) fn grade(tables: &Tables, given: &GradeId) -> String {
    let scales = tables.rating_scale.reading(&()).values();
    let grade = scales.iter().flat_map(|scale| &scale.grades).find(|grade| grade.id == *given).map(words::grade);
    let decision =
        || scales.iter().flat_map(|scale| &scale.decisions).find(|decision| decision.id == *given).map(|decision| decision.label.clone());
    grade.or_else(decision).unwrap_or_else(|| given.to_string())
}

/// Of a blank form: what may be chosen.
fn choices(tables: &Tables) -> String {
    let scale = tables.rating_scale.get(&());
    let grades = scale.iter().flat_map(|scale| scale.grades.iter().map(words::grade));
    let decisions = scale.iter().flat_map(|scale| scale.decisions.iter().map(|decision| decision.label.clone()));
    grades.chain(decisions).map(|choice| format!("□ {choice}")).collect::<Vec<_>>().join("\n")
}
