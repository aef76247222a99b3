//! What the marks mean, for those who see them for the first time.

use yew::{Html, html};

/// Mark and meaning.
const MARKS: [(&str, &str); 21] = [
    ("solid", "committed: once below a leader's high watermark"),
    ("hatched", "not committed yet"),
    ("e1", "a leader epoch begins here; each has its fill"),
    ("▼", "a broker's own high watermark"),
    ("━┃", "flushed: what the disk keeps"),
    ("◆", "below a log: the checkpointed high watermark"),
    ("›", "the end of the log"),
    ("v0… ✓", "its producer waits · was acknowledged (acks=all)"),
    ("★ ☆", "leads · believes that it leads"),
    ("●─", "plugged into the ISR"),
    ("○┄", "an eligible leader replica (ELR)"),
    ("+ −", "at a plug: proposed to join, to leave the ISR"),
    ("⊕ ⊖", "being given a replica, being deprived of it"),
    ("❶", "a decision of the controller that the broker has yet to learn"),
    ("①", "one that changes a registration only"),
    ("p1", "a partition epoch: the number of the partition's state"),
    ("fenced", "the controller does not hear from it: it may not lead or be in sync"),
    ("unnoticed", "it is gone, and the controller takes it for active"),
    ("━▶", "what the consumer has read; dashed while it has to validate"),
    ("▬ ▭", "request · answer"),
    ("┄", "an orphan: a request that its sender gave up"),
];

/// The legend, folded away at first.
pub fn legend() -> Html {
    html! {
        <details class="legend">
            <summary>{ "What the marks mean" }</summary>
            <dl>
                { for MARKS.into_iter().map(|(mark, meaning)| html! {
                    <div><dt>{ mark }</dt><dd>{ meaning }</dd></div>
                }) }
            </dl>
            <p>{ "Keys: → ← step · Space play · Home, End · V next violation" }</p>
        </details>
    }
}
