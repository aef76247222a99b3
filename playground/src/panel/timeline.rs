//! Time: where the run is, the way there and on, and the buttons to move along it.

use crate::{
    app::{App, SPEEDS},
    message::Message,
};
use web_sys::HtmlSelectElement;
use yew::{Callback, Html, TargetCast, classes, events::Event, html, html::Scope};

/// The transport buttons and the steps.
pub fn timeline(app: &App, link: &Scope<App>) -> Html {
    let run = app.session.run();
    html! {
        <section class="time" aria-label="Time">
            { transport(app, link) }
            <ol class="steps" tabindex="0" aria-label="Steps">
                { for (0..=run.len()).map(|n| chip(app, n, link)) }
            </ol>
        </section>
    }
}

fn transport(app: &App, link: &Scope<App>) -> Html {
    let session = &app.session;
    let (at, len) = (session.at(), session.run().len());
    let go = |message: Message| link.callback(move |_| message.clone());
    let play = match () {
        () if app.playing() => ("⏸", "Pause", "Pause (Space)"),
        () if !session.at_end() => ("▶", "Play", "Play the steps (Space)"),
        () => ("▶", "Heal", "Let everybody learn, and followers catch up (Space)"),
    };
    let disabled = !app.playing() && session.at_end() && app.healed();
    html! {
        <div class="transport">
            <button class="primary" id="play" onclick={go(Message::PlayPause)} {disabled}
                title={play.2}><span aria-hidden="true">{ play.0 }</span>{ " " }{ play.1 }</button>
            { small("first", "|◀", "To the beginning (Home)", at == 0, go(Message::Seek(0))) }
            { small("back", "◀", "Undo: one step back (←)", at == 0, go(Message::Back)) }
            { small("forward", "▶", "Redo: one step on (→)", at == len, go(Message::Forward)) }
            { small("last", "▶|", "To the end (End)", at == len, go(Message::Seek(len))) }
            <span class="place">
                <b>{ at }</b>{ format!(" / {len}") }
            </span>
            <label class="speed">{ "Speed" }{ speed(app, link) }</label>
        </div>
    }
}

fn small(
    id: &'static str,
    mark: &'static str,
    title: &'static str,
    disabled: bool,
    onclick: Callback<yew::MouseEvent>,
) -> Html {
    html! {
        <button class="small" {id} {title} aria-label={title} {disabled} {onclick}>{ mark }</button>
    }
}

fn speed(app: &App, link: &Scope<App>) -> Html {
    let change = link.batch_callback(|event: Event| {
        let select: HtmlSelectElement = event.target_unchecked_into();
        select.value().parse().ok().map(Message::Speed)
    });
    html! {
        <select name="speed" onchange={change}>
            { for SPEEDS.into_iter().enumerate().map(|(place, (name, _))| html! {
                <option value={place.to_string()} selected={place == app.speed()}>{ name }</option>
            }) }
        </select>
    }
}

fn chip(app: &App, n: usize, link: &Scope<App>) -> Html {
    let (session, run) = (&app.session, app.session.run());
    let current = n == session.at();
    let line = n.checked_sub(1).and_then(|before| run.script().lines.get(before));
    let text = line.map_or("start".to_owned(), |line| line.step.to_string());
    let breaks = run.breaks_first(n);
    let refused = run.moment(n).refused;
    let class = classes!(
        "step",
        current.then_some("current"),
        (session.at() < n).then_some("ahead"),
        refused.then_some("refused"),
        breaks.then_some("breaks")
    );
    let title = match () {
        () if breaks => format!("Step {n} breaks a property"),
        () if refused => format!("Step {n} is refused: nothing changes"),
        () => format!("After step {n}"),
    };
    html! {
        <li key={n}>
            <button {class} {title} onclick={link.callback(move |_| Message::Seek(n))}
                aria-current={current.then_some("step")} data-step={n.to_string()}>
                if breaks { <span aria-hidden="true">{ "⚠ " }</span> }
                { text }
            </button>
        </li>
    }
}
