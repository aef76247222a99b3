//! The page: what a person did becomes a message, a message changes the session, the session is
//! drawn. What a step does, and what is judged, is decided elsewhere.

use crate::{
    browser::{self, Theme},
    draw, driver, examples, keys, link,
    message::Message,
    panel,
    script::Script,
    session::Session,
};
use gloo_events::{EventListener, EventListenerOptions};
use gloo_timers::callback::Interval;
use spec::{BrokerId, Offset, Step};
use std::collections::BTreeMap;
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;
use yew::{Component, Context, Html, html, html::Scope};

/// The speeds of playing: name, and milliseconds a step.
pub const SPEEDS: [(&str, u32); 3] = [("slow", 1600), ("normal", 800), ("fast", 200)];

/// Wider than this, the panels stand beside the stage.
const TWO_COLUMNS_FROM: f64 = 1080.0;
/// What stands beside the stage there: margins, the gap, the panels.
const BESIDE: f64 = 24.0 * 3.0 + 340.0;
/// The widest that the page gets.
const PAGE_MAX: f64 = 1480.0;
/// The margins and borders around the stage.
const AROUND_STAGE: f64 = 34.0;

/// The page's state.
#[derive(Debug)]
pub struct App {
    /// The run.
    pub session: Session,
    example: Option<usize>,
    playing: Option<Interval>,
    speed: usize,
    records: i32,
    keep: BTreeMap<BrokerId, Offset>,
    draft: Option<String>,
    complaint: Option<String>,
    notice: Option<String>,
    theme: Theme,
    width: f64,
    _listeners: Vec<EventListener>,
}

impl App {
    /// Whether it plays.
    #[must_use]
    pub fn playing(&self) -> bool {
        self.playing.is_some()
    }

    /// Whether there is nothing left to heal.
    #[must_use]
    pub fn healed(&self) -> bool {
        driver::heal(self.session.now()).is_none()
    }

    /// The place of the speed in [`SPEEDS`].
    #[must_use]
    pub fn speed(&self) -> usize {
        self.speed
    }

    /// How many records a batch gets.
    #[must_use]
    pub fn records(&self) -> i32 {
        self.records
    }

    /// What was chosen for a broker's crash to keep.
    #[must_use]
    pub fn keep(&self, broker: BrokerId) -> Option<Offset> {
        self.keep.get(&broker).copied()
    }

    /// The changed text, if it was changed.
    #[must_use]
    pub fn draft(&self) -> Option<&str> {
        self.draft.as_deref()
    }

    /// What is wrong with the changed text.
    #[must_use]
    pub fn complaint(&self) -> Option<&str> {
        self.complaint.as_deref()
    }

    /// What the page has to say about itself.
    #[must_use]
    pub fn notice(&self) -> Option<&str> {
        self.notice.as_deref()
    }

    /// How light it is.
    #[must_use]
    pub fn theme(&self) -> Theme {
        self.theme
    }

    /// The example that was opened, by its place.
    #[must_use]
    pub fn example(&self) -> Option<usize> {
        self.example
    }

    /// The width of the stage.
    fn stage_width(&self) -> f64 {
        let beside = if self.width < TWO_COLUMNS_FROM { 0.0 } else { BESIDE };
        (self.width.min(PAGE_MAX) - beside - AROUND_STAGE).max(320.0)
    }

    fn play_or_pause(&mut self, link: &Scope<Self>) {
        if self.playing.take().is_none() {
            let (_, every) = SPEEDS[self.speed];
            let link = link.clone();
            self.playing = Some(Interval::new(every, move || link.send_message(Message::Tick)));
            self.tick();
        }
    }

    /// One step of playing: along the run, then healing. It stops at a property that breaks, at
    /// the end of the run, and when all is healed.
    fn tick(&mut self) {
        let was_at_end = self.session.at_end();
        let done = match (was_at_end, driver::heal(self.session.now())) {
            (false, _) => {
                self.session.redo();
                self.session.at_end()
            }
            (true, Some(step)) => !self.act(step),
            (true, None) => true,
        };
        if done || self.session.run().breaks_first(self.session.at()) {
            self.playing = None;
        }
    }

    fn act(&mut self, step: Step) -> bool {
        let length = self.session.run().len();
        let done = self.session.act(step);
        if done && self.session.run().len() != length {
            self.example = None;
        }
        done
    }

    fn open_example(&mut self, place: usize) {
        if let Some(example) = examples::all().get(place) {
            self.session.load(example.script.clone(), example.opens_at);
            self.example = Some(place);
        }
    }

    fn open_fragment(&mut self) {
        let Some(fragment) = browser::fragment() else { return };
        if fragment == link::write(self.session.run().script(), self.session.at()) {
            return;
        }
        match link::read(&fragment) {
            Ok((script, at)) => {
                self.session.load(script, at);
                self.example = None;
                self.notice = None;
            }
            Err(what) => self.notice = Some(format!("This link cannot be opened: {what}.")),
        }
    }

    fn load_draft(&mut self) {
        let Some(draft) = &self.draft else { return };
        match Script::read(draft) {
            Ok(script) => {
                let says = script.state;
                self.session.load(script, usize::MAX);
                let is = self.session.digest();
                let other = says.filter(|says| *says != is);
                self.notice =
                    other.map(|says| format!("The text says state {says}, but it ends in {is}."));
                self.session.seek(if other.is_some() { usize::MAX } else { 0 });
                (self.draft, self.complaint, self.example) = (None, None, None);
            }
            Err(error) => self.complaint = Some(error.to_string()),
        }
    }

    fn next_violation(&mut self) {
        let (at, run) = (self.session.at(), self.session.run());
        if let Some(next) = (at + 1..=run.len()).find(|n| run.breaks_first(*n)) {
            self.session.seek(next);
        }
    }

    fn share(&mut self) {
        browser::share(&link::write(self.session.run().script(), self.session.at()));
        self.notice = Some("The link to this run is copied, and in the address bar.".into());
    }

    /// What changes the run, or the place in it.
    fn change_run(&mut self, message: Message) {
        match message {
            Message::Act(step) => {
                self.act(step);
            }
            Message::Seek(at) => self.session.seek(at),
            Message::Forward => self.session.redo(),
            Message::Back => self.session.undo(),
            Message::NextViolation => self.next_violation(),
            Message::Rule(mistake, made) => self.session.set_rule(mistake, made),
            Message::Brokers(brokers) => self.session.set_brokers(brokers),
            Message::MinIsr(min_isr) => self.session.set_min_isr(min_isr.unsigned_abs()),
            Message::Elr(elr) => self.session.set_elr(elr),
            Message::Consumer(consumer) => self.session.set_consumer(consumer),
            Message::Example(place) => self.open_example(place),
            Message::Switch(branch) => {
                self.session.switch(branch);
                self.example = None;
            }
            Message::Load => self.load_draft(),
            Message::Fragment => self.open_fragment(),
            other => self.change_page(other),
        }
    }

    /// What changes nothing about the run.
    fn change_page(&mut self, message: Message) {
        match message {
            Message::Records(records) => self.records = records,
            Message::Keep(broker, end) => {
                self.keep.insert(broker, end);
            }
            Message::Edit(text) => {
                self.complaint = Script::read(&text).err().map(|error| error.to_string());
                self.draft = Some(text);
            }
            Message::Revert => (self.draft, self.complaint) = (None, None),
            Message::Share => self.share(),
            Message::Theme => {
                self.theme = self.theme.next();
                self.theme.apply();
            }
            Message::Dismiss => self.notice = None,
            Message::Resized => self.width = browser::width(),
            _ => {}
        }
    }
}

impl Component for App {
    type Message = Message;
    type Properties = ();

    fn create(context: &Context<Self>) -> Self {
        let first = &examples::all()[0];
        let theme = Theme::stored();
        theme.apply();
        let mut app = App {
            session: Session::new(first.script.clone(), first.opens_at),
            example: Some(0),
            playing: None,
            speed: 1,
            records: 1,
            keep: BTreeMap::new(),
            draft: None,
            complaint: None,
            notice: None,
            theme,
            width: browser::width(),
            _listeners: listeners(context.link()),
        };
        app.open_fragment();
        app
    }

    fn update(&mut self, context: &Context<Self>, message: Message) -> bool {
        match message {
            Message::PlayPause => self.play_or_pause(context.link()),
            Message::Tick if self.playing() => self.tick(),
            Message::Tick => return false,
            Message::Speed(speed) => {
                self.speed = speed.min(SPEEDS.len() - 1);
                if self.playing.take().is_some() {
                    self.play_or_pause(context.link());
                }
            }
            other => {
                if other.moves() {
                    self.playing = None;
                }
                self.change_run(other);
            }
        }
        true
    }

    fn rendered(&mut self, _: &Context<Self>, _first: bool) {
        browser::show_current_step();
    }

    fn view(&self, context: &Context<Self>) -> Html {
        let link = context.link();
        html! {
            <div class="page" id="kanon" data-state={self.session.digest().to_string()}
                data-at={self.session.at().to_string()}
                data-steps={self.session.run().len().to_string()}>
                { panel::top::top(self, link) }
                { panel::top::notice(self, link) }
                <main>
                    <div class="middle">
                        { panel::top::story(self) }
                        <div class="stage-box">
                            { draw::stage(&self.session, self.stage_width()) }
                        </div>
                        { panel::timeline::timeline(self, link) }
                        { panel::branches::branches(self, link) }
                        { panel::verbs::verbs(self, link) }
                        { panel::legend::legend() }
                    </div>
                    <aside>
                        { panel::lamps::lamps(self, link) }
                        { panel::rules::rules(self, link) }
                        { panel::script::script(self, link) }
                    </aside>
                </main>
            </div>
        }
    }
}

/// The window's events, listened to as long as the page lives.
fn listeners(link: &Scope<App>) -> Vec<EventListener> {
    let Some(window) = browser::window() else { return Vec::new() };
    let on = |name: &'static str, message: Message| {
        let link = link.clone();
        EventListener::new(&window, name, move |_| link.send_message(message.clone()))
    };
    let keys = link.clone();
    let options = EventListenerOptions::enable_prevent_default();
    let pressed = EventListener::new_with_options(&window, "keydown", options, move |event| {
        let event: Option<&KeyboardEvent> = event.dyn_ref();
        if let Some((event, message)) = event.and_then(|key| Some((key, keys::message(key)?))) {
            event.prevent_default();
            keys.send_message(message);
        }
    });
    vec![on("resize", Message::Resized), on("hashchange", Message::Fragment), pressed]
}
