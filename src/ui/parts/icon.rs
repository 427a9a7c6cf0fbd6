//! Small drawn signs. Always beside a word, never instead of one: they are hidden from screen readers.

use leptos::prelude::*;
use wasm_bindgen::JsValue;
use web_sys::Element;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    Info,
    Check,
    CheckCircle,
    Warning,
    Stop,
    Cross,
    Equal,
    Flag,
    Pause,
    Clock,
    Minus,
    Question,
    Broken,
    Undo,
    Download,
    Upload,
    Print,
    Plus,
    Trash,
    Edit,
}

impl Icon {
    /// The strokes, in a square of 24.
    pub(super) fn strokes(self) -> &'static str {
        match self {
            Icon::Info => "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M12 11v6M12 7.2v.1",
            Icon::Check => "M4.5 12.5l5 5l10-11",
            Icon::CheckCircle => "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M7.5 12.2l3.2 3.2l5.8-6.4",
            Icon::Warning => "M12 3.5L22 20.5H2zM12 9.5v5.5M12 17.6v.1",
            Icon::Stop => "M8 3h8l5 5v8l-5 5H8l-5-5V8zM12 7.5v6M12 16.4v.1",
            Icon::Cross => "M6 6l12 12M18 6L6 18",
            Icon::Equal => "M5 9h14M5 15h14",
            Icon::Flag => "M6 21V4h12l-3 4.5l3 4.5H6",
            Icon::Pause => "M9 5v14M15 5v14",
            Icon::Clock => "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M12 7v5.2l3.5 2",
            Icon::Minus => "M6 12h12",
            Icon::Question => "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M9.3 9.6a2.7 2.7 0 1 1 4 2.4c-.9.5-1.3 1-1.3 2M12 16.9v.1",
            Icon::Broken => "M6 3h8l4 4v4l-3 2l-3-2l-3 2l-3-2zM6 16l3 2l3-2l3 2l3-2v5H6z",
            Icon::Undo => "M8.5 5L4 9.5L8.5 14M4.5 9.5H14a5.5 5.5 0 0 1 0 11h-3",
            Icon::Download => "M12 3.5v11M7.5 10.5l4.5 4.5l4.5-4.5M4 20h16",
            Icon::Upload => "M12 15V4M7.5 8l4.5-4.5L16.5 8M4 20h16",
            Icon::Print => "M7 8V3.5h10V8M7 17H4V8.5h16V17h-3M7 13.5h10v7H7z",
            Icon::Plus => "M12 5v14M5 12h14",
            Icon::Trash => "M4 6.5h16M9 6.5V4h6v2.5M6.5 6.5l1 14h9l1-14M10 10.5v6M14 10.5v6",
            Icon::Edit => "M4 20l1-4.5L16 4.5l3.5 3.5l-11 11zM13.5 7l3.5 3.5",
        }
    }
}

impl Icon {
    /// The same as [`IconSign`], for what is drawn without views.
    pub(super) fn drawn(self) -> Result<Element, JsValue> {
        let create = |name: &str| document().create_element_ns(Some("http://www.w3.org/2000/svg"), name);
        let (sign, path) = (create("svg")?, create("path")?);
        for (name, value) in [("class", "icon"), ("viewBox", "0 0 24 24"), ("aria-hidden", "true"), ("focusable", "false")] {
            sign.set_attribute(name, value)?;
        }
        path.set_attribute("d", self.strokes())?;
        sign.append_with_node_1(&path)?;
        Ok(sign)
    }
}

#[component]
pub fn IconSign(icon: Icon) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d=icon.strokes()></path>
        </svg>
    }
}
