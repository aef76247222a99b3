//! The stage: a [`View`](spec::View) as a drawing. One noun of the visual language a file.
//!
//! Whatever a colour says is also said by a shape, a mark or a text. The drawing knows no rules:
//! what a diverging answer would cut is asked of the session, which tries it.

#[cfg(target_arch = "wasm32")]
pub mod axis;
#[cfg(target_arch = "wasm32")]
pub mod broker;
pub mod change;
#[cfg(target_arch = "wasm32")]
pub mod consumer;
#[cfg(target_arch = "wasm32")]
pub mod controller;
#[cfg(target_arch = "wasm32")]
pub mod epoch;
#[cfg(target_arch = "wasm32")]
pub mod isr;
pub mod layout;
#[cfg(target_arch = "wasm32")]
pub mod log;
#[cfg(target_arch = "wasm32")]
pub mod metadata;
#[cfg(target_arch = "wasm32")]
pub mod proposal;
#[cfg(target_arch = "wasm32")]
mod stage;
#[cfg(target_arch = "wasm32")]
pub mod watermark;
#[cfg(target_arch = "wasm32")]
pub mod wire;

pub use layout::{Card, Layout};
#[cfg(target_arch = "wasm32")]
pub use stage::stage;
