//! Which pages come with the program, and which in a piece of their own that is fetched when it is first needed.
//!
//! Whoever opens the page waits for home and the indicators' list only (on a first visit not even for those: `door`). The pages of one kind
//! of work are one piece, because who opens one of them soon opens the next. Only the built site is split (the feature `split_pages`,
//! asked for in index.html): in every other build a piece is a plain function and always here.

use crate::ui::{
    pages::{
        AnswerPage, BulkEntryPage, ConflictsPage, EditorPage, ExchangePage, HandoverPage, HelpPage, HistoryPage, ImportFiguresPage,
        IndicatorChartsPage, IndicatorPage, IndicatorYearsPage, MeasuresPage, MeasuresViewPage, OvertimePage, OwnersPage, PaperPage,
        ProtectionPage, ReportsPage, ResultsPage, SettingsPage, SheetPage, SlipPage, SubmissionPage, SubmissionsPage, SummaryPage,
        SumsPage, SurveyEditorPage, SurveyFormPage, SurveyIntakePage, SurveyPage,
    },
    route::{ExchangeView, IndicatorsView, Route, SurveyView},
};
use leptos::{prelude::*, task::spawn_local};
use std::{
    pin::pin,
    task::{Context, Poll, Waker},
    time::Duration,
};

/// A piece that cannot be had now: the server does not answer, or has another version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Missing;

#[cfg(feature = "split_pages")]
impl From<leptos::wasm_split::SplitLoaderError> for Missing {
    fn from(_: leptos::wasm_split::SplitLoaderError) -> Missing {
        Missing
    }
}

/// What a piece that is here answers without waiting.
fn at_once(drawn: impl Future<Output = Result<AnyView, Missing>>) -> Result<AnyView, Missing> {
    match pin!(drawn).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(view) => view,
        Poll::Pending => Err(Missing),
    }
}

/// Where a piece is that somebody wants to see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stand {
    Coming,
    Here,
    Missing,
}

#[derive(Clone, Copy)]
struct Place {
    stand: RwSignal<Stand>,
    /// On its way just now.
    is_asked: StoredValue<bool>,
}

/// All pieces of this page, and where they are.
#[derive(Clone, Copy)]
pub struct Pieces {
    places: StoredValue<Vec<Place>>,
}

/// How long the first screen has the page to itself before the pieces come, so that they are here when the network is not.
pub const FIRST_SCREEN: Duration = Duration::from_millis(1_500);

impl Pieces {
    pub fn new() -> Pieces {
        let first = if cfg!(feature = "split_pages") { Stand::Coming } else { Stand::Here };
        let place = |_: &Piece| Place { stand: RwSignal::new(first), is_asked: StoredValue::new(false) };
        let pieces = Pieces { places: StoredValue::new(Piece::ALL.iter().map(place).collect()) };
        set_timeout(move || pieces.fetch_all(), FIRST_SCREEN);
        pieces
    }

    fn place(self, piece: Piece) -> Place {
        self.places.with_value(|places| places[piece as usize])
    }

    pub fn stand(self, piece: Piece) -> Stand {
        self.place(piece).stand.get()
    }

    /// Fetches a piece that somebody waits for, and says so when it does not come.
    pub fn fetch(self, piece: Piece) {
        let Place { stand, is_asked } = self.place(piece);
        if is_asked.get_value() || stand.get_untracked() == Stand::Here {
            return;
        }
        is_asked.set_value(true);
        turn(stand, Stand::Coming);
        spawn_local(async move {
            let fetched = piece.fetch().await;
            is_asked.set_value(false);
            turn(stand, if fetched.is_ok() { Stand::Here } else { Stand::Missing });
        });
    }

    /// One after the other and without a word: nobody waits for them.
    fn fetch_all(self) {
        spawn_local(async move {
            for &piece in Piece::ALL {
                if piece.fetch().await.is_ok() {
                    turn(self.place(piece).stand, Stand::Here);
                }
            }
        });
    }
}

/// Says only what is news: a page that is drawn anew forgets what is being typed into it.
fn turn(stand: RwSignal<Stand>, to: Stand) {
    if stand.get_untracked() != to {
        stand.set(to);
    }
}

/// Declares each piece with the function that draws its pages.
macro_rules! pieces {
    ($($(#[$doc:meta])* $piece:ident = $name:ident, $fetch:ident, $draw:ident: match route { $($arm:pat => $view:expr,)+ })+) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Piece {
            $($(#[$doc])* $piece,)+
        }

        impl Piece {
            pub const ALL: &[Piece] = &[$(Piece::$piece),+];

            /// The piece a place is drawn by; `None` comes with the program.
            pub fn of(route: &Route) -> Option<Piece> {
                #[allow(unused_variables, reason = "a pattern names what only its view needs")]
                match route {
                    $($($arm => Some(Piece::$piece),)+)+
                    Route::Welcome | Route::Home | Route::Indicators => None,
                }
            }

            /// Ends when the piece is here. It may be asked for again after it was missing.
            async fn fetch(self) -> Result<(), Missing> {
                match self {
                    $(Piece::$piece => Ok($fetch().await?),)+
                }
            }

            /// Draws a place of this piece, which has been fetched before.
            pub fn draw(self, route: Route) -> Result<AnyView, Missing> {
                match self {
                    $(Piece::$piece => at_once($draw(route)),)+
                }
            }
        }

        $(
            #[cfg(feature = "split_pages")]
            #[leptos::wasm_split::wasm_split($name, wasm_split_path = ::leptos::wasm_split, fallible, preload($fetch))]
            fn $draw(route: Route) -> Result<AnyView, Missing> {
                match route {
                    $($arm => Ok($view.into_any()),)+
                    _ => Err(Missing),
                }
            }

            #[cfg(not(feature = "split_pages"))]
            async fn $draw(route: Route) -> Result<AnyView, Missing> {
                match route {
                    $($arm => Ok($view.into_any()),)+
                    _ => Err(Missing),
                }
            }

            #[cfg(not(feature = "split_pages"))]
            async fn $fetch() -> Result<(), Missing> {
                Ok(())
            }
        )+
    };
}

pieces! {
    /// What belongs to one indicator, and the views of many.
    Indicators = indicators, fetch_indicators, draw_indicators: match route {
        Route::Indicator(id) => view! { <IndicatorPage id /> },
        Route::IndicatorsAs(IndicatorsView::Entry) => view! { <BulkEntryPage /> },
        Route::IndicatorsAs(IndicatorsView::Import) => view! { <ImportFiguresPage /> },
        Route::IndicatorsAs(IndicatorsView::Years) => view! { <IndicatorYearsPage /> },
        Route::IndicatorsAs(IndicatorsView::Charts) => view! { <IndicatorChartsPage /> },
        Route::IndicatorsAs(IndicatorsView::Summary) => view! { <SummaryPage /> },
        Route::IndicatorsAs(IndicatorsView::Sums) => view! { <SumsPage /> },
        Route::IndicatorsAs(IndicatorsView::Owners) => view! { <OwnersPage /> },
    }
    /// What the secretariat and the departments do with it all: sheets, reports, files that go and come, the set-up.
    Work = work, fetch_work, draw_work: match route {
        Route::Measures => view! { <MeasuresPage /> },
        Route::MeasuresAs(view) => view! { <MeasuresViewPage view /> },
        Route::Sheet(measure, year) => view! { <SheetPage measure year /> },
        Route::Reports => view! { <ReportsPage sheet=None /> },
        Route::SheetForm(measure, year) => view! { <ReportsPage sheet=Some((measure, year)) /> },
        Route::Exchange(ExchangeView::Overview) => view! { <ExchangePage /> },
        Route::Exchange(ExchangeView::Conflicts) => view! { <ConflictsPage /> },
        Route::Exchange(ExchangeView::Submissions) => view! { <SubmissionsPage /> },
        Route::Exchange(ExchangeView::Submission(id)) => view! { <SubmissionPage id /> },
        Route::Exchange(ExchangeView::Slip(id, department)) => view! { <SlipPage id department /> },
        Route::Exchange(ExchangeView::History) => view! { <HistoryPage /> },
        Route::Settings => view! { <SettingsPage /> },
        Route::Editor(view) => view! { <EditorPage view /> },
        Route::Handover => view! { <HandoverPage /> },
    }
    /// What staff see who were asked to answer, and what helps everybody.
    Answer = answer, fetch_answer, draw_answer: match route {
        Route::Survey(SurveyView::Answer) => view! { <AnswerPage /> },
        Route::Help => view! { <HelpPage /> },
    }
    /// The survey's office.
    Survey = survey, fetch_survey, draw_survey: match route {
        Route::Survey(SurveyView::Overview) => view! { <SurveyPage /> },
        Route::Survey(SurveyView::Paper) => view! { <PaperPage /> },
        Route::Survey(SurveyView::Results) => view! { <ResultsPage /> },
        Route::Survey(SurveyView::Protection) => view! { <ProtectionPage /> },
        Route::Survey(SurveyView::Questions) => view! { <SurveyEditorPage /> },
        Route::Survey(SurveyView::Form) => view! { <SurveyFormPage /> },
        Route::Survey(SurveyView::Intake) => view! { <SurveyIntakePage /> },
    }
    /// 時間外勤務
    Overtime = overtime, fetch_overtime, draw_overtime: match route {
        Route::Overtime(view) => view! { <OvertimePage view /> },
    }
}
