//! Whose a directory is: `meta.properties`, as Kafka's `kafka-storage format` writes it
//! (`MetaProperties`, `MetaPropertiesEnsemble.verify`).
//!
//! The first start writes it, each later one compares it with what this broker is told to be. A
//! directory that was formatted and has no topics yet gives a new broker its cluster's id. One that
//! is damaged is set aside by the store, and written anew of what the controller's file says.

use store::{LogDirectory, META_PROPERTIES, MetaProperties};
use wire::Uuid;

use crate::error::OpenError;
use crate::random;
use crate::state::State;

/// The cluster's id, once `meta.properties` says that the directory is this node's, durably. What
/// was damaged is added to the notes.
///
/// # Errors
/// [`OpenError::Foreign`] if it is another's; what the disk answers.
pub(super) fn claim(
    directory: &LogDirectory,
    node_id: i32,
    state: Option<&State>,
    notes: &mut Vec<String>,
) -> Result<Uuid, OpenError> {
    let found = match directory.properties() {
        Err(error @ store::Error::Corrupt { .. }) => {
            notes.push(format!("{error}; it is written anew"));
            None
        }
        other => other?,
    };
    let known = state.map(|state| state.cluster_id);
    if let Some(found) = &found {
        compare(found, node_id, known)?;
    }
    let formatted = || found.as_ref().and_then(|found| found.cluster_id.parse().ok());
    let cluster_id = match known.or_else(formatted) {
        Some(id) => id,
        None => random_id()?,
    };
    if found.as_ref().and_then(|found| found.directory_id).is_none() {
        let (cluster_id, directory_id) = (cluster_id.to_string(), Some(random_id()?));
        directory.write_properties(&MetaProperties { cluster_id, node_id, directory_id })?;
    }
    Ok(cluster_id)
}

fn compare(
    found: &MetaProperties,
    node_id: i32,
    cluster_id: Option<Uuid>,
) -> Result<(), OpenError> {
    let foreign = |why: String| Err(OpenError::Foreign(format!("{META_PROPERTIES} says {why}")));
    let MetaProperties { cluster_id: theirs, node_id: node, .. } = found;
    if *node != node_id {
        return foreign(format!("node.id {node}, and this broker is {node_id}"));
    }
    match (cluster_id, theirs.parse::<Uuid>()) {
        (Some(ours), _) if *theirs != ours.to_string() => {
            foreign(format!("cluster.id {theirs}, and the controller's file {ours}"))
        }
        (None, Err(_)) => foreign(format!("cluster.id {theirs}, which is no id of a cluster")),
        _ => Ok(()),
    }
}

fn random_id() -> Result<Uuid, OpenError> {
    random::uuid().map_err(|error| OpenError::Disk("/dev/urandom".into(), error))
}
