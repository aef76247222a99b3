//! The properties as lamps: quiet while a property has held, lit from the step that broke it.

use crate::{app::App, message::Message, session::Lamp};
use yew::{Html, classes, html, html::Scope};

/// One lamp for each property, judged after every step up to now.
pub fn lamps(app: &App, link: &Scope<App>) -> Html {
    let lamps = app.session.lamps();
    let lit = lamps.iter().filter(|lamp| lamp.broke.is_some()).count();
    let summary = match lit {
        0 => "all hold".to_owned(),
        count => format!("{count} broken"),
    };
    let count = classes!("count", (0 < lit).then_some("lit"));
    html! {
        <section class="panel" aria-labelledby="lamps-title">
            <h2 id="lamps-title">
                { "Properties" }<span class={count}>{ summary }</span>
            </h2>
            <ul class="lamps">{ for lamps.iter().map(|one| lamp(one, link)) }</ul>
        </section>
    }
}

fn lamp(lamp: &Lamp, link: &Scope<App>) -> Html {
    let Lamp { name, rule, says, broke } = *lamp;
    let state = if broke.is_some() { "broken" } else { "ok" };
    let title = match broke {
        Some(at) => format!("{says} ({rule}). Broken first by step {at}: go there."),
        None => format!("{says} ({rule})"),
    };
    let inside = html! {
        <>
            <span class="mark" aria-hidden="true">{ if broke.is_some() { "⚠" } else { "✓" } }</span>
            <span class="name">{ breakable(name) }</span>
            <span class="detail">
                { broke.map_or_else(|| rule.to_owned(), |at| format!("step {at}")) }
            </span>
        </>
    };
    html! {
        <li data-property={name} data-lamp={state}
            data-broke={broke.map(|at| at.to_string())} title={title.clone()}>
            if let Some(at) = broke {
                <button class="lamp lit" onclick={link.callback(move |_| Message::Seek(at))}
                    aria-label={format!("{name} is broken: {title}")}>{ inside }</button>
                <p class="says">{ says }</p>
            } else {
                <span class="lamp">{ inside }</span>
            }
        </li>
    }
}

/// A name of words run together, which may be broken between them.
fn breakable(name: &str) -> Html {
    let ends = name.match_indices(char::is_uppercase).map(|(at, _)| at).chain([name.len()]);
    let mut begin = 0;
    let words = ends.map(|end| {
        let word = &name[begin..end];
        begin = end;
        html! { <>{ word }<wbr /></> }
    });
    html! { <>{ for words }</> }
}
