//! The schemas and the table of APIs say the same.

mod common;

use kanon_wire::{ApiKey, Listener};
use kanon_wire_generate::schema::Kind;

#[test]
fn schemas_agree_with_the_table() {
    let mut requests = 0;
    for (file, message) in common::messages() {
        let Kind::Request { api, key, broker, controller } = &message.kind else { continue };
        requests += 1;
        let known = ApiKey::from_code(*key).unwrap();
        assert_eq!(known.name(), api);
        assert_eq!((known.versions().first, known.versions().last), message.versions);
        for version in known.versions().iter() {
            assert_eq!(known.is_flexible(version), message.is_flexible(version), "{api}");
        }
        assert_eq!(known.is_on(Listener::Broker), *broker, "{api}");
        assert_eq!(known.is_on(Listener::Controller), *controller, "{api}");
        let last = known.advertised(if *broker { Listener::Broker } else { Listener::Controller });
        assert_eq!(last.unwrap().last == known.versions().last, !message.unstable, "{api}");
        let response = Kind::Response { api: api.clone() };
        assert!(file.messages.iter().any(|other| other.kind == response), "{api}");
    }
    assert_eq!(requests, 89);
}
