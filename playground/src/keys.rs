//! The keys of the main buttons. A key that something else in the page wants is left to it.

use crate::message::Message;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

/// What a key means, if it means anything where it was pressed.
#[must_use]
pub fn message(event: &KeyboardEvent) -> Option<Message> {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return None;
    }
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let within = target.map(|element| element.tag_name()).unwrap_or_default();
    match within.as_str() {
        "TEXTAREA" | "SELECT" | "INPUT" => return None,
        "BUTTON" | "SUMMARY" if event.key() == " " => return None,
        _ => {}
    }
    match event.key().as_str() {
        " " => Some(Message::PlayPause),
        "ArrowRight" => Some(Message::Forward),
        "ArrowLeft" => Some(Message::Back),
        "Home" => Some(Message::Seek(0)),
        "End" => Some(Message::Seek(usize::MAX)),
        "v" | "V" => Some(Message::NextViolation),
        _ => None,
    }
}
