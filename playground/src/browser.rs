//! What the page asks of the browser: its fragment, clipboard, storage, width. Nothing of Kafka.
//!
//! A browser may refuse any of it (a private window, a file opened as a page); the page then goes
//! on without.

use wasm_bindgen::JsValue;
use web_sys::{Element, ScrollIntoViewOptions, ScrollLogicalPosition, Window};

const THEME_KEY: &str = "kanon-theme";

/// How light the page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// As the browser prefers.
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// The word for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Theme::Auto => "auto",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    /// Its mark on the button.
    #[must_use]
    pub fn mark(self) -> &'static str {
        match self {
            Theme::Auto => "◐",
            Theme::Light => "☀",
            Theme::Dark => "☾",
        }
    }

    /// The one that the button changes to.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Theme::Auto => Theme::Dark,
            Theme::Dark => Theme::Light,
            Theme::Light => Theme::Auto,
        }
    }

    /// The one that was chosen last.
    #[must_use]
    pub fn stored() -> Self {
        let stored = storage().and_then(|storage| storage.get_item(THEME_KEY).ok().flatten());
        let all = [Theme::Light, Theme::Dark];
        all.into_iter().find(|theme| stored.as_deref() == Some(theme.name())).unwrap_or(Theme::Auto)
    }

    /// Shows it, and remembers it.
    pub fn apply(self) {
        let root = window().and_then(|window| window.document()?.document_element());
        if let Some(root) = root {
            let _refused = root.set_attribute("data-theme", self.name());
        }
        if let Some(storage) = storage() {
            let _refused = storage.set_item(THEME_KEY, self.name());
        }
    }
}

/// The window; none outside of a page.
#[must_use]
pub fn window() -> Option<Window> {
    web_sys::window()
}

fn storage() -> Option<web_sys::Storage> {
    window()?.local_storage().ok().flatten()
}

/// The fragment of the address, without its `#`; `None` if it is empty.
#[must_use]
pub fn fragment() -> Option<String> {
    let hash = window()?.location().hash().ok()?;
    let fragment = hash.strip_prefix('#').unwrap_or(&hash);
    (!fragment.is_empty()).then(|| fragment.to_owned())
}

/// Puts a fragment into the address and the whole address into the clipboard.
pub fn share(fragment: &str) {
    let Some(window) = window() else { return };
    let url = format!("#{fragment}");
    if let Ok(history) = window.history() {
        let _refused = history.replace_state_with_url(&JsValue::NULL, "", Some(&url));
    }
    if let Ok(address) = window.location().href() {
        let navigator = window.navigator();
        // Undefined where the page is not of a secure context.
        let clipboard = js_sys::Reflect::get(&navigator, &"clipboard".into());
        if clipboard.is_ok_and(|clipboard| !clipboard.is_undefined()) {
            // The promise is not waited for: the address bar has the link in any case.
            let _promise = navigator.clipboard().write_text(&address);
        }
    }
}

/// The width of the window, in CSS pixels.
#[must_use]
pub fn width() -> f64 {
    let width = window().and_then(|window| window.inner_width().ok()?.as_f64());
    width.unwrap_or(1280.0)
}

/// Brings the current step into sight within its own list.
pub fn show_current_step() {
    let current = || window()?.document()?.query_selector(".steps [aria-current]").ok()?;
    let Some(current): Option<Element> = current() else { return };
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    options.set_inline(ScrollLogicalPosition::Nearest);
    current.scroll_into_view_with_scroll_into_view_options(&options);
}

/// A failed assertion says so in the page, not only in the console.
pub fn show_panics() {
    std::panic::set_hook(Box::new(|info| {
        let text = info.to_string();
        web_sys::console::error_1(&text.as_str().into());
        let body = window().and_then(|window| window.document()?.body());
        if let Some(body) = body {
            let _refused = body.set_attribute("data-panic", &text);
        }
    }));
}
