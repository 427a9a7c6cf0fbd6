//! Workspaces that nobody would think of: any entry of any kind, written by several devices that meet now and then.
//!
//! Everything is drawn from one list of numbers, so that a failing case shrinks to few and simple ones: an
//! exhausted list draws zeros, and zero is always the first and plainest choice.

use chrono::NaiveDate;
use proptest::prelude::*;
use rust_decimal::Decimal;
use shinchoku::{
    domain::*,
    merge::join,
    register::{Context, Dot, Moment, Writer},
};
use std::{collections::BTreeMap, slice::Iter, str::FromStr, sync::Arc};

/// Workspaces of one programme with a life behind them: conflicts, removals, contexts that say more than their values.
pub fn workspaces() -> impl Strategy<Value = Workspace> {
    prop::collection::vec(any::<u16>(), 0..2_000).prop_map(|numbers| Draw(numbers.iter()).workspace())
}

/// Choices, one number each.
pub struct Draw<'a>(Iter<'a, u16>);

const N_DEVICES: usize = 3;

impl Draw<'_> {
    fn workspace(&mut self) -> Workspace {
        let program: ProgramId = id("p");
        let mut start = Workspace::default();
        start.programs.insert(program.clone(), Arc::default());
        let mut devices = vec![];
        for n in 0..N_DEVICES {
            let writer = Writer::from_bits(0xa0 + n as u64);
            start.writers.insert(writer, Author { department: format!("課{n}"), person: String::new(), device: "端末".to_owned() });
            devices.push(Stamp { dot: Dot { writer, n: 1 }, at: None });
        }
        let command = Command { program: program.clone(), entries: definitions() };
        let (_, next) = start.apply(command, devices[0]).expect("the definitions refer to each other only");
        devices[0] = next;
        let mut devices: Vec<(Workspace, Stamp)> = devices.into_iter().map(|stamp| (start.clone(), stamp)).collect();

        // Of few kinds, so that devices write to the same cells.
        let kinds = [self.kind(), self.kind(), self.kind()];
        while !self.0.as_slice().is_empty() {
            let device = self.below(N_DEVICES);
            if self.below(4) == 3 {
                let other = self.below(N_DEVICES);
                devices[device].0 = join(&devices[device].0, &devices[other].0);
            } else {
                let kind = self.pick(&kinds);
                let entry = self.entry(kind);
                let (workspace, stamp) = &mut devices[device];
                stamp.at = self.option(Draw::moment);
                // An entry that refers to nothing is refused, which is another test's business.
                if let Ok((_, next)) = workspace.apply(Command { program: program.clone(), entries: vec![entry] }, *stamp) {
                    *stamp = next;
                }
            }
        }
        let all = devices.iter().fold(Workspace::default(), |all, (workspace, _)| join(&all, workspace));
        known_writers_only(all)
    }

    pub fn kind(&mut self) -> Kind {
        self.pick(Kind::ALL)
    }

    pub fn entry(&mut self, kind: Kind) -> Entry {
        match kind {
            Kind::Overview => Entry::Overview((), self.overview()),
            Kind::Settings => Entry::Settings((), self.settings()),
            Kind::Vocabulary => Entry::Vocabulary(
                (),
                Vocabulary { pillar: self.text(), measure: self.text(), department: self.text(), secretariat: self.text() },
            ),
            Kind::RatingScale => Entry::RatingScale((), self.rating_scale()),
            Kind::Department => Entry::Department(
                self.id(),
                Department {
                    name: self.text(),
                    parent: self.option(Draw::id),
                    from: self.option(Draw::year),
                    until: self.option(Draw::year),
                    successors: self.list(Draw::id),
                },
            ),
            Kind::Pillar => Entry::Pillar(
                self.id(),
                Pillar {
                    number: self.text(),
                    name: self.trust(Draw::text),
                    summary: self.text(),
                    role: self.pick(&[PillarRole::Pillar, PillarRole::HeadingOfIndicators]),
                },
            ),
            Kind::Measure => Entry::Measure(self.id(), self.measure()),
            Kind::Indicator => Entry::Indicator(self.id(), self.indicator()),
            Kind::Assignment => Entry::Assignment(
                self.record(),
                Assignment { lead: self.list(Draw::id), related: self.list(Draw::id), related_in_words: self.text() },
            ),
            Kind::Position => {
                let place = self.pick(&["1", "0i", "zz", "10i"]);
                Entry::Position(self.record(), Position::new(place).expect("does not end in 0"))
            }
            Kind::Standing => Entry::Standing(self.record(), self.pick(&[Standing::Present, Standing::Removed])),
            Kind::Target => Entry::Target(
                TargetKey { indicator: self.id(), slot: self.slot(), part: self.option(Draw::id) },
                Target { rule: self.trust(Draw::rule), revisions: self.list(Draw::revision), remark: self.text() },
            ),
            Kind::Baseline => Entry::Baseline(
                BaselineKey { indicator: self.id(), part: self.option(Draw::id) },
                Baseline {
                    as_of: self.text(),
                    shown: self.trust(Draw::shown),
                    counts: self.pick(&[Counts::TheIndicator, Counts::APopulation]),
                },
            ),
            Kind::Figure => {
                Entry::Figure(FigureKey { indicator: self.id(), year: self.year(), part: self.option(Draw::id) }, self.figure())
            }
            Kind::DefinitionBreak => {
                Entry::DefinitionBreak(BreakKey { indicator: self.id(), year: self.year() }, DefinitionBreak { what: self.text() })
            }
            Kind::Schedule => Entry::Schedule(
                ScheduleKey { measure: self.id(), row: self.id() },
                ScheduleRow { item: self.text(), spans: self.list(|d| Span { from: d.year(), to: d.year(), words: d.text() }) },
            ),
            Kind::Passage => {
                let section = self.pick(&[Section::Content, Section::Effect, Section::Check, Section::Action]);
                Entry::Passage(PassageKey { measure: self.id(), year: self.year(), section }, self.passage())
            }
            Kind::Plan => {
                let column = self.pick(&[Column::Plan, Column::FirstHalf, Column::SecondHalf]);
                Entry::Plan(PlanKey { measure: self.id(), year: self.year(), row: self.id(), column }, self.passage())
            }
            Kind::Rating => {
                let step = self.pick(&[Step::AsPrinted, Step::Lead, Step::Secretariat, Step::Committee]);
                let key = RatingKey { measure: self.id(), year: self.year(), step };
                Entry::Rating(key, Rating { given: self.id(), reason: self.text() })
            }
            Kind::Note => Entry::Note(self.id(), self.note()),
            Kind::Claim => Entry::Claim(
                self.id(),
                Claim {
                    measure: self.option(Draw::id),
                    indicator: self.option(Draw::id),
                    year: self.option(Draw::year),
                    says: self.text(),
                    source: self.text(),
                },
            ),
            Kind::Sum => Entry::Sum(self.id(), self.sum()),
            Kind::Survey => Entry::Survey(self.id(), self.survey()),
            Kind::Eligible => Entry::Eligible(self.eligible_key(), People(self.number())),
            Kind::PaperTally => Entry::PaperTally(self.eligible_key(), self.paper_tally()),
            Kind::Agenda => Entry::Agenda(self.id(), self.agenda()),
            Kind::Trace => Entry::Trace(self.id(), self.trace()),
            Kind::FollowUp => self.follow_up(),
            Kind::Edition => Entry::Edition(EditionKey { survey: self.id(), number: self.pick(&[1, 2, 3]) }, self.edition()),
            Kind::Intake => Entry::Intake(
                IntakeKey { survey: self.id(), answer: self.option(Draw::id) },
                Intake { ruling: self.pick(&[Ruling::ByArrival, Ruling::Counted, Ruling::Excluded]), reason: self.text() },
            ),
            Kind::Overtime => {
                let item = self.pick(&[OvertimeItem::Planned, OvertimeItem::People, OvertimeItem::Day]);
                let key = OvertimeKey { workplace: self.text(), year: self.year(), item, day: self.option(Draw::day) };
                Entry::Overtime(
                    key,
                    OvertimeEntry { amount: self.option(Draw::number), moved_to: self.option(Draw::day), words: self.text() },
                )
            }
        }
    }

    fn follow_up(&mut self) -> Entry {
        let year = self.year();
        if self.below(4) == 3 {
            let decided = Decided { at: self.moment(), by: self.text(), order: 1 + self.number() % 3, digest: self.text() };
            let state = self.pick(&[State::Closed, State::Reopened]);
            let value = FollowUp { state: Some(state), words: "理由".to_owned(), on: None, decided: Some(decided) };
            return Entry::FollowUp(FollowUpKey::Year(year, self.id()), value);
        }
        let matter = match self.below(7) {
            0 => Matter::MainItem,
            1 => Matter::Closing,
            2 => Matter::Link(self.id(), Link::Schedule(self.id())),
            3 => Matter::Link(self.id(), Link::Indicator(self.id())),
            4 => Matter::ToDo(self.id()),
            5 => Matter::Answer(self.id()),
            _ => Matter::Progress(self.id()),
        };
        let states = matter.states();
        let state = if states.is_empty() { None } else { self.option(|d| d.pick(states)) };
        let value = FollowUp { state, words: self.text(), on: self.option(Draw::day), decided: None };
        Entry::FollowUp(FollowUpKey::Sheet(self.id(), year, matter), value)
    }

    /// A number below `n`, which is not zero.
    pub fn below(&mut self, n: usize) -> usize {
        self.0.next().map_or(0, |&number| usize::from(number) % n)
    }

    fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())].clone()
    }

    fn option<T>(&mut self, draw: impl Fn(&mut Self) -> T) -> Option<T> {
        (self.below(2) == 1).then(|| draw(self))
    }

    fn list<T>(&mut self, draw: impl Fn(&mut Self) -> T) -> Vec<T> {
        (0..self.below(3)).map(|_| draw(self)).collect()
    }

    /// One of three names, so that entries meet in cells and refer to each other.
    fn id<T: FromStr<Err: std::fmt::Debug>>(&mut self) -> T {
        id(self.pick(&["a", "b", "C-1_x"]))
    }

    fn text(&mut self) -> String {
        let texts = ["", "令和5年度", "a\"b\\c\n\t\u{0}\u{7f}", "</script>&amp;", "𠮷\u{200d}é\u{2028}", "=1+1", " ", "[[{\"", "塚塚"];
        self.pick(&texts).to_owned()
    }

    fn number(&mut self) -> u32 {
        self.pick(&[0, 1, 12, u32::MAX])
    }

    fn year(&mut self) -> FiscalYear {
        FiscalYear::new(self.pick(&[2023, 1950, 2150, 2024])).expect("between 1950 and 2150")
    }

    fn day(&mut self) -> NaiveDate {
        self.moment().date()
    }

    fn moment(&mut self) -> Moment {
        let texts = ["2026-11-21T09:30:00", "0001-01-01T00:00:00", "2024-02-29T23:59:59.999999999", "9999-12-31T12:00:00.5"];
        self.pick(&texts).parse().expect("a moment")
    }

    fn decimal(&mut self) -> Decimal {
        let texts = ["0", "0.00", "-5", "13.6", "13.60", "1116", "-0.1", "79228162514264337593543950335", "0.0000000000000000000000000001"];
        self.pick(&texts).parse().expect("a decimal")
    }

    fn amount(&mut self) -> Amount {
        Amount::new(self.decimal())
    }

    fn quantity(&mut self) -> Quantity {
        let ratio = |d: &mut Self| Ratio {
            numerator: d.amount(),
            denominator: Amount::new(d.pick(&["1", "120", "0.5"]).parse().expect("a decimal")),
        };
        Quantity {
            amount: self.amount(),
            unit: self.text(),
            qualifier: self.pick(&[Qualifier::Plain, Qualifier::Cumulative, Qualifier::Total]),
            ratio: self.option(ratio),
        }
    }

    fn trust<T>(&mut self, draw: impl Fn(&mut Self) -> T) -> Trust<T> {
        match self.below(3) {
            0 => Trust::Confirmed(draw(self)),
            1 => Trust::Candidates { readings: self.list(|d| d.option(&draw)), why: self.text() },
            _ => Trust::Lost { why: self.text() },
        }
    }

    fn dash(&mut self) -> Dash {
        self.pick(&[Dash::Unmeasured, Dash::NoTarget, Dash::NotApplicable, Dash::NotPlanned])
    }

    fn shown(&mut self) -> Shown {
        match self.below(5) {
            0 => Shown::Blank,
            1 => Shown::Dash(self.dash()),
            2 => Shown::Number(self.quantity()),
            3 => Shown::Words(self.text()),
            _ => Shown::WordsAndNumber(self.text(), self.quantity()),
        }
    }

    fn figure(&mut self) -> Figure {
        Figure {
            shown: self.trust(Draw::shown),
            stage: self.pick(&[Stage::Final, Stage::Forecast, Stage::Preliminary]),
            variants: self.list(|d| Variant { excluding: d.text(), quantity: d.quantity() }),
            reason_for_fall: self.text(),
            measured_on: self.option(Draw::day),
            remark: self.text(),
        }
    }

    fn rule(&mut self) -> Rule {
        match self.below(13) {
            0 => Rule::Blank,
            1 => Rule::Increase,
            2 => Rule::Decrease,
            3 => Rule::AtLeast(self.quantity()),
            4 => Rule::AtMost(self.quantity()),
            5 => Rule::Exactly(self.quantity()),
            6 => Rule::Narrow,
            7 => Rule::Equal,
            8 => Rule::Reach(self.text()),
            9 => Rule::AsNeeded,
            10 => Rule::AtLeastPreviousYear,
            11 => Rule::AtMostPreviousYear,
            _ => Rule::Dash(self.dash()),
        }
    }

    fn revision(&mut self) -> Revision {
        Revision { old: self.rule(), on: self.day(), reason: self.text() }
    }

    fn slot(&mut self) -> TargetSlot {
        match self.below(3) {
            0 => TargetSlot::EveryYear,
            1 => TargetSlot::Year(self.year()),
            _ => TargetSlot::Far,
        }
    }

    fn overview(&mut self) -> Overview {
        Overview {
            city: self.text(),
            title: self.text(),
            established: self.option(Draw::day),
            first_year: self.year(),
            last_year: self.option(Draw::year),
            issued_by: self.list(Draw::text),
            policies: self.list(Draw::text),
            document: self.text(),
        }
    }

    fn settings(&mut self) -> Settings {
        Settings {
            first_judged_year: self.year(),
            reference: match self.below(2) {
                0 => Reference::PreviousYear,
                _ => Reference::Baseline(self.year()),
            },
            reporting_deadline: (self.number(), self.number()),
            minimum_group: self.pick(&[3, 10, u32::MAX]),
        }
    }

    fn rating_scale(&mut self) -> RatingScale {
        let grade = |d: &mut Self| Grade {
            id: d.id(),
            symbol: d.option(|d| d.trust(Draw::text)),
            label: d.text(),
            at_least: d.option(Draw::decimal),
        };
        let decision =
            |d: &mut Self| Decision { id: d.id(), label: d.text(), effect: d.pick(&[DecisionEffect::Stops, DecisionEffect::GoesOn]) };
        RatingScale {
            grades: self.list(grade),
            decisions: self.list(decision),
            reason_where_it_differs: self.pick(&[ReasonRule::Optional, ReasonRule::Required]),
        }
    }

    fn measure(&mut self) -> Measure {
        Measure {
            pillar: self.id(),
            number: self.text(),
            name: self.text(),
            section: self.text(),
            actor: self.text(),
            further_actors: self.list(Draw::text),
            tag: self.pick(&[Tag::None, Tag::New, Tag::Expanded]),
            commitment: self.pick(&[Commitment::CarryOut, Commitment::Consider, Commitment::Both]),
            summary: self.list(Draw::text),
            dates: self.list(Draw::text),
        }
    }

    fn indicator(&mut self) -> Indicator {
        Indicator {
            pillar: self.id(),
            measure: self.option(Draw::id),
            group: self.text(),
            mark: self.text(),
            name: self.text(),
            unit: self.text(),
            decimals: self.number(),
            parts: self.list(|d| Part { id: d.id(), label: d.text(), unit: d.text() }),
            accumulation: self.pick(&[Accumulation::Yearly, Accumulation::Cumulative, Accumulation::Total]),
            measured: self.pick(&[Measured::YearEnd, Measured::NextApril]),
            source: match self.below(2) {
                0 => Source::Entry,
                _ => Source::Survey(self.id()),
            },
            stages: self.list(Draw::text),
            remarks: self.list(Draw::text),
        }
    }

    fn record(&mut self) -> Record {
        match self.below(8) {
            0 => Record::Pillar(self.id()),
            1 => Record::Department(self.id()),
            2 => Record::Measure(self.id()),
            3 => Record::Indicator(self.id()),
            4 => Record::ScheduleRow(self.id(), self.id()),
            5 => Record::PlanRow(self.id(), self.year(), self.id()),
            6 => Record::Note(self.id()),
            _ => Record::Sum(self.id()),
        }
    }

    fn passage(&mut self) -> Passage {
        match self.below(2) {
            0 => Passage::Text(self.text()),
            _ => Passage::Dash(self.dash()),
        }
    }

    fn note(&mut self) -> Note {
        let place = match self.below(6) {
            0 => NotePlace::Program,
            1 => NotePlace::Measure(self.id()),
            2 => NotePlace::Sheet(self.id(), self.year()),
            3 => NotePlace::Schedule(self.id(), self.id()),
            4 => NotePlace::Plan(self.id(), self.year(), self.id()),
            _ => NotePlace::Indicator(self.id()),
        };
        Note { place, kind: self.pick(&[NoteKind::Footnote, NoteKind::CallOut, NoteKind::Remark]), mark: self.text(), text: self.text() }
    }

    fn sum(&mut self) -> Sum {
        Sum {
            label: self.text(),
            measure: self.option(Draw::id),
            terms: self.list(|d| Term { label: d.text(), amount: d.amount() }),
            stated: self.amount(),
            unit: self.text(),
            source: self.text(),
            remark: self.text(),
            origin: self.pick(&[SumOrigin::Document, SumOrigin::Ours]),
        }
    }

    fn survey(&mut self) -> Survey {
        let choice = |d: &mut Self| Choice { id: d.id(), label: d.text(), sense: d.pick(&[Sense::Favourable, Sense::Other]) };
        let kinds = [QuestionKind::Likert, QuestionKind::Single, QuestionKind::Multiple, QuestionKind::Number, QuestionKind::Text];
        let question = |d: &mut Self| Question {
            id: d.id(),
            text: d.text(),
            choices: d.list(choice),
            feeds: d.option(Draw::id),
            kind: d.pick(&kinds),
            section: d.option(Draw::id),
            unit: d.text(),
            requirement: d.pick(&[Requirement::Optional, Requirement::Required]),
            shown_if: d.option(|d| Condition { question: d.id(), choices: d.list(Draw::id) }),
            since: d.number(),
        };
        let mut questions = self.list(question);
        // Two questions of one name are damage that no page writes.
        questions.sort_by(|one, other| one.id.cmp(&other.id));
        questions.dedup_by(|one, other| one.id == other.id);
        Survey {
            year: self.year(),
            title: self.text(),
            version: self.number(),
            questions,
            scope: self.text(),
            base_date: self.option(Draw::day),
            opens: self.option(Draw::day),
            closes: self.option(Draw::day),
            public_key: self.text(),
            sections: self.list(|d| SurveySection { id: d.id(), title: d.text(), lead: d.text() }),
            department: self.pick(&[DepartmentAsked::Asked, DepartmentAsked::NotAsked]),
            attributes: self.list(|d| AttributeAsked {
                attribute: d.pick(&Attribute::ALL),
                choices: d.list(|d| AttributeChoice { id: d.id(), label: d.text() }),
            }),
            slips: self.pick(&[SlipRule::Without, SlipRule::Asked]),
        }
    }

    fn eligible_key(&mut self) -> EligibleKey {
        EligibleKey { survey: self.id(), department: self.id() }
    }

    fn agenda(&mut self) -> Agenda {
        let what = match self.below(3) {
            0 => {
                let day = |d: &mut Self| {
                    let (month, day) = d.pick(&[(5, 31), (2, 29), (12, 1)]);
                    MonthDay::new(month, day).expect("a day of leap years")
                };
                Occasion::Yearly { from: self.option(day), until: day(self) }
            }
            1 => Occasion::Once { from: self.option(Draw::day), until: self.day() },
            _ => Occasion::Inquiry(Inquiry {
                document_number: self.text(),
                sent_on: self.day(),
                due: self.day(),
                asks: self.list(|d| match d.below(6) {
                    0 => Asked::Figures(d.year()),
                    1 => Asked::Sheets(d.year()),
                    2 => Asked::Indicator(d.id(), d.year()),
                    3 => Asked::Sheet(d.id(), d.year()),
                    4 => Asked::Reports(d.year()),
                    _ => Asked::Survey(d.id()),
                }),
            }),
        };
        Agenda { title: self.text(), departments: self.list(Draw::id), note: self.text(), what, withdrawn_on: self.option(Draw::day) }
    }

    fn trace(&mut self) -> Trace {
        let event = match self.below(3) {
            0 => Event::FileRead(FileRead {
                name: self.text(),
                digest: self.text(),
                from: self.text(),
                written_at: self.option(Draw::moment),
                n_cells: self.number(),
            }),
            1 => Event::FileForgotten(self.id()),
            _ => {
                let seen = |d: &mut Self| {
                    let dots = d.list(|d| Dot { writer: Writer::from_bits(d.below(3) as u64), n: 1 + d.below(9) as u64 });
                    dots.into_iter().collect::<Context>()
                };
                let step = match self.below(7) {
                    0 => Handling::Submitted { digest: self.text() },
                    1 => Handling::Received { digest: self.text(), file: self.id() },
                    2 => Handling::Returned { reason: self.text(), due: self.option(Draw::day), seen: seen(self) },
                    3 => Handling::Checked,
                    4 => Handling::Reopened { reason: self.text() },
                    5 => Handling::Settled { seen: seen(self) },
                    _ => Handling::Confirmed { name: self.text(), on: self.day(), digest: self.text() },
                };
                let order = 1 + self.below(3) as u32;
                Event::Handled(Handled { inquiry: self.id(), department: self.id(), order, step })
            }
        };
        Trace { at: self.moment(), by: self.text(), event }
    }

    fn edition(&mut self) -> Edition {
        let place = |draw: &mut Self| match draw.below(3) {
            0 => GroupPlace::City,
            1 => GroupPlace::Unnamed,
            _ => GroupPlace::Department(draw.id()),
        };
        let class = |draw: &mut Self| GroupClass { attribute: draw.pick(&Attribute::ALL), choice: draw.option(Draw::id) };
        let number = |draw: &mut Self| draw.below(40) as u32;
        let groups = self.list(|draw| EditionGroup {
            place: place(draw),
            within: place(draw),
            class: draw.option(class),
            eligible: draw.option(number),
            answered: draw.option(number),
            counts: draw.list(|draw| draw.list(number)),
        });
        let results = Results {
            version: 1,
            minimum: 10,
            questions: self.list(|draw| (draw.id(), draw.list(Draw::id))),
            groups,
            means: self.list(|draw| (draw.id(), (number(draw), draw.decimal()))),
        };
        Edition { on: self.day(), results, texts: self.list(|draw| (draw.id(), draw.list(Draw::text))) }
    }

    fn paper_tally(&mut self) -> PaperTally {
        let mut counts: BTreeMap<QuestionId, BTreeMap<ChoiceId, u32>> = BTreeMap::new();
        for _ in 0..self.below(4) {
            counts.entry(self.id()).or_default().insert(self.id(), self.below(4) as u32);
        }
        let several = |draw: &mut Self| SeveralTally { answered: 9, counts: [(draw.id(), draw.below(9) as u32)].into() };
        PaperTally {
            answered: 12,
            counts,
            overlap: self.pick(&[Overlap::Unknown, Overlap::DifferentPeople]),
            several: self.list(|draw| (draw.id(), several(draw))).into_iter().collect(),
            numbers: self.list(|draw| (draw.id(), vec![draw.decimal()])).into_iter().collect(),
            texts: self.list(|draw| (draw.id(), vec![draw.text()])).into_iter().collect(),
        }
    }
}

/// What the names of [`Draw::id`] refer to: one indicator without parts, two with.
fn definitions() -> Vec<Entry> {
    let mut plain = Draw([].iter());
    let mut entries = Vec::new();
    for name in ["a", "b", "C-1_x"] {
        entries.push(Entry::Department(id(name), Department::named(name)));
        entries.push(Entry::Measure(id(name), plain.measure()));
        entries.push(Entry::Survey(id(name), plain.survey()));
        let part = |name| Part { id: id(name), label: String::new(), unit: String::new() };
        let parts = if name == "a" { vec![] } else { vec![part("a"), part("b")] };
        entries.push(Entry::Indicator(id(name), Indicator { parts, ..plain.indicator() }));
    }
    let grade = Grade { id: id("a"), symbol: None, label: String::new(), at_least: None };
    let scale = RatingScale { grades: vec![grade], decisions: vec![], reason_where_it_differs: ReasonRule::Optional };
    entries.push(Entry::RatingScale((), scale));
    entries
}

/// Without the authors of whom nothing is left: a file does not name them.
pub fn known_writers_only(mut workspace: Workspace) -> Workspace {
    struct Live(std::collections::BTreeSet<Writer>);

    impl Visitor for Live {
        fn table<C: CellKind>(&mut self, table: &Table<C::Key, C::Value>) {
            self.0.extend(table.cells().flat_map(|(_, cell)| cell.siblings()).map(|sibling| sibling.dot.writer));
        }
    }

    let mut live = Live(Default::default());
    for program in workspace.programs.values() {
        program.tables.visit(&mut live);
        live.0.extend(program.unknown.cells().flat_map(|(_, cell)| cell.siblings()).map(|sibling| sibling.dot.writer));
    }
    workspace.writers.retain(|writer, _| live.0.contains(writer));
    workspace
}

fn id<T: FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    text.parse().expect("letters, digits, - and _")
}
