//! What is to be searched, by the arguments.

use super::Arguments;
use super::arguments::Engine;
use model::flaws::{self, Flaw};
use model::worlds::{self, How, Pinned, Settings, World};
use spec::{Mistake, Snapshot};

/// What is to be searched, in this order.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) worlds: Vec<WorldPlan>,
    pub(super) flaws: Vec<FlawPlan>,
}

/// A world, in which everything must hold.
#[derive(Clone, Copy, Debug)]
pub(super) struct WorldPlan {
    pub(super) name: &'static str,
    pub(super) settings: Settings,
    pub(super) how: How,
    /// The counts that it must have, unless a setting differs.
    pub(super) pinned: Option<Pinned>,
}

/// A mistake, of which a property must break.
#[derive(Clone, Copy, Debug)]
pub(super) struct FlawPlan {
    pub(super) mistake: Mistake,
    pub(super) world: &'static str,
    pub(super) settings: Settings,
    /// How long the shortest way must be, unless a setting differs.
    pub(super) steps: Option<usize>,
    /// The committed scenario to be replayed, unless a setting differs.
    pub(super) scenario: Option<&'static str>,
    /// Whether it is searched for too.
    pub(super) search: Searching,
}

impl FlawPlan {
    /// Whether what is named for it must come about: then the mistake shows on a way that never
    /// ends, and not in a state.
    pub(super) fn is_live(&self) -> bool {
        is_live(self.mistake)
    }
}

/// Whether what the mistake breaks is what must come about.
pub(super) fn is_live(mistake: Mistake) -> bool {
    spec::property::live::<Snapshot>().iter().any(|live| live.name == mistake.breaks())
}

/// Whether a flaw is searched for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Searching {
    /// It is.
    Made,
    /// Its search is long, and its scenario is replayed: it is left to `--full`.
    Full,
    /// The engine cannot judge what must come about; the scenario is replayed.
    Unable,
}

/// Decides what to search.
///
/// # Errors
///
/// A sentence that names what is not known, and what is.
pub(super) fn plan(arguments: &Arguments) -> Result<Plan, String> {
    let mut named_worlds: Vec<_> =
        arguments.world.iter().map(|name| worlds::named(name)).collect::<Result<_, _>>()?;
    let mut named_flaws: Vec<_> =
        arguments.flaw.iter().map(|name| flaw_named(name)).collect::<Result<_, _>>()?;
    named_worlds.dedup_by_key(|world| world.name);
    named_flaws.dedup_by_key(|flaw| flaw.mistake);
    let of_default = worlds::ALL.iter().filter(|world| arguments.full || !world.full);

    let (worlds, flaws) = match (named_worlds.is_empty(), named_flaws.is_empty()) {
        // A changed setting is for worlds: each flaw's own leave it room.
        (true, true) if !arguments.set.is_empty() => {
            (with_settings(arguments, of_default)?, Vec::new())
        }
        (true, true) => (of_default.collect(), in_own_worlds(flaws::ALL)),
        (false, true) => (named_worlds, Vec::new()),
        (true, false) => (Vec::new(), in_own_worlds(named_flaws)),
        (false, false) => {
            if let Some(other) = named_worlds.iter().find(|world| !world.settings.has_mistakes()) {
                return Err(format!(
                    "{} has no flaws: --set protocol=... stands for them",
                    other.name
                ));
            }
            let in_world = |world: &'static World| {
                named_flaws.iter().map(move |flaw| (*flaw, world.name, world.settings))
            };
            (Vec::new(), named_worlds.into_iter().flat_map(in_world).collect())
        }
    };
    let worlds = worlds.into_iter().map(|world| plan_world(arguments, world));
    let flaws = flaws.into_iter().map(|(flaw, world, settings)| {
        let settings = set(arguments, settings)?;
        let own = world == flaw.world && same(&settings, &flaw.settings());
        let search = searches(arguments, flaw, own);
        if search == Searching::Unable && !own {
            let (flaw, breaks) = (flaw.mistake, flaw.mistake.breaks());
            return Err(format!("{flaw}: --engine stateright cannot judge {breaks}"));
        }
        Ok(FlawPlan {
            mistake: flaw.mistake,
            world,
            settings,
            steps: own.then_some(flaw.steps),
            scenario: own.then_some(flaw.scenario),
            search,
        })
    });
    Ok(Plan {
        worlds: worlds.collect::<Result<_, String>>()?,
        flaws: flaws.collect::<Result<_, String>>()?,
    })
}

/// Whether a flaw is searched for: a long search is left out where the committed way is replayed,
/// unless all are asked for, or this one is by its name. What must come about is judged on the
/// graph, which Stateright does not show.
pub(super) fn searches(arguments: &Arguments, flaw: &Flaw, replayed: bool) -> Searching {
    if arguments.engine == Engine::Stateright && is_live(flaw.mistake) {
        return Searching::Unable;
    }
    match !flaw.long || !replayed || arguments.full || !arguments.flaw.is_empty() {
        true => Searching::Made,
        false => Searching::Full,
    }
}

/// Those of the worlds that have all of the settings that are changed.
fn with_settings<'w>(
    arguments: &Arguments,
    worlds: impl Iterator<Item = &'w World>,
) -> Result<Vec<&'w World>, String> {
    let mut refusal = None;
    let mut accepts = |world: &&World| {
        let known = world.settings.entries();
        let has = |(name, _): &(String, String)| known.iter().any(|(known, _)| known == name);
        let all = arguments.set.iter().all(has);
        if !all && refusal.is_none() {
            refusal = set(arguments, world.settings).err();
        }
        all
    };
    let worlds: Vec<_> = worlds.filter(|world| accepts(world)).collect();
    match refusal {
        Some(what) if worlds.is_empty() => Err(what),
        _ => Ok(worlds),
    }
}

type Placed = (&'static Flaw, &'static str, Settings);

fn in_own_worlds(flaws: impl IntoIterator<Item = &'static Flaw>) -> Vec<Placed> {
    flaws.into_iter().map(|flaw| (flaw, flaw.world, flaw.settings())).collect()
}

/// The flaw whose name is this, or is the only one that begins so.
fn flaw_named(name: &str) -> Result<&'static Flaw, String> {
    let mut begins = flaws::ALL.iter().filter(|flaw| flaw.mistake.name().starts_with(name));
    match (begins.next(), begins.next()) {
        (Some(flaw), None) => Ok(flaw),
        _ => flaws::named(name),
    }
}

fn plan_world(arguments: &Arguments, world: &World) -> Result<WorldPlan, String> {
    let settings = set(arguments, world.settings)?;
    let pinned = same(&settings, &world.settings).then_some(world.pinned);
    Ok(WorldPlan { name: world.name, settings, how: world.how, pinned })
}

fn set(arguments: &Arguments, mut settings: Settings) -> Result<Settings, String> {
    for (name, value) in &arguments.set {
        settings.set(name, value)?;
    }
    settings.consistent()?;
    Ok(settings)
}

fn same(one: &Settings, other: &Settings) -> bool {
    one.entries() == other.entries()
}
