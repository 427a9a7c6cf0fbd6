//! What a person is typing and has not yet left. It stands over the kept value and is never lost by a change from elsewhere.

use leptos::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq)]
enum Phase {
    /// The field shows what is kept.
    Idle,
    /// Being typed: nothing is normalised, and nothing from elsewhere replaces it.
    Typing(String),
    /// Left, but refused: stays in sight beside its error until it is mended or the kept value moves.
    Refused { text: String, over: String },
}

/// The draft of one field over its kept value.
#[derive(Clone, Copy)]
pub(super) struct Draft {
    phase: RwSignal<Phase>,
    kept: Signal<String>,
}

impl Draft {
    pub(super) fn new(kept: Signal<String>) -> Self {
        Draft { phase: RwSignal::new(Phase::Idle), kept }
    }

    /// What the field shows.
    pub(super) fn shown(self) -> String {
        self.phase.with(|phase| match phase {
            Phase::Typing(text) => text.clone(),
            Phase::Refused { text, over } if self.kept.with(|kept| kept == over) => text.clone(),
            Phase::Idle | Phase::Refused { .. } => self.kept.get(),
        })
    }

    /// Whether a refused text is in sight. For views, and for handlers while the field is there.
    pub(super) fn is_refused(self) -> bool {
        self.phase.with(|phase| matches!(phase, Phase::Refused { over, .. } if self.kept.with(|kept| kept == over)))
    }

    /// The raw text of an `input` event.
    pub(super) fn type_text(self, text: String) {
        self.phase.set(Phase::Typing(text));
    }

    /// The text to read when the field is left; nothing when nothing was typed since, because leaving a field fires both
    /// `change` and `blur`, and the same text must not be committed twice.
    ///
    /// Safe after the field is gone: a browser may still fire `blur` at a field that is being taken away.
    pub(super) fn leave(self) -> Option<String> {
        let text = self.phase.try_with_untracked(|phase| match phase {
            Phase::Typing(text) => Some(text.clone()),
            Phase::Idle | Phase::Refused { .. } => None,
        })??;
        self.phase.try_set(Phase::Idle);
        Some(text)
    }

    /// Puts a text that was not accepted back into sight. Safe after the field itself is gone: a commit may close it.
    pub(super) fn refuse(self, text: String) {
        if let Some(over) = self.kept.try_get_untracked() {
            self.phase.try_set(Phase::Refused { text, over });
        }
    }
}

/// Whether a key press belongs to the input method: Enter then picks a word and means nothing else.
pub(super) fn is_composing(key: &leptos::ev::KeyboardEvent) -> bool {
    // Key code 229 is what Safari and old Edge say in place of `isComposing`.
    key.is_composing() || key.key_code() == 229
}
