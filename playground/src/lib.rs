//! The page: the reference brokers, compiled to WebAssembly, to start, break, rewind and share.
//!
//! `session` is all that can be done, without a page, and is tested natively; `app` turns what a
//! person does into it; `draw` and `panel` turn it into what is seen. Nothing here decides what a
//! step does: that is the simulation's, and what must hold is the specification's.
//!
//! Natively only what needs no browser is compiled.

#[cfg(target_arch = "wasm32")]
pub mod app;
#[cfg(target_arch = "wasm32")]
pub mod browser;
pub mod draw;
pub mod driver;
pub mod examples;
#[cfg(target_arch = "wasm32")]
pub mod keys;
pub mod link;
#[cfg(target_arch = "wasm32")]
pub mod message;
#[cfg(target_arch = "wasm32")]
pub mod panel;
pub mod run;
pub mod script;
pub mod session;
pub mod verbs;
pub mod words;

/// Starts the page in the document that it was loaded by.
#[cfg(target_arch = "wasm32")]
pub fn start() {
    browser::show_panics();
    yew::Renderer::<app::App>::new().render();
}
