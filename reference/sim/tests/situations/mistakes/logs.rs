//! Mistakes by which logs do not match, or what is committed is cut. (REP-6, REP-8, REP-11, REP-13)

use super::survives;
use expect_test::expect;
use spec::Mistake;

//= REP-11 test
#[test]
fn truncation_to_the_high_watermark_loses_what_is_committed() {
    survives(
        Mistake::TruncateToHighWatermark,
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
            take 1
            ---- copied v0 at 0..1 in epoch 0
            ask 1
            ---- asked 0 in epoch 0 from 1, last epoch 0
            serve 1
            ---- answered no batch, high watermark 0
            ---- high watermark 1
            ---- acknowledged v0
            elect 1
            ---- epoch 1, partition epoch 1, leader 1, isr 0 1
            elect 0
            ---- epoch 2, partition epoch 2, leader 0, isr 0 1
            learn 1
            ---- leads epoch 1 from 1
            learn 1
            ---- follows 0 in epoch 2
            state bd35f3e0dc54a73fe2348e072f43316c
        "#]],
    );
}

//= REP-8 test
#[test]
fn logs_that_are_never_compared_do_not_match() {
    survives(
        Mistake::CompareNoEpochs,
        &expect![[r#"
            brokers 2
            isr 0 1
            min-isr 1
            shrink 0 follower=1
            ---- proposed isr 0 in epoch 0 at partition epoch 0
            alter 0
            ---- epoch 0, partition epoch 1, leader 0, isr 0
            ---- agreed at partition epoch 1
            learn 0
            ---- isr 0
            ---- proposes nothing any more
            produce 0 acks=all
            ---- appended v0 at 0..1 in epoch 0
            ---- high watermark 1
            ---- acknowledged v0
            ask 1
            ---- asked 0 in epoch 0 from 0
            serve 1
            ---- answered v0 at 0..1 in epoch 0, high watermark 1
            crash 0 keep=0
            ---- down, its log ends at 0
            restart 0
            ---- up, its log ends at 0, high watermark 0
            register 0
            ---- 0 is fenced, broker epoch 1
            ---- epoch 1, partition epoch 2, no leader after 0, isr empty
            ---- registered with broker epoch 1
            ---- knows of no leader in epoch 1
            unfence 0
            ---- 0 is active, broker epoch 1
            ---- epoch 2, partition epoch 3, leader 0, isr 0
            learn 0
            ---- 0 is active, broker epoch 1
            ---- leads epoch 2 from 0
            produce 0 acks=all
            ---- appended v1 at 0..1 in epoch 2
            ---- high watermark 1
            ---- acknowledged v1
            produce 0 acks=all
            ---- appended v2 at 1..2 in epoch 2
            ---- high watermark 2
            ---- acknowledged v2
            take 1
            ---- copied v0 at 0..1 in epoch 0
            ---- high watermark 1
            learn 1
            ---- knows partition epoch 1
            learn 1
            ---- 0 is fenced, broker epoch 1
            ---- knows of no leader in epoch 1
            learn 1
            ---- 0 is active, broker epoch 1
            ---- follows 0 in epoch 2
            ask 1
            ---- asked 0 in epoch 2 from 1, last epoch 0
            serve 1
            ---- answered diverging, epoch 0 ends at 0
            take 1
            ---- to cut, for the leader's epoch 0 ends at 0
            state 1583af5a8f9fcd926a7e5a220d5d367b
        "#]],
    );
}

//= REP-8 test
#[test]
fn an_answer_that_knows_only_an_offset_leaves_logs_that_do_not_match() {
    survives(
        Mistake::AnswerOnlyAnOffset,
        &expect![[r#"
            brokers 2
            isr 0 1
            min-isr 1
            produce 0 acks=all
            ---- appended v0 at 0..1 in epoch 0
            produce 0 acks=all
            ---- appended v1 at 1..2 in epoch 0
            elect 1
            ---- epoch 1, partition epoch 1, leader 1, isr 0 1
            learn 0
            ---- follows 1 in epoch 1
            ---- NOT_LEADER_OR_FOLLOWER for v0
            ---- NOT_LEADER_OR_FOLLOWER for v1
            elect 0
            ---- epoch 2, partition epoch 2, leader 0, isr 0 1
            learn 0
            ---- leads epoch 2 from 2
            learn 1
            ---- leads epoch 1 from 0
            produce 1 acks=all
            ---- appended v2 at 0..1 in epoch 1
            learn 1
            ---- follows 0 in epoch 2
            ---- NOT_LEADER_OR_FOLLOWER for v2
            ask 1
            ---- asked 0 in epoch 2 from 1, last epoch 1
            serve 1
            ---- answered diverging, epoch 0 ends at 2
            take 1
            ---- to cut, for the leader's epoch 0 ends at 2
            state 915d378e7471d4d2f3086229b131161c
        "#]],
    );
}

//= REP-6 test
#[test]
#[expect(clippy::too_many_lines, reason = "a trace is no code")]
fn a_fetch_of_a_newer_epoch_is_of_another_leaders_log() {
    survives(
        Mistake::ServeNewerEpoch,
        &expect![[r#"
            brokers 3
            isr 0 1 2
            min-isr 1
            produce 0 acks=all
            ---- appended v0 at 0..1 in epoch 0
            ask 1
            ---- asked 0 in epoch 0 from 0
            serve 1
            ---- answered v0 at 0..1 in epoch 0, high watermark 0
            take 1
            ---- copied v0 at 0..1 in epoch 0
            elect 2
            ---- epoch 1, partition epoch 1, leader 2, isr 0 1 2
            learn 0
            ---- follows 2 in epoch 1
            ---- NOT_LEADER_OR_FOLLOWER for v0
            elect 0
            ---- epoch 2, partition epoch 2, leader 0, isr 0 1 2
            learn 0
            ---- leads epoch 2 from 1
            learn 1
            ---- follows 2 in epoch 1
            learn 1
            ---- follows 0 in epoch 2
            ask 1
            ---- asked 0 in epoch 2 from 1, last epoch 0
            serve 1
            ---- answered no batch, high watermark 0
            take 1
            ---- its log stays as it is
            learn 2
            ---- leads epoch 1 from 0
            elect 2
            ---- epoch 3, partition epoch 3, leader 2, isr 0 1 2
            learn 1
            ---- follows 2 in epoch 3
            ask 1
            ---- asked 2 in epoch 3 from 1, last epoch 0
            serve 1
            ---- answered UNKNOWN_LEADER_EPOCH
            take 1
            ---- its log stays as it is
            cut 1
            ---- refused
            learn 2
            ---- follows 0 in epoch 2
            ask 2
            ---- asked 0 in epoch 2 from 0, last epoch 1
            serve 2
            ---- answered diverging, epoch 0 ends at 1
            take 2
            ---- to cut, for the leader's epoch 0 ends at 1
            cut 2
            ---- its log stays as it is
            ask 2
            ---- asked 0 in epoch 2 from 0
            serve 2
            ---- answered v0 at 0..1 in epoch 0, high watermark 0
            take 2
            ---- copied v0 at 0..1 in epoch 0
            ask 2
            ---- asked 0 in epoch 2 from 1, last epoch 0
            serve 2
            ---- answered no batch, high watermark 0
            ---- high watermark 1
            state 46796f5e179cc0cbe95a960416826fd8
        "#]],
    );
}

//= REP-6 test
#[test]
fn a_fetch_from_before_a_truncation_counts_without_fencing() {
    survives(
        Mistake::ServeOlderEpoch,
        &expect![[r#"
            brokers 3
            isr 0 1 2
            min-isr 1
            ask 1
            ---- asked 0 in epoch 0 from 0
            elect 1
            ---- epoch 1, partition epoch 1, leader 1, isr 0 1 2
            learn 0
            ---- follows 1 in epoch 1
            elect 0
            ---- epoch 2, partition epoch 2, leader 0, isr 0 1 2
            learn 0
            ---- leads epoch 2 from 0
            produce 0 acks=all
            ---- appended v0 at 0..1 in epoch 2
            serve 1
            ---- answered FENCED_LEADER_EPOCH
            take 1
            ---- its log stays as it is
            ask 1
            ---- asked 0 in epoch 0 from 0
            serve 1
            ---- answered FENCED_LEADER_EPOCH
            take 1
            ---- its log stays as it is
            learn 1
            ---- leads epoch 1 from 0
            learn 1
            ---- follows 0 in epoch 2
            ask 1
            ---- asked 0 in epoch 2 from 0, last epoch 1
            serve 1
            ---- answered v0 at 0..1 in epoch 2, high watermark 0
            take 1
            ---- copied v0 at 0..1 in epoch 2
            cut 1
            ---- refused
            ask 2
            ---- asked 0 in epoch 0 from 0
            serve 2
            ---- answered FENCED_LEADER_EPOCH
            take 2
            ---- its log stays as it is
            ask 2
            ---- asked 0 in epoch 0 from 0
            serve 2
            ---- answered FENCED_LEADER_EPOCH
            state dd84213e7fb95121769faa022710b2db
        "#]],
    );
}

//= REP-13 test
#[test]
fn the_high_watermark_that_a_new_leader_knows_is_not_enough_to_join() {
    survives(
        Mistake::JoinBeforeEpochStart,
        &expect![[r#"
            brokers 3
            isr 0 1 2
            min-isr 1
            shrink 0 follower=1
            ---- proposed isr 0 2 in epoch 0 at partition epoch 0
            alter 0
            ---- epoch 0, partition epoch 1, leader 0, isr 0 2
            ---- agreed at partition epoch 1
            learn 0
            ---- isr 0 2
            ---- proposes nothing any more
            produce 0 acks=all
            ---- appended v0 at 0..1 in epoch 0
            learn 1
            ---- knows partition epoch 1
            ask 2
            ---- asked 0 in epoch 0 from 0
            serve 2
            ---- answered v0 at 0..1 in epoch 0, high watermark 0
            take 2
            ---- copied v0 at 0..1 in epoch 0
            ask 2
            ---- asked 0 in epoch 0 from 1, last epoch 0
            serve 2
            ---- answered no batch, high watermark 0
            ---- high watermark 1
            ---- acknowledged v0
            learn 2
            ---- knows partition epoch 1
            elect 2
            ---- epoch 1, partition epoch 2, leader 2, isr 0 2
            learn 1
            ---- follows 2 in epoch 1
            ask 1
            ---- asked 2 in epoch 1 from 0
            learn 2
            ---- leads epoch 1 from 1
            serve 1
            ---- answered v0 at 0..1 in epoch 0, high watermark 0
            expand 2 follower=1
            ---- refused
            alter 2
            ---- refused
            state e5f2a7c9cb5c781ef7849717ced6495c
        "#]],
    );
}
