//! Mistakes by which the high watermark is too high. (REP-9, REP-10, REP-18, CTL-2, CTL-15)

use super::survives;
use expect_test::expect;
use spec::Mistake;

//= REP-9 test
#[test]
fn a_diverging_fetch_says_nothing_of_what_the_follower_has() {
    survives(
        Mistake::StateFromDivergingFetch,
        &expect![[r#"
            brokers 2
            isr 0 1
            min-isr 1
            produce 0 acks=all
            ---- appended v0 at 0..1 in epoch 0
            elect 1
            ---- epoch 1, partition epoch 1, leader 1, isr 0 1
            learn 0
            ---- follows 1 in epoch 1
            ---- NOT_LEADER_OR_FOLLOWER for v0
            ask 0
            ---- asked 1 in epoch 1 from 1, last epoch 0
            learn 1
            ---- leads epoch 1 from 0
            serve 0
            ---- answered diverging, epoch 0 ends at 0
            produce 1 acks=all
            ---- appended v1 at 0..1 in epoch 1
            state a201876548bce18fcb6066b7883cd9ab
        "#]],
    );
}

//= REP-18 test
#[test]
fn the_high_watermark_of_an_answer_that_the_logs_part_is_not_taken() {
    survives(
        Mistake::HighWatermarkFromDivergingFetch,
        &expect![[r#"
            brokers 2
            isr 0 1
            min-isr 1
            produce 0 acks=all
            ---- appended v0 at 0..1 in epoch 0
            elect 1
            ---- epoch 1, partition epoch 1, leader 1, isr 0 1
            learn 0
            ---- follows 1 in epoch 1
            ---- NOT_LEADER_OR_FOLLOWER for v0
            ask 0
            ---- asked 1 in epoch 1 from 1, last epoch 0
            learn 1
            ---- leads epoch 1 from 0
            shrink 1 follower=0
            ---- proposed isr 1 in epoch 1 at partition epoch 1
            alter 1
            ---- epoch 1, partition epoch 2, leader 1, isr 1
            ---- agreed at partition epoch 2
            learn 1
            ---- isr 1
            ---- proposes nothing any more
            produce 1 acks=all
            ---- appended v1 at 0..1 in epoch 1
            ---- high watermark 1
            ---- acknowledged v1
            serve 0
            ---- answered diverging, epoch 0 ends at 0
            take 0
            ---- to cut, for the leader's epoch 0 ends at 0
            state ecad09421e130efa9242847a13bf5b9a
        "#]],
    );
}

//= REP-18 test
#[test]
fn an_answer_from_before_an_election_cuts_nothing() {
    survives(
        Mistake::TakeStaleAnswer,
        &expect![[r#"
            brokers 2
            isr 0 1
            min-isr 1
            produce 0 acks=all
            ---- appended v0 at 0..1 in epoch 0
            ask 1
            ---- asked 0 in epoch 0 from 0
            serve 1
            ---- answered v0 at 0..1 in epoch 0, high watermark 0
            elect 1
            ---- epoch 1, partition epoch 1, leader 1, isr 0 1
            learn 0
            ---- follows 1 in epoch 1
            ---- NOT_LEADER_OR_FOLLOWER for v0
            ask 0
            ---- asked 1 in epoch 1 from 1, last epoch 0
            elect 0
            ---- epoch 2, partition epoch 2, leader 0, isr 0 1
            learn 0
            ---- leads epoch 2 from 1
            learn 1
            ---- leads epoch 1 from 0
            serve 0
            ---- answered diverging, epoch 0 ends at 0
            learn 1
            ---- follows 0 in epoch 2
            take 1
            ---- its log stays as it is
            ask 1
            ---- asked 0 in epoch 2 from 0, last epoch 1
            serve 1
            ---- answered diverging, epoch 0 ends at 1
            elect 1
            ---- epoch 3, partition epoch 3, leader 1, isr 0 1
            learn 0
            ---- follows 1 in epoch 3
            take 0
            ---- its log stays as it is
            cut 0
            ---- refused
            state 29f34d58646cfe76df40039f078cf72e
        "#]],
    );
}

//= REP-10 test
#[test]
fn a_member_that_may_be_in_the_isr_already_is_waited_for() {
    survives(
        Mistake::CommitWithoutProposed,
        &expect![[r#"
            brokers 2
            isr 0 1
            min-isr 1
            shrink 0 follower=1
            ---- proposed isr 0 in epoch 0 at partition epoch 0
            alter 0
            ---- epoch 0, partition epoch 1, leader 0, isr 0
            ---- agreed at partition epoch 1
            altered 0
            ---- isr 0
            ask 1
            ---- asked 0 in epoch 0 from 0
            serve 1
            ---- answered no batch, high watermark 0
            expand 0 follower=1
            ---- proposed isr 0 1 in epoch 0 at partition epoch 1, 1 as of broker epoch 0
            alter 0
            ---- epoch 0, partition epoch 2, leader 0, isr 0 1
            ---- agreed at partition epoch 2
            produce 0 acks=all
            ---- appended v0 at 0..1 in epoch 0
            state ead035ef0141be8d98e10f8e63f0ac48
        "#]],
    );
}

//= CTL-15 test
#[test]
fn a_proposal_that_was_agreed_to_once_is_refused_the_second_time() {
    survives(
        Mistake::AnyErrorEndsProposal,
        &expect![[r#"
            brokers 2
            isr 0 1
            min-isr 1
            shrink 0 follower=1
            ---- proposed isr 0 in epoch 0 at partition epoch 0
            alter 0
            ---- epoch 0, partition epoch 1, leader 0, isr 0
            ---- agreed at partition epoch 1
            altered 0
            ---- isr 0
            ask 1
            ---- asked 0 in epoch 0 from 0
            serve 1
            ---- answered no batch, high watermark 0
            expand 0 follower=1
            ---- proposed isr 0 1 in epoch 0 at partition epoch 1, 1 as of broker epoch 0
            give-up-alter 0
            ---- orphaned: isr 0 1 in epoch 0 at partition epoch 1, 1 as of broker epoch 0
            alter-orphan 0
            ---- epoch 0, partition epoch 2, leader 0, isr 0 1
            ---- agreed at partition epoch 2
            resend 0
            ---- proposed isr 0 1 in epoch 0 at partition epoch 1, 1 as of broker epoch 0
            alter 0
            ---- INVALID_UPDATE_VERSION
            altered 0
            ---- proposes isr 0 1 still
            produce 0 acks=all
            ---- appended v0 at 0..1 in epoch 0
            state a49c4ad8f9ec53fd552af8b1ddad7ea1
        "#]],
    );
}

//= CTL-2 test
#[test]
fn what_is_learnt_and_known_already_ends_no_proposal() {
    survives(
        Mistake::KnownDecisionDropsProposal,
        &expect![[r#"
            brokers 3
            isr 0
            min-isr 1
            ask 1
            ---- asked 0 in epoch 0 from 0
            serve 1
            ---- answered no batch, high watermark 0
            expand 0 follower=1
            ---- proposed isr 0 1 in epoch 0 at partition epoch 0, 1 as of broker epoch 0
            alter 0
            ---- epoch 0, partition epoch 1, leader 0, isr 0 1
            ---- agreed at partition epoch 1
            altered 0
            ---- isr 0 1
            produce 0 acks=all
            ---- appended v0 at 0..1 in epoch 0
            take 1
            ---- its log stays as it is
            ask 1
            ---- asked 0 in epoch 0 from 0
            serve 1
            ---- answered v0 at 0..1 in epoch 0, high watermark 0
            take 1
            ---- copied v0 at 0..1 in epoch 0
            ask 1
            ---- asked 0 in epoch 0 from 1, last epoch 0
            ask 2
            ---- asked 0 in epoch 0 from 0
            serve 2
            ---- answered v0 at 0..1 in epoch 0, high watermark 0
            expand 0 follower=2
            ---- proposed isr 0 1 2 in epoch 0 at partition epoch 1, 2 as of broker epoch 0
            learn 0
            ---- known already
            alter 0
            ---- epoch 0, partition epoch 2, leader 0, isr 0 1 2
            ---- agreed at partition epoch 2
            serve 1
            ---- answered no batch, high watermark 0
            state 1dd5498122aeaff17e6c6289716ebe7a
        "#]],
    );
}

//= REP-10 test
#[test]
fn nothing_is_committed_with_too_few_in_sync() {
    survives(
        Mistake::CommitBelowMinIsr,
        &expect![[r#"
            brokers 2
            isr 0 1
            min-isr 2
            shrink 0 follower=1
            ---- proposed isr 0 in epoch 0 at partition epoch 0
            alter 0
            ---- epoch 0, partition epoch 1, leader 0, isr 0, elr 1
            ---- agreed at partition epoch 1
            produce 0 acks=all
            ---- appended v0 at 0..1 in epoch 0
            learn 0
            ---- isr 0
            ---- proposes nothing any more
            state 19dd109516e95e34350be54cb4159ec7
        "#]],
    );
}
