//! The world and its rules: how many brokers, `min.insync.replicas`, whether there are eligible
//! leader replicas, whether there is a consumer, a switch for each mistake.

use crate::{app::App, message::Message};
use spec::Mistake;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::{Callback, Html, TargetCast, events::Event, html, html::Scope};

/// The switches. Each plays the same steps again, without its rule or with it.
pub fn rules(app: &App, link: &Scope<App>) -> Html {
    let world = app.session.run().world();
    let switch = |mistake: Mistake| {
        let on = world.rules.omit(mistake);
        let change = link.callback(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            Message::Rule(mistake, input.checked())
        });
        let (number, what) = mistake.name().split_once('-').unwrap_or_default();
        html! {
            <li>
                <label class="switch" title={format!(
                    "{}: breaks {}. Plays the same steps again.", mistake.source(), mistake.breaks()
                )}>
                    <input type="checkbox" role="switch" checked={on} onchange={change}
                        data-mistake={mistake.name()} />
                    <span class="track" aria-hidden="true"></span>
                    <span class="number">{ number.to_uppercase() }</span>
                    <span>{ what.replace('-', " ") }</span>
                </label>
            </li>
        }
    };
    html! {
        <section class="panel" aria-labelledby="rules-title">
            <h2 id="rules-title">{ "Mistakes" }<span class="count">{ "rules left out" }</span></h2>
            <ul class="switches">{ for Mistake::ALL.into_iter().map(switch) }</ul>
            <div class="world">
                <label>{ "Brokers" }
                    { choice(
                        "brokers", world.brokers, [2, 3].into_iter(),
                        link.callback(Message::Brokers),
                    ) }
                </label>
                <label title="min.insync.replicas">{ "Min ISR" }
                    { choice(
                        "min-isr", i32::try_from(world.min_isr).unwrap_or(i32::MAX),
                        1..=world.brokers, link.callback(Message::MinIsr),
                    ) }
                </label>
                <label title="eligible leader replicas (KIP-966)">{ "ELR" }
                    { switch_of("elr", world.elr, link.callback(Message::Elr)) }
                </label>
                <label title="a client that reads what is committed">{ "Consumer" }
                    { switch_of("consumer", world.consumer, link.callback(Message::Consumer)) }
                </label>
            </div>
        </section>
    }
}

/// A choice of on or off.
fn switch_of(name: &'static str, now: bool, chosen: Callback<bool>) -> Html {
    let change = Callback::from(move |event: Event| {
        let select: HtmlSelectElement = event.target_unchecked_into();
        chosen.emit(select.value() == "on");
    });
    html! {
        <select {name} onchange={change}>
            { for [true, false].into_iter().map(|offered| {
                let word = if offered { "on" } else { "off" };
                html! { <option value={word} selected={offered == now}>{ word }</option> }
            }) }
        </select>
    }
}

/// A choice of numbers, the current one among them.
fn choice(
    name: &'static str,
    now: i32,
    offered: impl Iterator<Item = i32>,
    chosen: Callback<i32>,
) -> Html {
    let mut offered: Vec<i32> = offered.collect();
    if !offered.contains(&now) {
        offered.push(now);
    }
    let change = Callback::from(move |event: Event| {
        let select: HtmlSelectElement = event.target_unchecked_into();
        if let Ok(number) = select.value().parse() {
            chosen.emit(number);
        }
    });
    html! {
        <select {name} onchange={change}>
            { for offered.into_iter().map(|number| html! {
                <option value={number.to_string()} selected={number == now}>{ number }</option>
            }) }
        </select>
    }
}
