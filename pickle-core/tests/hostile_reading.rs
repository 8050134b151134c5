//! Pickles that are made to kill their reader: each is answered in under a second and 64 MB, on a small stack.
//!
//! Each row runs in a process of its own, so that its memory is its own and an abort is a failed row.

use std::process::Command;
use std::time::{Duration, Instant};

use pickle_core::Graph;

const MOST_TIME: Duration = Duration::from_secs(1);
const MOST_MEGABYTES: u64 = 64;

/// A reader that recursed would need more for a few hundred levels.
const STACK_BYTES: usize = 256 << 10;

/// What CPython does with the pickle, or would do if its own memory and stack were no concern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answer {
    Read,
    Refused,
}

use Answer::{Read, Refused};

type Row = (&'static str, fn() -> Vec<u8>, Answer);

#[rustfmt::skip]
const ROWS: &[Row] = &[
    // Depth.
    ("lists nested 10,000 deep", || nested_lists(10_000), Read),
    ("lists nested 400,000 deep", || nested_lists(400_000), Read),
    ("tuples nested 4,000 deep", || [b")", &b"\x85".repeat(4_000)[..], b"."].concat(), Read),
    ("tuples nested 500,000 deep", || [b")", &b"\x85".repeat(500_000)[..], b"."].concat(), Read),
    ("objects nested in arguments 100,000 deep", || [b"cm\nn\nq\0", &b"q\x01h\0h\x01\x85R".repeat(100_000)[..], b"."].concat(), Read),
    ("calls of calls 200,000 deep", || [b"cm\nn\n", &b")R".repeat(200_000)[..], b"."].concat(), Read),
    ("states of states 200,000 deep", || [&b"cm\nn\n".repeat(100_000)[..], &b"b".repeat(99_999), b"."].concat(), Read),
    ("persistent ids of persistent ids 500,000 deep", || [b"N", &b"Q".repeat(500_000)[..], b"."].concat(), Read),
    ("dicts nested 200,000 deep", || [&b"}N".repeat(200_000)[..], b"N", &b"s".repeat(200_000), b"."].concat(), Read),
    // Sharing.
    ("a tuple doubled 28 times through the memo", || [b")q\0", &b"(h\0h\0t0h\0h\0\x86q\0".repeat(28)[..], b"."].concat(), Read),
    ("a tuple doubled 30 times with DUP", || [b")", &b"2\x86".repeat(30)[..], b"."].concat(), Read),
    ("a tuple doubled 100,000 times with DUP", || [b")", &b"2\x86".repeat(100_000)[..], b"."].concat(), Read),
    ("10,000 ints referenced 10,000 times", ints_referenced, Read),
    ("1 MiB of text referenced 100,000 times", || [&text(1 << 20)[..], b"q\0](", &b"h\0".repeat(100_000), b"e."].concat(), Read),
    // Lengths.
    ("256 MiB of text declared", || b"X\xff\xff\xff\x0f".to_vec(), Refused),
    ("4 GiB of text declared", || b"X\xff\xff\xff\xffabc".to_vec(), Refused),
    ("2**63-1 bytes declared", || b"\x8e\xff\xff\xff\xff\xff\xff\xff\x7f".to_vec(), Refused),
    ("2**64-1 bytes declared", || b"\x96\xff\xff\xff\xff\xff\xff\xff\xff".to_vec(), Refused),
    ("an int of 2 GiB declared", || b"\x8b\xff\xff\xff\x7f\x01".to_vec(), Refused),
    ("an int of -1 bytes declared", || b"\x8b\xff\xff\xff\xff\x01".to_vec(), Refused),
    ("a frame of 2**64-1 bytes", || b"\x80\x04\x95\xff\xff\xff\xff\xff\xff\xff\xffN.".to_vec(), Refused),
    // The memo.
    ("the memo index 2**28", || b"Nr\0\0\0\x10.".to_vec(), Read),
    ("the memo index 2**32-1", || b"Nr\xff\xff\xff\xff.".to_vec(), Read),
    ("a ladder of memo indexes", memo_ladder, Read),
    ("memo indexes 2**20 apart", || [b"N", &(0..4096_u32).flat_map(|i| [b"r", &(i << 20).to_le_bytes()[..]].concat()).collect::<Vec<_>>()[..], b"."].concat(), Read),
    ("a list appended to and stored 250,000 times", || [b"]q\0", &b"Na".repeat(250_000)[..], &b"q\0".repeat(250_000), b"."].concat(), Read),
    // The stack.
    ("1 MB of marks", || b"(".repeat(1_000_000), Refused),
    ("1 MB of marks, popped", || [&b"(".repeat(500_000)[..], &b"0".repeat(500_000), b"N."].concat(), Read),
    ("1 MB of DUP", || [b"N", &b"2".repeat(1_000_000)[..], b"."].concat(), Read),
    ("500,000 values left on the stack", || [&b"N".repeat(500_000)[..], b"."].concat(), Read),
    // Containers that grow where others have taken the place behind them.
    ("two lists that grow in turns", || in_turns(b"]", b"Na"), Read),
    ("two dicts that grow in turns", || in_turns(b"}", b"NNs"), Read),
    ("two sets that grow in turns", || in_turns(b"\x8f", b"(N\x90"), Read),
    ("two objects whose items grow in turns", || in_turns(b"cm\nL\n)\x81", b"Na"), Read),
    ("two objects whose entries grow in turns", || in_turns(b"cm\nD\n)\x81", b"NNs"), Read),
    ("two objects with items and states in turns", || in_turns(b"cm\nL\n)\x81", b"NaNb"), Read),
    ("a list that grows twice before each other list", || [b"]q\0", &b"NaNa]Na0h\0".repeat(60_000)[..], b"."].concat(), Read),
    ("a list that is copied as arguments of 100,000 instances", || [b"](NNNNeq\x000(", &b"(NNNNim\nC\n".repeat(50_000)[..], b"l."].concat(), Read),
    // Error texts.
    ("a callable that is a list in itself", || b"]q\0h\0a)R.".to_vec(), Refused),
    ("a callable that is 1 MiB of text", || [&text(1 << 20)[..], b")R."].concat(), Refused),
    ("an int of 1 MiB of letters", || [b"I", &b"x".repeat(1 << 20)[..], b"\n."].concat(), Refused),
    ("a name that is a tuple doubled 100 times", || [b")", &b"2\x86".repeat(100)[..], b"N\x93."].concat(), Refused),
    // Keys.
    ("a key that is a tuple doubled 100 times", || [b"})", &b"2\x86".repeat(100)[..], b"Ns."].concat(), Read),
    ("a key nested 100,000 deep", || [b"})", &b"\x85".repeat(100_000)[..], b"Ns."].concat(), Read),
    ("20,000 keys that are each the next one's item", || [b"})q\0Ns", &b"h\0\x85q\0Ns".repeat(20_000)[..], b"."].concat(), Read),
    ("a frozenset of frozensets, doubled 100 times", || [b"}(\x91q\0", &b"0(h\0h\0\x85\x91q\0".repeat(100)[..], b"Ns."].concat(), Read),
    ("a list in a key 200,000 deep", || [b"}]", &b"\x85".repeat(200_000)[..], b"Ns."].concat(), Refused),
    ("a dict that is its own key", || b"}q\0h\0Ns.".to_vec(), Refused),
    ("a tuple key that leads to its dict", || b"}q\0h\0\x85Ns.".to_vec(), Refused),
    ("150,000 keys set one by one", || [b"}", &(0..150_000_i32).flat_map(|i| [b"J", &i.to_le_bytes()[..], b"Ns"].concat()).collect::<Vec<_>>()[..], b"."].concat(), Read),
    ("100,000 NaN keys", || [b"}(", &b"G\x7f\xf8\0\0\0\0\0\0N".repeat(100_000)[..], b"u."].concat(), Read),
    ("100,000 keys that CPython hashes alike", || [b"}(", &(1..100_000_u64).flat_map(|i| [b"\x8a\x09", &(u128::from(i) * ((1 << 61) - 1)).to_le_bytes()[..9], b"N"].concat()).collect::<Vec<_>>()[..], b"u."].concat(), Read),
    ("200,000 equal keys", || [b"}(", &b"K\x01N".repeat(200_000)[..], b"u."].concat(), Read),
    ("1 MiB of text as key of 20,000 dicts", || [&text(1 << 20)[..], b"q\0](", &b"}h\0Ns".repeat(20_000), b"e."].concat(), Read),
    ("two texts of 1 MiB as keys of 20,000 dicts", || [&text(1 << 20)[..], b"q\0", &text((1 << 20) + 1), b"q\x01](", &b"}(h\0Nh\x01Nu".repeat(20_000), b"e."].concat(), Read),
    ("128 texts of 32 KiB as keys of 2,000 dicts, twice in each", long_keys_of_many_dicts, Read),
    // Numbers in text.
    ("an int of 100,000 digits", || [b"I", &b"9".repeat(100_000)[..], b"\n."].concat(), Refused),
    ("a long of 1,000,000 digits", || [b"L", &b"9".repeat(1_000_000)[..], b"L\n."].concat(), Refused),
    ("250 longs of 4,300 digits", || [b"(", &[b"L", &b"9".repeat(4_300)[..], b"L\n"].concat().repeat(250)[..], b"l."].concat(), Read),
    ("a float of 1,000,000 digits", || [b"F0.", &b"9".repeat(1_000_000)[..], b"\n."].concat(), Read),
    ("a binary int of 1 MB", || [b"\x8b", &1_000_000_u32.to_le_bytes()[..], &b"\x7f".repeat(1_000_000), b"."].concat(), Read),
    ("a key that is a binary int of 1 MB, 100 times", || [b"\x8b", &1_000_000_u32.to_le_bytes()[..], &b"\x7f".repeat(1_000_000), b"q\0](", &b"}h\0Ns".repeat(100), b"e."].concat(), Read),
    // Names.
    ("a name of 1 MiB used 20,000 times", || [b"\x80\x04", &text(1 << 20)[..], b"q\0](", &b"h\0h\0\x93".repeat(20_000), b"e."].concat(), Read),
    ("20,000 names", || (0..20_000).fold(b"(".to_vec(), |mut stream, i| { stream.extend(format!("cm\nn{i}\n").as_bytes()); stream }).into_iter().chain(*b"l.").collect(), Read),
    ("a name inside a name 100,000 times", || [b"cbuiltins\ngetattr\nq\0cm\nn\n", &b"q\x01h\0h\x01Vx\n\x86R".repeat(100_000)[..], b"."].concat(), Read),
    ("arguments that are a name inside a name 100,000 times", || [b"cbuiltins\ngetattr\nq\0cm\nn\n", &b"q\x01h\0h\x01Vx\n\x86R".repeat(100_000)[..], b"R."].concat(), Refused),
];

fn nested_lists(depth: usize) -> Vec<u8> {
    [&b"]".repeat(depth)[..], &b"a".repeat(depth - 1), b"."].concat()
}

/// Two values, the one after the other changed 50,000 times.
fn in_turns(make: &[u8], change: &[u8]) -> Vec<u8> {
    let turn = [b"h\0", change, b"0h\x01", change, b"0"].concat();
    [make, b"q\x000", make, b"q\x010", &turn.repeat(50_000), b"h\0h\x01\x86."].concat()
}

fn text(length: usize) -> Vec<u8> {
    let length_bytes = u32::try_from(length).expect("a short text").to_le_bytes();
    [b"X", &length_bytes[..], &b"x".repeat(length)].concat()
}

fn ints_referenced() -> Vec<u8> {
    [b"]q\0(", &b"K\x01".repeat(10_000)[..], b"e](", &b"h\0".repeat(10_000), b"e."].concat()
}

fn long_keys_of_many_dicts() -> Vec<u8> {
    let key = |index: u8| [b"X\0\x80\0\0", &[index; 1 << 15][..], b"q", &[index], b"0"].concat();
    let entries: Vec<u8> = (0..=127).flat_map(|index| [b'h', index, b'N']).collect();
    let keys: Vec<u8> = (0..=127).flat_map(key).collect();
    let dict = [b"}(", &entries[..], &entries, b"u"].concat();
    [keys, b"](".to_vec(), dict.repeat(2_000), b"e.".to_vec()].concat()
}

fn memo_ladder() -> Vec<u8> {
    let mut stream = b"N".to_vec();
    for power in 0..62 {
        for step in 0..50_u64 {
            stream.extend(format!("p{}\n", (1_u64 << power) + step * 1000).as_bytes());
        }
    }
    stream.push(b'.');
    stream
}

const ROW_VARIABLE: &str = "PICKLE_HOSTILE_ROW";

/// The parent runs this same program for each row.
#[test]
fn one_row_in_a_child() {
    let Ok(number) = std::env::var(ROW_VARIABLE) else { return };
    let (_, make, _) = ROWS[number.parse::<usize>().expect("a row")];
    let pickle = make();
    let reading = std::thread::Builder::new().stack_size(STACK_BYTES).spawn(move || {
        let start = Instant::now();
        let answer = match Graph::loads(&pickle) {
            Ok(graph) => {
                drop(graph);
                Read
            }
            Err(error) => {
                let message = error.to_string();
                assert!(message.len() < 300, "{} bytes of error message", message.len());
                Refused
            }
        };
        (answer, start.elapsed())
    });
    let (answer, time) = reading.expect("a thread").join().expect("no panic");
    println!("row: {answer:?} {} {}", time.as_millis(), peak_kilobytes().unwrap_or(0));
}

/// The most memory this process has had, where the system tells.
fn peak_kilobytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.trim().parse().ok()
}

#[test]
fn hostile_pickles_are_harmless() {
    let program = std::env::current_exe().expect("this program");
    let mut failures = Vec::new();
    for (number, (name, _, expected)) in ROWS.iter().enumerate() {
        let output = Command::new(&program)
            .args(["--exact", "one_row_in_a_child", "--nocapture"])
            .env(ROW_VARIABLE, number.to_string())
            .output()
            .expect("a child");
        let text = String::from_utf8_lossy(&output.stdout);
        let Some(row) = text.lines().find_map(|line| line.split_once("row: ").map(|(_, row)| row)) else {
            failures.push(format!("{name}: {} {}", output.status, String::from_utf8_lossy(&output.stderr)));
            continue;
        };
        println!("{name}: {row}");
        let [answer, milliseconds, kilobytes] = row.split(' ').collect::<Vec<_>>()[..] else { panic!("{row}") };
        if answer != format!("{expected:?}") {
            failures.push(format!("{name}: expected {expected:?}, found {answer}"));
        }
        if Duration::from_millis(milliseconds.parse().expect("a number")) > MOST_TIME {
            failures.push(format!("{name}: {milliseconds} ms"));
        }
        if kilobytes.parse::<u64>().expect("a number") > MOST_MEGABYTES << 10 {
            failures.push(format!("{name}: {kilobytes} kB"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// Sets and bytes that a pickle has made again and again out of one argument: the limit on memory stops them.
#[test]
fn copies_are_charged() {
    let sets =
        [&b"c__builtin__\nset\nq\0("[..], &b"N".repeat(10_000), b"lq\x01](", &b"h\0h\x01\x85R".repeat(100_000), b"e."]
            .concat();
    let bytes = [
        &b"c_codecs\nencode\nq\0"[..],
        b"V",
        &b"\xe9".repeat(1 << 20),
        b"\nq\x01Vlatin1\nq\x02](",
        &b"h\0h\x01h\x02\x86R".repeat(10_000),
        b"e.",
    ]
    .concat();
    for pickle in [sets, bytes] {
        let limits = pickle_core::Limits::default().with_max_alloc_bytes(1 << 20).with_max_alloc_factor(10_u64);
        let error = pickle_core::Unpickler::new().limits(limits).graph(&pickle).expect_err("too much");
        assert!(error.to_string().contains("max_alloc_bytes"), "{error}");
    }
}
