//! Proposals on their way to the controller, and the answers on their way back. (CTL-2, CTL-13 to
//! CTL-15, CTL-17)

use crate::check;
use expect_test::expect;

//= CTL-13 test
#[test]
fn a_request_or_its_answer_is_lost_and_sent_again() {
    check(&expect![[r#"
        brokers 2
        isr 0 1
        min-isr 1
        alter 0
        ---- refused
        altered 0
        ---- refused
        resend 0
        ---- refused
        lose-alter 0
        ---- refused
        give-up-alter 0
        ---- refused
        alter-orphan 0
        ---- refused
        shrink 0 follower=1
        ---- proposed isr 0 in epoch 0 at partition epoch 0
        resend 0
        ---- refused
        lose-alter 0
        ---- lost
        lose-alter 0
        ---- refused
        alter 0
        ---- refused
        resend 0
        ---- proposed isr 0 in epoch 0 at partition epoch 0
        alter 0
        ---- epoch 0, partition epoch 1, leader 0, isr 0
        ---- agreed at partition epoch 1
        lose-alter 0
        ---- lost
        resend 0
        ---- proposed isr 0 in epoch 0 at partition epoch 0
        alter 0
        ---- INVALID_UPDATE_VERSION
        altered 0
        ---- proposes isr 0 still
        shrink 0 follower=1
        ---- refused
        learn 0
        ---- isr 0
        ---- proposes nothing any more
        shrink 0 follower=1
        ---- refused
        state f118f5cf6948f49c157f39e50eb59b2e
    "#]]);
}

//= CTL-13 test
#[test]
fn an_orphan_arrives_before_what_was_sent_later_or_not_at_all() {
    check(&expect![[r#"
        brokers 2
        isr 0 1
        min-isr 1
        shrink 0 follower=1
        ---- proposed isr 0 in epoch 0 at partition epoch 0
        give-up-alter 0
        ---- orphaned: isr 0 in epoch 0 at partition epoch 0
        give-up-alter 0
        ---- refused
        resend 0
        ---- proposed isr 0 in epoch 0 at partition epoch 0
        give-up-alter 0
        ---- refused
        alter 0
        ---- epoch 0, partition epoch 1, leader 0, isr 0
        ---- agreed at partition epoch 1
        alter-orphan 0
        ---- refused
        altered 0
        ---- isr 0
        state cfe377915a610d82ca42f26f370725c9
    "#]]);
}

//= CTL-13 test
//= CTL-14 test
#[test]
fn an_orphan_outlives_the_broker_that_sent_it() {
    check(&expect![[r#"
        brokers 2
        isr 0 1
        min-isr 1
        shrink 0 follower=1
        ---- proposed isr 0 in epoch 0 at partition epoch 0
        give-up-alter 0
        ---- orphaned: isr 0 in epoch 0 at partition epoch 0
        crash 0 keep=0
        ---- down, its log ends at 0
        resend 0
        ---- refused
        restart 0
        ---- up, its log ends at 0, high watermark 0
        alter-orphan 0
        ---- epoch 0, partition epoch 1, leader 0, isr 0
        ---- agreed at partition epoch 1
        register 0
        ---- 0 is fenced, broker epoch 1
        ---- epoch 1, partition epoch 2, no leader after 0, isr empty
        ---- registered with broker epoch 1
        ---- knows of no leader in epoch 1
        unfence 0
        ---- 0 is active, broker epoch 1
        ---- epoch 2, partition epoch 3, leader 0, isr 0
        state e5c22d7b3a4d12536ed1e43ddcd49201
    "#]]);
}

//= CTL-14 test
#[test]
fn an_orphan_of_an_earlier_incarnation_is_refused() {
    check(&expect![[r#"
        brokers 2
        isr 0 1
        min-isr 1
        shrink 0 follower=1
        ---- proposed isr 0 in epoch 0 at partition epoch 0
        give-up-alter 0
        ---- orphaned: isr 0 in epoch 0 at partition epoch 0
        crash 0 keep=0
        ---- down, its log ends at 0
        restart 0
        ---- up, its log ends at 0, high watermark 0
        register 0
        ---- 0 is fenced, broker epoch 1
        ---- epoch 1, partition epoch 1, leader 1, isr 1
        ---- registered with broker epoch 1
        ---- follows 1 in epoch 1
        alter-orphan 0
        ---- STALE_BROKER_EPOCH
        state bcbf1e75e3461a40a2ec534be8bed7b6
    "#]]);
}

//= CTL-14 test
//= CTL-15 test
#[test]
fn a_proposal_from_an_older_state_is_refused_and_kept_until_that_is_learnt() {
    check(&expect![[r#"
        brokers 3
        isr 0 1 2
        min-isr 1
        produce 0 acks=all
        ---- appended v0 at 0..1 in epoch 0
        shrink 0 follower=1
        ---- proposed isr 0 2 in epoch 0 at partition epoch 0
        suspect 2
        ---- 2 is fenced, broker epoch 0
        ---- epoch 0, partition epoch 1, leader 0, isr 0 1
        alter 0
        ---- INVALID_UPDATE_VERSION
        altered 0
        ---- proposes isr 0 2 still
        shrink 0 follower=1
        ---- refused
        learn 0
        ---- 2 is fenced, broker epoch 0
        ---- isr 0 1
        ---- proposes nothing any more
        shrink 0 follower=1
        ---- proposed isr 0 in epoch 0 at partition epoch 1
        state cd0537e326a783fc65d696464b5261f7
    "#]]);
}

//= CTL-14 test
#[test]
fn a_proposal_of_an_older_leadership_is_fenced() {
    check(&expect![[r#"
        brokers 2
        isr 0 1
        min-isr 1
        shrink 0 follower=1
        ---- proposed isr 0 in epoch 0 at partition epoch 0
        elect 1
        ---- epoch 1, partition epoch 1, leader 1, isr 0 1
        alter 0
        ---- FENCED_LEADER_EPOCH
        altered 0
        ---- proposes isr 0 still
        learn 0
        ---- follows 1 in epoch 1
        ---- proposes nothing any more
        state 5a678394a8635751beb7c7df87a06258
    "#]]);
}

//= CTL-12 test
//= CTL-15 test
#[test]
fn an_answer_that_comes_after_a_newer_state_is_not_heeded() {
    check(&expect![[r#"
        brokers 3
        isr 0 1 2
        min-isr 1
        shrink 0 follower=2
        ---- proposed isr 0 1 in epoch 0 at partition epoch 0
        alter 0
        ---- epoch 0, partition epoch 1, leader 0, isr 0 1
        ---- agreed at partition epoch 1
        suspect 1
        ---- 1 is fenced, broker epoch 0
        ---- epoch 0, partition epoch 2, leader 0, isr 0
        learn 0
        ---- isr 0 1
        ---- proposes nothing any more
        learn 0
        ---- 1 is fenced, broker epoch 0
        ---- isr 0
        shrink 0 follower=2
        ---- refused
        altered 0
        ---- not heeded
        state 767ec5b4b5f090b75fc981741d6f9ac4
    "#]]);
}

//= CTL-2 test
#[test]
fn what_the_leader_knows_by_an_answer_does_not_end_its_next_proposal() {
    check(&expect![[r#"
        brokers 3
        isr 0 1 2
        min-isr 1
        shrink 0 follower=2
        ---- proposed isr 0 1 in epoch 0 at partition epoch 0
        alter 0
        ---- epoch 0, partition epoch 1, leader 0, isr 0 1
        ---- agreed at partition epoch 1
        altered 0
        ---- isr 0 1
        shrink 0 follower=1
        ---- proposed isr 0 in epoch 0 at partition epoch 1
        learn 0
        ---- known already
        alter 0
        ---- epoch 0, partition epoch 2, leader 0, isr 0
        ---- agreed at partition epoch 2
        altered 0
        ---- isr 0
        state b22b732a066c88809b8c41afa3dc7652
    "#]]);
}

//= CTL-14 test
//= CTL-15 test
//= CTL-17 test
#[test]
fn who_is_fenced_does_not_join_and_is_waited_for_no_longer() {
    check(&expect![[r#"
        brokers 2
        isr 0
        min-isr 1
        ask 1
        ---- asked 0 in epoch 0 from 0
        serve 1
        ---- answered no batch, high watermark 0
        take 1
        ---- its log stays as it is
        expand 0 follower=1
        ---- proposed isr 0 1 in epoch 0 at partition epoch 0, 1 as of broker epoch 0
        produce 0 acks=all
        ---- appended v0 at 0..1 in epoch 0
        suspect 1
        ---- 1 is fenced, broker epoch 0
        alter 0
        ---- INELIGIBLE_REPLICA
        altered 0
        ---- proposes nothing any more
        ---- high watermark 1
        ---- acknowledged v0
        expand 0 follower=1
        ---- refused
        state c65b1a7f6b4e76a9524a14bf07e0398e
    "#]]);
}
