#![doc = include_str!("../README.md")]

mod adapter;
mod explore;
mod search;
#[cfg(test)]
mod tests;

pub use adapter::{Adapter, PROPERTIES_MAX, State};
pub use explore::explore;
pub use search::{Order, search};
