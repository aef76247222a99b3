//! The head of the page: its name, the examples, the link, the light.

use crate::{app::App, examples, message::Message};
use web_sys::HtmlSelectElement;
use yew::{Html, TargetCast, classes, events::Event, html, html::Scope};

/// The bar at the top.
pub fn top(app: &App, link: &Scope<App>) -> Html {
    let open = link.batch_callback(|event: Event| {
        let select: HtmlSelectElement = event.target_unchecked_into();
        select.value().parse().ok().map(Message::Example)
    });
    let chosen = app.example();
    let theme = app.theme();
    html! {
        <header class="top">
            <h1>{ "Kanon" }<span>{ "playground" }</span></h1>
            <label class="examples"><span class="label">{ "Example" }</span>
                <select name="example" onchange={open}>
                    <option value="" disabled={true} selected={chosen.is_none()}>
                        { "your own" }
                    </option>
                    { for examples::all().iter().enumerate().map(|(place, example)| html! {
                        <option value={place.to_string()} selected={chosen == Some(place)}>
                            { &example.name }
                        </option>
                    }) }
                </select>
            </label>
            <span class="space"></span>
            <button id="share" title="Copy a link to this run, at this place"
                onclick={link.callback(|_| Message::Share)}>{ "Copy link" }</button>
            <button id="theme" title={format!("Light: {}. Change it.", theme.name())}
                aria-label={format!("Light: {}. Change it.", theme.name())}
                onclick={link.callback(|_| Message::Theme)}>{ theme.mark() }</button>
        </header>
    }
}

/// The sentence: what the step says in the scenario, or else what the simulation said.
pub fn story(app: &App) -> Html {
    let session = &app.session;
    let (run, at) = (session.run(), session.at());
    let moment = run.moment(at);
    let line = at.checked_sub(1).and_then(|before| run.script().lines.get(before));
    let title = &run.script().title;
    let said = match line {
        Some(line) if moment.refused => format!("{}: refused. Nothing changes.", line.step),
        Some(line) if moment.said.is_empty() => line.step.to_string(),
        Some(line) => format!("{}: {}", line.step, moment.said.join("; ")),
        None => "The beginning: nothing has happened yet.".to_owned(),
    };
    let notes = run.script().lines.iter().take(at).rev().map(|line| line.note.as_str());
    let (age, note) = notes.enumerate().find(|(_, note)| !note.is_empty()).unwrap_or_default();
    let told = run.script().lines.iter().any(|line| !line.note.is_empty());
    let earlier = (0 < age).then_some("earlier");
    html! {
        <div class="story">
            if !title.is_empty() { <p class="title">{ title }</p> }
            if told { <p class={classes!("note", earlier)}>{ note }</p> }
            <p class="said" role="status" aria-live="polite">{ said }</p>
        </div>
    }
}

/// What the page has to say about itself: a bad link, a copied one.
pub fn notice(app: &App, link: &Scope<App>) -> Html {
    let Some(notice) = app.notice() else { return Html::default() };
    html! {
        <div class="notice" role="alert">
            <span>{ notice }</span>
            <button class="small" aria-label="Close this message"
                onclick={link.callback(|_| Message::Dismiss)}>{ "✕" }</button>
        </div>
    }
}
