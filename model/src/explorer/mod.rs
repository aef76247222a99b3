#![doc = include_str!("README.md")]

mod executor;
mod fair;
mod frontier;
mod graph;
mod lasso;
#[cfg(test)]
mod liveness_tests;
mod outcome;
mod replay;
#[cfg(test)]
mod symmetry_tests;
mod table;
mod task;
#[cfg(test)]
mod tests;
pub mod toys;

pub use graph::LIVE_MAX;
pub use outcome::{
    End, Lasso, Limit, Limits, LiveVerdict, Observer, Outcome, Progress, Stop, Unreduced, Verdict,
};

use crate::{Kind, Live, Model, Property};
use alloc::vec::Vec;
use core::ops::ControlFlow;
use executor::{Executor, Serial};
use frontier::{Frontier, Links, PAGE};
use graph::Graph;
use replay::Replay;
use table::Table;
use task::{TASK, Task};

/// A search of all states of a model, to be told how far it may go, and run.
#[derive(Debug)]
pub struct Search<'m, M> {
    model: &'m M,
    limits: Limits,
    stop: Stop,
    liveness: bool,
    symmetry: bool,
    #[cfg(feature = "std")]
    threads: usize,
}

impl<'m, M: Model> Search<'m, M> {
    /// A search without limits, on this thread.
    pub fn new(model: &'m M) -> Self {
        Self {
            model,
            limits: Limits::default(),
            stop: Stop::Never,
            liveness: false,
            symmetry: false,
            #[cfg(feature = "std")]
            threads: 1,
        }
    }

    /// Sets how far it may go.
    #[must_use]
    pub fn limits(self, limits: Limits) -> Self {
        let states = limits.states.min(Limits::default().states);
        Self { limits: Limits { states, ..limits }, ..self }
    }

    /// Sets at which break it ends.
    #[must_use]
    pub fn stop(self, stop: Stop) -> Self {
        Self { stop, ..self }
    }

    /// Sets whether the graph is kept and the model's [liveness](Model::liveness) judged on it,
    /// once every reachable state was expanded.
    #[must_use]
    pub fn liveness(self, liveness: bool) -> Self {
        Self { liveness, ..self }
    }

    /// Sets whether of states that differ in names only, one stands for all: the
    /// [canonical](Model::canonical) one.
    #[must_use]
    pub fn symmetry(self, symmetry: bool) -> Self {
        Self { symmetry, ..self }
    }

    /// Sets how many threads take part; it finds the same with any number of them.
    #[cfg(feature = "std")]
    #[must_use]
    pub fn threads(self, threads: core::num::NonZeroUsize) -> Self {
        Self { threads: threads.get(), ..self }
    }

    /// Searches.
    ///
    /// # Panics
    ///
    /// If both symmetry and liveness are asked for: see the README. If the model panics; if it has
    /// no property of the name given to [`Stop::WhenBroken`]; if it does not repeat itself, that
    /// is, offers other actions for the same state when asked again.
    pub fn run(&self, observer: &mut dyn Observer) -> Outcome<M::Action> {
        #[cfg(feature = "std")]
        if 1 < self.threads {
            return Run::new(self, executor::Threads(self.threads)).finish(observer);
        }
        Run::new(self, Serial).finish(observer)
    }
}

/// A search under way.
struct Run<'m, M: Model, E> {
    search: &'m Search<'m, M>,
    executor: E,
    properties: Vec<Property<M::State>>,
    /// For each property, the first state that decided it.
    decided: Vec<Option<u32>>,
    table: Table,
    links: Links,
    frontier: Frontier<M::State>,
    tasks: Vec<Task<M>>,
    live: Vec<Live<M::State>>,
    graph: Option<Graph>,
    /// How many states were expanded: as they are in the order of discovery, the next one's
    /// position.
    expanded: u32,
    transitions: u64,
    /// Of the states that were expanded.
    unreduced: Unreduced,
    /// The depth of the states being expanded.
    level: u32,
    /// The position of the first state that is deeper than those.
    level_end: u32,
}

impl<'m, M: Model, E: Executor> Run<'m, M, E> {
    fn new(search: &'m Search<'m, M>, executor: E) -> Self {
        let properties = search.model.properties();
        if let Stop::WhenBroken(name) = search.stop {
            let named = properties.iter().any(|it| it.name == name && it.kind == Kind::Always);
            assert!(named, "no property {name} that must hold always");
        }
        let keeps = search.liveness;
        assert!(!(keeps && search.symmetry), "liveness is not judged on canonical states");
        let live = if keeps { search.model.liveness() } else { Vec::new() };
        assert!(live.len() <= LIVE_MAX, "at most {LIVE_MAX} things that must come about");
        let mut run = Self {
            live,
            graph: keeps.then(Graph::new),
            search,
            executor,
            decided: properties.iter().map(|_| None).collect(),
            properties,
            table: Table::new(keeps),
            links: Links::new(),
            frontier: Frontier::new(),
            tasks: (0..PAGE.div_ceil(TASK)).map(|_| Task::new(keeps, search.symmetry)).collect(),
            expanded: 0,
            transitions: 0,
            unreduced: Unreduced::default(),
            level: 0,
            level_end: 0,
        };
        run.tasks[0].begin(search.model, &run.table);
        run.sort_out(1);
        run
    }

    fn finish(mut self, observer: &mut dyn Observer) -> Outcome<M::Action> {
        let end = loop {
            if self.is_to_stop() {
                break End::Stopped;
            }
            if let ControlFlow::Break(limit) = self.ask(observer) {
                break End::Cut(limit);
            }
            if self.expanded == self.level_end && self.level_end < self.links.len() {
                self.level += 1;
                self.level_end = self.links.len();
                self.frontier.begin_level();
                if let Some(graph) = &mut self.graph {
                    graph.begin_level();
                }
            }
            let Some(page) = self.frontier.take() else { break End::Exhausted };
            self.expand(&page);
            self.frontier.give_back(page);
        };
        // A limit that is reached with the last state of all ends nothing.
        let end = if self.frontier.len() == 0 { End::Exhausted } else { end };
        self.outcome(end)
    }

    fn is_to_stop(&self) -> bool {
        let mut decided = self.properties.iter().zip(&self.decided);
        decided.any(|(property, decided)| {
            let broken = property.kind == Kind::Always && decided.is_some();
            match self.search.stop {
                Stop::Never => false,
                Stop::AtFirstBreak => broken,
                Stop::WhenBroken(name) => broken && property.name == name,
            }
        })
    }

    fn ask(&self, observer: &mut dyn Observer) -> ControlFlow<Limit> {
        let states = u64::from(self.links.len());
        let graph = self.graph.as_ref().map_or(0, Graph::bytes);
        let bytes = self.table.bytes() + self.links.bytes() + self.frontier.bytes() + graph;
        observer.observe(&Progress {
            states,
            transitions: self.transitions,
            frontier: self.frontier.len(),
            depth: self.depth(),
            bytes,
        })?;
        let limits = self.search.limits;
        if limits.states <= states {
            return ControlFlow::Break(Limit::States);
        }
        if limits.bytes <= bytes {
            return ControlFlow::Break(Limit::Memory);
        }
        ControlFlow::Continue(())
    }

    /// Expands a page of the frontier.
    fn expand(&mut self, page: &[M::State]) {
        let (model, table, first) = (self.search.model, &self.table, self.expanded);
        let used = page.len().div_ceil(TASK);
        self.executor.each(&mut self.tasks[..used], &|position, task| {
            let begin = position * TASK;
            let states = &page[begin..page.len().min(begin + TASK)];
            task.expand(model, table, states, first + begin as u32);
        });
        self.expanded += page.len() as u32;
        self.sort_out(used);
    }

    /// Puts the candidates of the first `used` tasks into the table, and those that are new at the
    /// end of the frontier, in the order of discovery.
    fn sort_out(&mut self, used: usize) {
        let (tasks, properties) = (&self.tasks[..used], &self.properties);
        let insert = |position: usize, shard: &mut _| {
            tasks.iter().for_each(|task| task.insert(shard, position));
        };
        // What one task found is too little to share out.
        if used < 2 {
            Serial.each(&mut self.table.shards, &insert);
        } else {
            self.executor.each(&mut self.table.shards, &insert);
        }
        let open: Vec<bool> = self.decided.iter().map(Option::is_none).collect();
        let tasks = &mut self.tasks[..used];
        self.executor.each(tasks, &|_, task| task.settle(properties, &open, &self.live));
        self.keep(used);

        for task in &mut self.tasks[..used] {
            let first = self.links.len();
            for (decided, by_task) in self.decided.iter_mut().zip(&task.decided) {
                *decided = decided.or(by_task.map(|index| first + index));
            }
            task.links.drain(..).for_each(|link| self.links.push(link));
            self.frontier.append(&mut task.states);
            self.transitions += task.transitions;
            self.unreduced.states += task.unreduced.states;
            self.unreduced.transitions += task.unreduced.transitions;
        }
    }

    /// Puts what was found by the first `used` tasks into the graph, if it is kept.
    fn keep(&mut self, used: usize) {
        let Some(graph) = &mut self.graph else { return };
        let tasks = &mut self.tasks[..used];
        let firsts: Vec<u32> = tasks
            .iter()
            .scan(graph.states(), |first, task| {
                let next = *first + task.states.len() as u32;
                Some(core::mem::replace(first, next))
            })
            .collect();
        self.executor.each(&mut self.table.shards, &|position, shard| {
            firsts
                .iter()
                .zip(&*tasks)
                .for_each(|(first, task)| task.number(shard, position, *first));
        });
        let table = &self.table;
        self.executor.each(tasks, &|_, task| {
            if let Some(keeps) = &mut task.keeps {
                keeps.resolve(table);
            }
        });
        for keeps in tasks.iter_mut().filter_map(|task| task.keeps.as_ref()) {
            keeps.marks.iter().for_each(|mark| graph.push_state(*mark));
            graph.push_edges(&keeps.edges);
        }
    }

    fn outcome(&self, end: End) -> Outcome<M::Action> {
        let verdicts =
            self.properties.iter().zip(&self.decided).map(|(property, decided)| Verdict {
                name: property.name,
                kind: property.kind,
                first: decided.map(|state| self.replay().way(state).1),
            });
        Outcome {
            states: u64::from(self.links.len()),
            transitions: self.transitions,
            depth: self.depth(),
            unreduced: self.search.symmetry.then_some(self.unreduced),
            end,
            verdicts: verdicts.collect(),
            liveness: if end == End::Exhausted { self.judge_liveness() } else { Vec::new() },
        }
    }

    /// Judges the liveness on a graph that is complete.
    fn judge_liveness(&self) -> Vec<LiveVerdict<M::Action>> {
        let Some(graph) = &self.graph else { return Vec::new() };
        let judge = |(property, live): (usize, &Live<_>)| {
            let lasso = lasso::find(graph, property).map(|way| self.replay().lasso(&way));
            LiveVerdict { name: live.name, lasso }
        };
        self.live.iter().enumerate().map(judge).collect()
    }

    /// The depth of the deepest state found.
    fn depth(&self) -> u32 {
        self.level + u32::from(self.level_end < self.links.len())
    }

    /// Tells what was found as actions.
    fn replay(&self) -> Replay<'_, M> {
        let Search { model, symmetry, .. } = *self.search;
        Replay { model, links: &self.links, symmetry }
    }
}
