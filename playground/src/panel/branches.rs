//! The ways that were left: nothing that was played is thrown away.

use crate::{app::App, message::Message, script::Script, session::common_steps};
use yew::{Html, html, html::Scope};

/// A button for each branch, which goes back to it.
pub fn branches(app: &App, link: &Scope<App>) -> Html {
    let branches = app.session.branches();
    if branches.is_empty() {
        return Html::default();
    }
    let buttons = branches.iter().enumerate();
    let buttons = buttons.map(|(place, script)| branch(app, place, script, link));
    html! {
        <section class="branches" aria-label="Other runs">
            <span class="label">{ "Left behind" }</span>
            { for buttons }
        </section>
    }
}

fn branch(app: &App, place: usize, script: &Script, link: &Scope<App>) -> Html {
    let common = common_steps(app.session.run().script(), script);
    let len = script.lines.len();
    let next = script.lines.get(common).or(script.lines.first());
    let next = next.map_or(String::new(), |line| line.step.to_string());
    let text = match common {
        0 => format!("{len} steps: {next} …"),
        _ => format!("parts after {common}: {next} …"),
    };
    let title = format!("Go to this run of {len} steps; this one is kept in its place");
    html! {
        <button class="branch" {title} onclick={link.callback(move |_| Message::Switch(place))}>
            { "⎇ " }{ text }
        </button>
    }
}
