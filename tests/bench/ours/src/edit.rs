//! One figure is entered, and everything that depends on it is worked out.

use super::on_desk;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use shinchoku::{
    domain::{
        Amount, Command, Entry, Figure, FigureKey, FiscalYear, IndicatorId, MeasureId, PartId, ProgramId, Qualifier, Quantity, Shown,
        Stamp, Touched,
    },
    evaluate::{judge, outlook, propose, reconcile, scorecard, years},
    register::{Dot, Writer},
};

/// The indicator O1-3 of Ojiya in R5, whose target is 85件以上: enters so many, judges it in every year, and works out the scorecard,
/// the far goals, the sums to check and the proposal for its sheet. Returns how many indicators are achieved then.
#[unsafe(no_mangle)]
pub extern "C" fn edit(amount: u32) -> u32 {
    on_desk(|desk| {
        let program = ProgramId::new("ojiya").expect("an id");
        let indicator = IndicatorId::new("O1-3").expect("an id");
        let year = FiscalYear::new(2023).expect("a year");
        let today = NaiveDate::from_ymd_opt(2024, 11, 21).expect("a day");
        let quantity =
            Quantity { amount: Amount::new(Decimal::from(amount)), unit: "件".to_owned(), qualifier: Qualifier::Cumulative, ratio: None };
        let key = FigureKey { indicator, year, part: None::<PartId> };
        let entries = vec![Entry::Figure(key, Figure::confirmed(Shown::Number(quantity)))];
        let before = desk.ours.clone();
        let dot = Dot { writer: Writer::from_bits(0xc0), n: desk.n_edits + 1 };
        desk.n_edits += 1;
        desk.ours.apply(Command { program: program.clone(), entries }, Stamp { dot, at: None }).expect("a figure of the programme");
        let of = |workspace: &shinchoku::domain::Workspace| workspace.program(&program).expect("the programme").tables.clone();
        let (old, tables) = (of(&before), of(&desk.ours));
        let Touched::Some(touched) = tables.touched_since(&old) else { panic!("one figure touches one indicator") };
        for id in &touched {
            for year in years(&tables, id, today) {
                std::hint::black_box(judge(&tables, id, year, today));
            }
        }
        std::hint::black_box((outlook(&tables, year, today), reconcile(&tables)));
        std::hint::black_box(propose(&tables, &MeasureId::new("O1").expect("an id"), year, today));
        scorecard(&tables, year, today).whole.achieved
    })
}
