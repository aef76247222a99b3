//! Mistakes by which somebody leads, or is in sync, who may not. (CTL-4, CTL-10, CTL-14, CTL-18)

use super::survives;
use expect_test::expect;
use spec::Mistake;

//= CTL-14 test
#[test]
fn a_proposal_from_before_a_fencing_brings_nobody_back() {
    survives(
        Mistake::NoPartitionEpoch,
        &expect![[r#"
            brokers 3
            isr 0 1
            min-isr 1
            produce 0 acks=all
            ---- appended v0 at 0..1 in epoch 0
            suspect 1
            ---- 1 is fenced, broker epoch 0
            ---- epoch 0, partition epoch 1, leader 0, isr 0
            unfence 1
            ---- 1 is active, broker epoch 0
            ask 2
            ---- asked 0 in epoch 0 from 0
            serve 2
            ---- answered v0 at 0..1 in epoch 0, high watermark 0
            expand 0 follower=2
            ---- proposed isr 0 1 2 in epoch 0 at partition epoch 0, 2 as of broker epoch 0
            learn 0
            ---- 1 is fenced, broker epoch 0
            ---- isr 0
            ---- proposes nothing any more
            ---- high watermark 1
            ---- acknowledged v0
            alter 0
            ---- INVALID_UPDATE_VERSION
            state 58ec480e223e0b780dc54a4619e974c4
        "#]],
    );
}

//= CTL-14 test
#[test]
fn who_is_fenced_meanwhile_does_not_join() {
    survives(
        Mistake::InactiveMember,
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
            suspect 1
            ---- 1 is fenced, broker epoch 0
            alter 0
            ---- INELIGIBLE_REPLICA
            state ef3aa4037680593a3e81199a1519e4c0
        "#]],
    );
}

//= CTL-14 test
#[test]
fn who_has_lost_its_log_meanwhile_does_not_join() {
    survives(
        Mistake::NoBrokerEpoch,
        &expect![[r#"
            brokers 3
            isr 0 1
            min-isr 2
            produce 0 acks=all
            ---- appended v0 at 0..1 in epoch 0
            ask 1
            ---- asked 0 in epoch 0 from 0
            serve 1
            ---- answered v0 at 0..1 in epoch 0, high watermark 0
            take 1
            ---- copied v0 at 0..1 in epoch 0
            ask 1
            ---- asked 0 in epoch 0 from 1, last epoch 0
            serve 1
            ---- answered no batch, high watermark 0
            ---- high watermark 1
            ---- acknowledged v0
            ask 2
            ---- asked 0 in epoch 0 from 0
            serve 2
            ---- answered v0 at 0..1 in epoch 0, high watermark 1
            take 2
            ---- copied v0 at 0..1 in epoch 0
            ---- high watermark 1
            ask 2
            ---- asked 0 in epoch 0 from 1, last epoch 0
            serve 2
            ---- answered no batch, high watermark 1
            expand 0 follower=2
            ---- proposed isr 0 1 2 in epoch 0 at partition epoch 0, 2 as of broker epoch 0
            crash 2 keep=0
            ---- down, its log ends at 0
            restart 2
            ---- up, its log ends at 0, high watermark 0
            register 2
            ---- 2 is fenced, broker epoch 1
            ---- registered with broker epoch 1
            ---- follows 0 in epoch 0
            unfence 2
            ---- 2 is active, broker epoch 1
            alter 0
            ---- INELIGIBLE_REPLICA
            state e545332a64ba6ba0bf65f0ab367b75cd
        "#]],
    );
}

//= CTL-4 test
#[test]
fn who_comes_back_from_a_crash_is_eligible_no_longer() {
    survives(
        Mistake::UncleanRestartStaysInIsr,
        &expect![[r#"
            brokers 2
            isr 0 1
            min-isr 2
            produce 0 acks=all
            ---- appended v0 at 0..1 in epoch 0
            ask 1
            ---- asked 0 in epoch 0 from 0
            serve 1
            ---- answered v0 at 0..1 in epoch 0, high watermark 0
            take 1
            ---- copied v0 at 0..1 in epoch 0
            ask 1
            ---- asked 0 in epoch 0 from 1, last epoch 0
            serve 1
            ---- answered no batch, high watermark 0
            ---- high watermark 1
            ---- acknowledged v0
            crash 0 keep=0
            ---- down, its log ends at 0
            restart 0
            ---- up, its log ends at 0, high watermark 0
            register 0
            ---- 0 is fenced, broker epoch 1
            ---- epoch 1, partition epoch 1, leader 1, isr 1
            ---- registered with broker epoch 1
            ---- follows 1 in epoch 1
            state d6d0a4d4539d951030677c1ab2ff0c03
        "#]],
    );
}

//= CTL-10 test
#[test]
fn who_led_last_waits_until_it_is_unfenced() {
    survives(
        Mistake::ElectFencedLastLeader,
        &expect![[r#"
            brokers 2
            isr 0 1
            min-isr 1
            shrink 0 follower=1
            ---- proposed isr 0 in epoch 0 at partition epoch 0
            alter 0
            ---- epoch 0, partition epoch 1, leader 0, isr 0
            ---- agreed at partition epoch 1
            crash 0 keep=0
            ---- down, its log ends at 0
            restart 0
            ---- up, its log ends at 0, high watermark 0
            fence 0
            ---- 0 is fenced, broker epoch 0
            ---- epoch 1, partition epoch 2, no leader after 0, isr empty, elr 0
            register 0
            ---- 0 is fenced, broker epoch 1
            ---- epoch 1, partition epoch 3, no leader after 0, isr empty
            ---- registered with broker epoch 1
            ---- knows of no leader in epoch 1
            state cad91f292612773eefe804ba93897466
        "#]],
    );
}

//= CTL-18 test
#[test]
fn the_longest_log_may_be_of_an_older_epoch() {
    survives(
        Mistake::RecoverByLengthAlone,
        &expect![[r#"
            brokers 3
            isr 0 1
            min-isr 1
            produce 0 acks=all
            ---- appended v0 at 0..1 in epoch 0
            elect 1
            ---- epoch 1, partition epoch 1, leader 1, isr 0 1
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
            learn 2
            ---- follows 1 in epoch 1
            ask 2
            ---- asked 1 in epoch 1 from 0
            serve 2
            ---- answered v1 at 0..1 in epoch 1, high watermark 1
            crash 1 keep=0
            ---- down, its log ends at 0
            fence 1
            ---- 1 is fenced, broker epoch 0
            ---- epoch 2, partition epoch 3, no leader after 1, isr empty, elr 1
            take 2
            ---- copied v1 at 0..1 in epoch 1
            ---- high watermark 1
            recover 0
            ---- refused
            state 05a6ca1eb2221c370d47c9e655cf99fb
        "#]],
    );
}

//= CTL-4 test
#[test]
fn another_incarnation_is_not_the_one_that_was_in_sync() {
    survives(
        Mistake::AnyIncarnation,
        &expect![[r#"
            brokers 2
            isr 0 1
            min-isr 2
            produce 0 acks=all
            ---- appended v0 at 0..1 in epoch 0
            ask 1
            ---- asked 0 in epoch 0 from 0
            serve 1
            ---- answered v0 at 0..1 in epoch 0, high watermark 0
            take 1
            ---- copied v0 at 0..1 in epoch 0
            ask 1
            ---- asked 0 in epoch 0 from 1, last epoch 0
            serve 1
            ---- answered no batch, high watermark 0
            ---- high watermark 1
            ---- acknowledged v0
            crash 0 keep=0
            ---- down, its log ends at 0
            restart 0
            ---- up, its log ends at 0, high watermark 0
            register 0
            ---- 0 is fenced, broker epoch 1
            ---- epoch 1, partition epoch 1, leader 1, isr 1
            ---- registered with broker epoch 1
            ---- follows 1 in epoch 1
            state d6d0a4d4539d951030677c1ab2ff0c03
        "#]],
    );
}
