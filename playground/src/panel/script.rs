//! The run as text: what `kanon run` plays to the same digest.

use crate::{app::App, message::Message};
use web_sys::HtmlTextAreaElement;
use yew::{Html, InputEvent, TargetCast, classes, html, html::Scope};

/// The text, to read, copy, change and load.
pub fn script(app: &App, link: &Scope<App>) -> Html {
    let text = app.draft().map_or_else(|| app.session.run().script().to_string(), str::to_owned);
    let edit = link.callback(|event: InputEvent| {
        let area: HtmlTextAreaElement = event.target_unchecked_into();
        Message::Edit(area.value())
    });
    let changed = app.draft().is_some();
    let about = if changed { "changed" } else { "kanon run FILE.scn" };
    let complaint = app.complaint();
    let class = classes!("complaint", complaint.is_none().then_some("none"));
    html! {
        <section class="panel" aria-labelledby="script-title">
            <h2 id="script-title">{ "Scenario" }
                <span class="count">{ about }</span>
            </h2>
            <textarea id="scenario" spellcheck="false" autocomplete="off" rows="14"
                aria-label="The scenario as text" aria-invalid={complaint.map(|_| "true")}
                aria-describedby="complaint" value={text} oninput={edit} />
            <p id="complaint" {class} role="alert">{ complaint.unwrap_or_default() }</p>
            <div class="buttons">
                <button id="load" class={changed.then_some("primary")} disabled={!changed}
                    onclick={link.callback(|_| Message::Load)}>{ "Load" }</button>
                <button id="revert" disabled={!changed}
                    onclick={link.callback(|_| Message::Revert)}>{ "Revert" }</button>
            </div>
            <p class="digest" title="The digest of what you see, by the specification's encoding">
                { "state " }<code>{ app.session.digest().to_string() }</code>
            </p>
        </section>
    }
}
