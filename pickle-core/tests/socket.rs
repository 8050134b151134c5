//! A thousand pickles over a real TCP socket with a live CPython at the other end, each answered before the next is sent.

mod with_python;

use std::net::{Shutdown, TcpListener, TcpStream};
use std::process::Child;
use std::rc::Rc;
use std::time::{Duration, Instant};

use pickle_core::{Any, IndexMap, Pickler, Protocol, Unpickler, load};

use with_python::{Python, pythons};

const PICKLES: usize = 1_000;

/// A byte too many asked of the socket would wait until this is over.
const LONGEST_WAIT: Duration = Duration::from_secs(30);

/// Starts the peer and waits for its connection.
fn connect(python: &Python, how: &str) -> (TcpStream, Child) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let peer = python.start("streams/socket_peer.py", &[&port.to_string(), &PICKLES.to_string(), how]);
    listener.set_nonblocking(true).expect("a listener");
    let started = Instant::now();
    let socket = loop {
        match listener.accept() {
            Ok((socket, _)) => break socket,
            Err(error) if started.elapsed() > LONGEST_WAIT => panic!("the peer does not connect: {error}"),
            Err(_) => std::thread::sleep(Duration::from_millis(5)),
        }
    };
    socket.set_nonblocking(false).expect("a socket");
    socket.set_nodelay(true).expect("a socket");
    socket.set_read_timeout(Some(LONGEST_WAIT)).expect("a socket");
    socket.set_write_timeout(Some(LONGEST_WAIT)).expect("a socket");
    (socket, peer)
}

fn finish(socket: &TcpStream, peer: Child) {
    socket.shutdown(Shutdown::Write).expect("a socket");
    let output = peer.wait_with_output().expect("a peer");
    assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), "ok", "{}", String::from_utf8_lossy(&output.stderr));
}

fn errors_of(peer: Child) -> String {
    let output = peer.wait_with_output().expect("a peer");
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The newest Python, and the oldest.
fn two_pythons() -> Vec<Python> {
    let mut pythons = pythons();
    let last = pythons.pop();
    pythons.into_iter().take(1).chain(last).collect()
}

#[test]
fn a_thousand_pickles_that_stand_alone_are_each_answered() {
    for python in two_pythons() {
        let (mut socket, peer) = connect(&python, "alone");
        for number in 0..PICKLES {
            // Some are larger than a frame, and than what a socket takes at once.
            let length = if number % 100 == 99 { 200_000 } else { number % 300 };
            let request = IndexMap::from([
                ("number", Any::from(number as i64)),
                ("text", Any::from("x".repeat(length))),
                ("length", Any::from(length as i64)),
            ]);
            let protocol = Protocol::ALL[number % (usize::from(python.highest_protocol()) + 1)];
            Pickler::new().protocol(protocol).dump(&request, &mut socket).expect("a request");
            let answer: IndexMap<String, Any> = match load(&mut socket) {
                Ok(answer) => answer,
                Err(error) => panic!("answer {number}: {error}\n{}", errors_of(peer)),
            };
            assert_eq!(answer["number"].as_i64(), Some(number as i64));
            let texts: Vec<String> = answer["double"].load().expect("texts");
            let is_right = texts.len() == 2 && texts.iter().all(|text| text.len() == length);
            assert!(is_right && answer["length"].as_i64() == Some(2 * length as i64), "answer {number}");
        }
        finish(&socket, peer);
    }
}

#[test]
fn a_thousand_pickles_of_one_memo_are_each_answered() {
    for python in two_pythons() {
        let (socket, peer) = connect(&python, "carried");
        let mut requests = Pickler::new().protocol(Protocol::V2).stream(&socket);
        let mut answers = Unpickler::new().stream(&socket);
        let shared = Rc::new(vec!["one list for all".to_owned()]);
        let mut first = None;
        for number in 0..PICKLES as i64 {
            requests.dump(&(number, shared.clone())).expect("a request");
            let (answered, list): (i64, Rc<Vec<String>>) = answers.load().expect("an answer");
            assert!(answered == number && Rc::ptr_eq(first.get_or_insert_with(|| list.clone()), &list));
        }
        assert_eq!(first, Some(shared));
        finish(&socket, peer);
    }
}
