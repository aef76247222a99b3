//! What Kafka answers to the batches that the server's own tests judge: the answers that are
//! committed beside them are still Kafka's.

use std::io::Write;

use crate::java;

/// Each line: the name of a case, the batch, Kafka's error, and what Kafka then wrote after base
/// offset, length and leader epoch, or `=` if that is what was sent.
const CASES: &str = include_str!("../../reference/server/src/batch/kafka.txt");
/// The hexadecimal digits of those first fields.
const STAMPED: usize = 2 * 16;

#[test]
fn kafka_judges_batches_as_was_noted() {
    let mut program = java::spawn("Validate");
    let cases: Vec<[&str; 4]> = CASES
        .lines()
        .map(|line| line.split(' ').collect::<Vec<_>>().try_into().expect("four fields"))
        .collect();
    let mut input = program.stdin.take().expect("the input is a pipe");
    let questions: String = cases.iter().map(|[_, sent, _, _]| format!("{sent}\n")).collect();
    // Read while it is written, or both would wait for ever.
    let writer = std::thread::spawn(move || input.write_all(questions.as_bytes()));
    let output = program.wait_with_output().expect("the program ends");
    writer.join().expect("no panic").expect("the program reads");
    assert!(output.status.success(), "{}", output.status);
    let answers = String::from_utf8(output.stdout).expect("text");
    let answers: Vec<&str> = answers.lines().collect();
    assert_eq!(answers.len(), cases.len());
    for ([name, sent, error, kept], answer) in cases.iter().zip(answers) {
        let (code, rest) = answer.split_once(' ').unwrap_or((answer, ""));
        assert_eq!(code, *error, "{name}: {answer}");
        if code == "NONE" {
            let due = if *kept == "=" { sent.get(STAMPED..) } else { Some(*kept) };
            assert_eq!(rest.get(STAMPED..), due, "{name}: what is kept differs");
        }
    }
    println!("{} batches, judged by Kafka as was noted", cases.len());
}
