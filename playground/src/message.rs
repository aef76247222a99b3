//! What may happen to the page. What comes of it is said in `app`.

use spec::{BrokerId, Mistake, Offset, Step};

/// What a person, a clock or the browser did.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    /// Do a step.
    Act(Step),
    /// Go to the state after that many steps.
    Seek(usize),
    /// One step on.
    Forward,
    /// One step back.
    Back,
    /// Play, or stop playing.
    PlayPause,
    /// The clock of playing.
    Tick,
    /// Choose one of [`SPEEDS`](crate::app::SPEEDS).
    Speed(usize),
    /// Make a mistake, or not.
    Rule(Mistake, bool),
    /// Choose how many brokers.
    Brokers(i32),
    /// Choose `min.insync.replicas`.
    MinIsr(i32),
    /// Choose whether there are eligible leader replicas.
    Elr(bool),
    /// Choose whether there is a consumer.
    Consumer(bool),
    /// Choose how many records a batch has.
    Records(i32),
    /// Choose what a crash keeps.
    Keep(BrokerId, Offset),
    /// Open an example.
    Example(usize),
    /// Go back to a branch.
    Switch(usize),
    /// Change the text.
    Edit(String),
    /// Play the changed text.
    Load,
    /// Drop the changes of the text.
    Revert,
    /// Copy a link.
    Share,
    /// Change the light.
    Theme,
    /// Close the page's own message.
    Dismiss,
    /// Go to the next step that breaks a property.
    NextViolation,
    /// The window has another width.
    Resized,
    /// The address has another fragment.
    Fragment,
}

impl Message {
    /// Whether it changes the run or the place in it, and so ends playing.
    #[must_use]
    pub fn moves(&self) -> bool {
        !matches!(
            self,
            Message::PlayPause
                | Message::Tick
                | Message::Speed(_)
                | Message::Records(_)
                | Message::Keep(..)
                | Message::Edit(_)
                | Message::Revert
                | Message::Share
                | Message::Theme
                | Message::Dismiss
                | Message::Resized
        )
    }
}
