//! `--explore`: Stateright's Explorer on one world, served to this machine.
//!
//! What it shows and how it searches is Stateright's; here it is only given a model and an address,
//! and ended.

use super::plan::Plan;
use model::Model;
use model::worlds::{Settings, Visitor};
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::Signals;
use spec::Rules;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::thread::{JoinHandle, sleep};
use std::time::Duration;

/// How often it is looked whether it serves, and whether it is to end.
const LOOK_EVERY: Duration = Duration::from_millis(20);

/// Serves until it is told to stop (SIGINT or SIGTERM).
///
/// # Errors
///
/// A sentence: the address is not of this machine only or cannot be listened on, not just one world
/// or flaw is planned, or the Explorer ended by itself.
pub(super) fn explore(plan: &Plan, listen: SocketAddr) -> Result<(), String> {
    let (settings, rules) = single(plan)?;
    if !listen.ip().is_loopback() {
        return Err(format!("{listen} is not on loopback: it is served to this machine only"));
    }
    // Stateright panics where it cannot listen, and does not say which port it was given.
    let address = TcpListener::bind(listen).and_then(|listener| listener.local_addr());
    let address = address.map_err(|error| format!("cannot listen on {listen}: {error}"))?;
    let mut signals = Signals::new([SIGINT, SIGTERM]).map_err(|error| error.to_string())?;
    let server = settings.visit(rules, Serve { address });
    while TcpStream::connect(address).is_err() {
        alive(&server)?;
        sleep(LOOK_EVERY);
    }
    println!("Stateright's Explorer is at http://{address}/ (Ctrl-C ends it)");
    while signals.pending().next().is_none() {
        alive(&server)?;
        sleep(LOOK_EVERY);
    }
    Ok(())
}

/// The one world, or the one flaw in its world, that is planned.
fn single(plan: &Plan) -> Result<(Settings, Rules), String> {
    match (&plan.worlds[..], &plan.flaws[..]) {
        ([world], []) => Ok((world.settings, Rules::ALL)),
        ([], [flaw]) => Ok((flaw.settings, Rules::ALL.without(flaw.mistake))),
        _ => Err("--explore takes one --world, or one --flaw".to_owned()),
    }
}

fn alive(server: &JoinHandle<()>) -> Result<(), String> {
    match server.is_finished() {
        true => Err("the Explorer has ended; it says why above".to_owned()),
        false => Ok(()),
    }
}

/// Begins to serve whichever model it is handed.
struct Serve {
    address: SocketAddr,
}

impl Visitor for Serve {
    type Answer = JoinHandle<()>;

    fn visit<M: Model<State: 'static, Action: 'static> + Copy + Send + 'static>(
        self,
        model: M,
    ) -> Self::Answer {
        std::thread::spawn(move || model_stateright::explore(model, self.address))
    }
}
