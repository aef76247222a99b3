//! The steps of a consumer: one file for each.

mod latest;
mod read;
mod refresh;
mod validate;
