//! The verbs: a button for each step of the specification, for each broker, by the same word.
//!
//! Whether a step would be refused is found by trying it on a copy of the cluster.

use crate::{
    app::App,
    draw::broker::leads_now,
    message::Message,
    verbs::{GROUPS, Group, Kind, text},
};
use spec::{Acks, BrokerId, Offset, Step, view, view::View};
use web_sys::HtmlSelectElement;
use yew::{Callback, Html, TargetCast, events::Event, html, html::Scope};

/// With more brokers than these, only the followers that can be proposed now are offered.
const FOLLOWERS_MAX: i32 = 4;

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
    let consumes = now.consumer().is_some();
    let produces = now.producer().is_some();
    let groups = GROUPS.iter().filter(|group| match group.kind {
        Kind::Consumer => consumes,
        Kind::Idempotent => produces,
        _ => true,
    });
    html! {
        <div class="controls" role="group" aria-label={format!("broker {broker}")}>
            <h3>{ format!("Broker {broker}") }
                if !now.is_up(broker) { <span class="down">{ "✕ down" }</span> }
                else if leads_now(now, broker) { <span>{ "★ leads" }</span> }
                else if view::leads(now, broker) { <span>{ "☆ believes it leads" }</span> }
            </h3>
            { for groups.map(|group| Row { app, broker, link }.draw(group)) }
        </div>
    }
}

/// One broker's verbs of a group.
struct Row<'a> {
    app: &'a App,
    broker: BrokerId,
    link: &'a Scope<App>,
}

impl Row<'_> {
    fn draw(&self, group: &Group) -> Html {
        let up = self.app.session.now().is_up(self.broker);
        let makes = |step: Step, verb: &str| step.verb() == verb;
        // Who is down has no other verb here, and who is up need not start.
        let here = |step: Step| group.kind != Kind::Machine || up != makes(step, "restart");
        let plain = group.verbs.iter().filter(|verb| here((verb.make)(self.broker)));
        let plain = plain.map(|verb| {
            self.button((verb.make)(self.broker), text(verb.make), verb.does, verb.refused)
        });
        let (first, last) = match group.kind {
            Kind::Producer => (self.producer(), Html::default()),
            Kind::Isr => (self.proposals(), Html::default()),
            Kind::Machine if up => (Html::default(), self.crash()),
            _ => (Html::default(), Html::default()),
        };
        html! {
            <div class="row">
                <span class="label">{ group.name }</span>
                <div class="buttons">{ first }{ for plain }{ last }</div>
            </div>
        }
    }

    /// A button that does one step, or says why it would be refused.
    fn button(&self, step: Step, text: String, does: &str, refused: &str) -> Html {
        let possible = self.app.session.try_step(step).is_ok();
        let title = if possible {
            format!("{step}: {does}")
        } else {
            format!("{step} would be refused: {refused}")
        };
        html! {
            <button class="verb" {title} disabled={!possible} data-verb={step.to_string()}
                onclick={self.link.callback(move |_| Message::Act(step))}>{ text }</button>
        }
    }

    fn producer(&self) -> Html {
        let produce = |acks| {
            let step = Step::Produce { broker: self.broker, acks, records: self.app.records() };
            let does = "a producer's batch reaches it (REP-1 to REP-3)";
            self.button(step, format!("acks={acks}"), does, "it is down (REP-1)")
        };
        html! { <>{ produce(Acks::Leader) }{ produce(Acks::All) }</> }
    }

    /// Shrink and expand, each with the followers that it may be about.
    fn proposals(&self) -> Html {
        let (session, leader) = (&self.app.session, self.broker);
        let now = session.now();
        let few = now.brokers() <= FOLLOWERS_MAX;
        let offered = |step: &Step| few || session.try_step(*step).is_ok();
        let others = || view::brokers(now).filter(move |other| *other != leader);
        let shrinks = others().map(|follower| Step::Shrink { leader, follower }).filter(offered);
        let expands = others().map(|follower| Step::Expand { leader, follower }).filter(offered);
        let shrink = |step| {
            let does = "propose to take that follower out of the ISR (REP-12)";
            let refused = "it does not lead, has a proposal open, or the follower is not in the \
                           ISR or is caught up (REP-12)";
            self.follower(step, does, refused)
        };
        let expand = |step| {
            let does = "propose to take that follower into the ISR (REP-13)";
            let refused = "it does not lead, has a proposal open, or the follower is in the ISR, \
                           has not caught up, or may not join (REP-13, CTL-16)";
            self.follower(step, does, refused)
        };
        html! { <>{ for shrinks.map(shrink) }{ for expands.map(expand) }</> }
    }

    fn follower(&self, step: Step, does: &str, refused: &str) -> Html {
        let (Step::Shrink { follower, .. } | Step::Expand { follower, .. }) = step else {
            return Html::default();
        };
        self.button(step, format!("{} {follower}", step.verb()), does, refused)
    }

    /// Crash, with the choice of what the disk keeps.
    fn crash(&self) -> Html {
        const CHOICES_MAX: i64 = 64;
        let (session, broker) = (&self.app.session, self.broker);
        let (flushed, end) = (session.now().flushed_end(broker), session.now().log_end(broker));
        let from = flushed.0.max(end.0 - CHOICES_MAX);
        let possible =
            |keep: &Offset| session.try_step(Step::Crash { broker, keep: *keep }).is_ok();
        let keeps: Vec<Offset> = (from..=end.0).map(Offset).filter(possible).collect();
        let keep = self.app.keep(broker).filter(|keep| keeps.contains(keep));
        let keep = keep.or(keeps.last().copied()).unwrap_or(end);
        let change = self.link.batch_callback(move |event: Event| {
            let select: HtmlSelectElement = event.target_unchecked_into();
            select.value().parse().ok().map(|end| Message::Keep(broker, Offset(end)))
        });
        let does = "broker and machine stop at once; its log then ends there (LOG-7, REP-17)";
        html! {
            <span class="crash">
                { self.button(Step::Crash { broker, keep }, "crash".into(), does, "it is down") }
                { keeps_choice(&keeps, keep, end, change) }
            </span>
        }
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
