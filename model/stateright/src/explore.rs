//! Stateright's Explorer on a model of ours: a page in which a person takes steps and sees states.

use crate::adapter::Adapter;
use model::Model;
use stateright::Model as _;
use std::net::SocketAddr;

/// Serves the Explorer. It never returns.
///
/// States are expanded as they are looked at; the page can ask for all of them. Nothing limits
/// that, and nobody is asked who they are: the address should be of this machine only. The page is
/// Stateright's own, unless a folder `ui` of the working directory has files of its names.
///
/// # Panics
///
/// If the address cannot be listened on; if the model panics, or has more than
/// [`PROPERTIES_MAX`](crate::PROPERTIES_MAX) properties.
pub fn explore<M>(model: M, address: SocketAddr)
where
    M: Model + Send + 'static,
    M::State: 'static,
    M::Action: 'static,
{
    let _checker = Adapter::new(model).checker().serve(address);
}
