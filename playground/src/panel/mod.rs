//! What stands around the stage: one panel a file, each a function of the page's state.

pub mod branches;
pub mod lamps;
pub mod legend;
pub mod rules;
pub mod script;
pub mod timeline;
pub mod top;
pub mod verbs;
