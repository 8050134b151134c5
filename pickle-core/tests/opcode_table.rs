//! The opcode table against CPython's `pickletools.opcodes`.

use pickle_core::opcode::{Opcode, StackItem};

/// Written by `tests/data/dump_pickletools_opcodes.py`.
const CPYTHON: &str = include_str!("data/pickletools-opcodes.txt");

fn names(items: &[StackItem]) -> String {
    match items {
        [] => "-".to_owned(),
        items => items.iter().map(|item| item.name()).collect::<Vec<_>>().join(" "),
    }
}

fn row(opcode: Opcode) -> String {
    format!(
        "{}\t{:02x}\t{}\t{}\t{}\t{}",
        opcode.name(),
        opcode.byte(),
        opcode.argument().name().unwrap_or("-"),
        names(opcode.stack_before()),
        names(opcode.stack_after()),
        opcode.protocol(),
    )
}

#[test]
fn the_table_is_cpythons() {
    let ours: Vec<String> = Opcode::ALL.iter().map(|opcode| row(*opcode)).collect();
    assert_eq!(ours, CPYTHON.lines().collect::<Vec<_>>());
    assert_eq!(ours.len(), 68);
}

#[test]
fn a_byte_is_at_most_one_opcode() {
    for byte in 0..=u8::MAX {
        let opcode = Opcode::ALL.iter().find(|opcode| opcode.byte() == byte);
        assert_eq!(Opcode::from_byte(byte), opcode.copied());
    }
}

#[test]
fn a_summary_is_one_short_clause() {
    for opcode in Opcode::ALL {
        let summary = opcode.summary();
        assert!(summary.len() < 100 && !summary.ends_with('.'), "{opcode}: {summary}");
    }
}
