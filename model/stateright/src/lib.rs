#![doc = include_str!("../README.md")]

mod adapter;
mod search;
#[cfg(test)]
mod tests;

pub use adapter::{Adapter, PROPERTIES_MAX, State};
pub use search::{Order, search};
