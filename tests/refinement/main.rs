//! The reference does what the model does, step for step.
//!
//! - [`lockstep`]: every step of every reachable pair of whole worlds, the refused ones included;
//!   with all rules, and with each mistake made by both.
//! - [`walks`]: random walks of a thousand steps in worlds that are too large for that.
//! - [`scenarios`]: the way to each flaw, which the reference survives with the rule in force and
//!   does not without it.
//! - [`stored`]: edges of those worlds on brokers that keep their logs in the store, with the power
//!   cut at every call.
//! - [`engines`]: Stateright counts and judges the default worlds as the explorer does.
//!
//! [`beside`] has several walks taken at once.

mod answers;
mod beside;
mod engines;
mod lockstep;
mod pair;
mod scenarios;
mod stored;
mod walks;
