//! The verbs: a button for each step of the specification, for each broker, by the same word.
//!
//! Whether a step would be refused is found by trying it on a copy of the cluster.

use crate::{app::App, draw::broker::leads_now, message::Message};
use spec::{Acks, BrokerId, Offset, Step, view, view::View};
use web_sys::HtmlSelectElement;
use yew::{Callback, Html, TargetCast, events::Event, html, html::Scope};

/// A plain verb: the step, what it does, and when it is refused.
type Verb = (fn(BrokerId) -> Step, &'static str, &'static str);

/// The groups of plain verbs.
const GROUPS: [(&str, &[Verb]); 3] = [
    (
        "Fetch",
        &[
            (
                Step::Ask,
                "ask the leader for what comes next (REP-5)",
                "it is down, knows no other leader, or has a fetch outstanding (REP-5)",
            ),
            (
                Step::Serve,
                "its request reaches the leader, which answers (REP-6 to REP-9)",
                "no request of it is on its way, or who was asked is down (REP-5)",
            ),
            (Step::Take, "the answer reaches it (REP-18)", "no answer is on its way to it (REP-5)"),
            (
                Step::Cut,
                "cut its log where the answer says that the logs part (REP-11)",
                "it has taken no such answer (REP-11)",
            ),
            (
                Step::Lose,
                "what is on its way is lost, and it notices (REP-5)",
                "nothing is on its way (REP-5)",
            ),
            (
                Step::GiveUp,
                "it stops waiting; its request becomes an orphan (REP-5)",
                "it waits for nothing, or has an orphan already (REP-5)",
            ),
            (
                Step::ServeOrphan,
                "the request that it gave up reaches the leader (REP-5)",
                "it has no orphan, or who was asked is down (REP-5)",
            ),
        ],
    ),
    (
        "Disk",
        &[
            (
                Step::Flush,
                "its disk has all of its log (LOG-6)",
                "it is down, or there is nothing to flush (LOG-6)",
            ),
            (
                Step::Checkpoint,
                "write its high watermark to its checkpoint file (LOG-9)",
                "it is down, or the file has it already (LOG-9)",
            ),
        ],
    ),
    (
        "Controller",
        &[
            (
                Step::Elect,
                "the controller makes it the leader of a new epoch (REP-15)",
                "it is down, not in the ISR, or leads already (REP-15)",
            ),
            (
                Step::Learn,
                "it learns what the controller decided last (REP-16)",
                "it is down, or knows it already (REP-16)",
            ),
            (
                Step::Shrink,
                "leader and controller take it out of the ISR (REP-12)",
                "there is no leader that could, it is not in the ISR, leads, or has not \
                 fallen behind (REP-12)",
            ),
            (
                Step::Expand,
                "leader and controller take it into the ISR (REP-13)",
                "there is no leader that could, it is in the ISR, or has not caught up (REP-13)",
            ),
        ],
    ),
];

/// The panels, one for each broker.
pub fn verbs(app: &App, link: &Scope<App>) -> Html {
    let records = link.batch_callback(|event: Event| {
        let select: HtmlSelectElement = event.target_unchecked_into();
        select.value().parse().ok().map(Message::Records)
    });
    html! {
        <section class="verbs" aria-labelledby="verbs-title">
            <h2 id="verbs-title">{ "Do a step" }
                <label class="records">{ "records in a batch" }
                    <select name="records" onchange={records}>
                        { for (1..=4).map(|count| html! {
                            <option value={count.to_string()} selected={count == app.records()}>
                                { count }
                            </option>
                        }) }
                    </select>
                </label>
            </h2>
            <div class="brokers">
                { for view::brokers(app.session.now()).map(|broker| panel(app, broker, link)) }
            </div>
        </section>
    }
}

fn panel(app: &App, broker: BrokerId, link: &Scope<App>) -> Html {
    let now = app.session.now();
    html! {
        <div class="controls" role="group" aria-label={format!("broker {broker}")}>
            <h3>{ format!("Broker {broker}") }
                if !now.is_up(broker) { <span class="down">{ "✕ down" }</span> }
                else if leads_now(now, broker) { <span>{ "★ leads" }</span> }
                else if view::leads(now, broker) { <span>{ "☆ believes it leads" }</span> }
            </h3>
            { row("Produce", producer(app, broker, link)) }
            { for GROUPS.into_iter().map(|(name, verbs)| {
                let buttons = verbs.iter().map(|(make, does, refused)| {
                    button(app, make(broker), does, refused, link)
                });
                let crash = (name == "Disk").then(|| crash(app, broker, link));
                row(name, html! { <>{ for buttons }{ for crash }</> })
            }) }
        </div>
    }
}

fn row(name: &str, buttons: Html) -> Html {
    html! {
        <div class="row">
            <span class="label">{ name }</span><div class="buttons">{ buttons }</div>
        </div>
    }
}

fn producer(app: &App, broker: BrokerId, link: &Scope<App>) -> Html {
    let produce = |acks| {
        let step = Step::Produce { broker, acks, records: app.records() };
        button(
            app,
            step,
            "a producer's batch reaches it (REP-1 to REP-3)",
            "it is down (REP-1)",
            link,
        )
    };
    html! {
        <>
            { produce(Acks::Leader) }
            { produce(Acks::All) }
            { button(
                app, Step::Expire(broker),
                "the deadline of the request that waits longest passes (REP-4)",
                "no request waits at it (REP-4)", link,
            ) }
        </>
    }
}

/// A button that does one step, or says why it would be refused.
fn button(
    app: &App,
    step: Step,
    does: &'static str,
    refused: &'static str,
    link: &Scope<App>,
) -> Html {
    let possible = app.session.try_step(step).is_ok();
    let title = if possible {
        format!("{step}: {does}")
    } else {
        format!("{step} would be refused: {refused}")
    };
    let text = match step {
        Step::Produce { acks, .. } => format!("acks={acks}"),
        Step::ServeOrphan(_) => "serve orphan".to_owned(),
        Step::GiveUp(_) => "give up".to_owned(),
        _ => step.verb().to_owned(),
    };
    html! {
        <button class="verb" {title} disabled={!possible} data-verb={step.to_string()}
            onclick={link.callback(move |_| Message::Act(step))}>{ text }</button>
    }
}

/// Crash, with the choice of what the disk keeps; and restart.
fn crash(app: &App, broker: BrokerId, link: &Scope<App>) -> Html {
    const CHOICES_MAX: i64 = 64;
    let now = app.session.now();
    if !now.is_up(broker) {
        return button(
            app,
            Step::Restart(broker),
            "it starts again, with what its disk has (LOG-9)",
            "it is up (LOG-9)",
            link,
        );
    }
    let (flushed, end) = (now.flushed_end(broker), now.log_end(broker));
    let possible =
        |keep: &Offset| app.session.try_step(Step::Crash { broker, keep: *keep }).is_ok();
    let from = flushed.0.max(end.0 - CHOICES_MAX);
    let keeps: Vec<Offset> = (from..=end.0).map(Offset).filter(possible).collect();
    let keep = app.keep(broker).filter(|keep| keeps.contains(keep));
    let keep = keep.or(keeps.last().copied()).unwrap_or(end);
    let change = link.batch_callback(move |event: Event| {
        let select: HtmlSelectElement = event.target_unchecked_into();
        select.value().parse().ok().map(|end| Message::Keep(broker, Offset(end)))
    });
    html! {
        <span class="crash">
            { button(
                app, Step::Crash { broker, keep },
                "broker and machine stop at once; its log then ends there (LOG-7, REP-17)",
                "the last member of the ISR may not lose records (REP-17)", link,
            ) }
            { keeps_choice(&keeps, keep, end, change) }
        </span>
    }
}

fn keeps_choice(keeps: &[Offset], keep: Offset, end: Offset, change: Callback<Event>) -> Html {
    let option = |offset: &Offset| {
        let all = if *offset == end { " (all)" } else { "" };
        html! {
            <option value={offset.to_string()} selected={*offset == keep}>
                { format!("keep={offset}{all}") }
            </option>
        }
    };
    html! {
        <select name="keep" aria-label="where its log then ends" disabled={keeps.len() < 2}
            onchange={change}>{ for keeps.iter().map(option) }</select>
    }
}
