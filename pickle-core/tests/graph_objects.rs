//! Objects in a graph whose attributes come in the order of their class are taken without looking at the names; they give
//! the values and the errors that any others do.

use pickle_core::{Error, ErrorKind, Graph, Limits, PathSegment, Pickle, Unpickler};

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "m")]
struct Point {
    x: i64,
    #[pickle(default)]
    y: i64,
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "m", name = "Point")]
struct Chain {
    x: Option<Box<Chain>>,
    y: i64,
}

/// A list of objects, the first of which stores the class, `x` and `y` as 0, 1 and 2.
const FIRST: &[u8] = b"\x80\x02](cm\nPoint\nq\x00)\x81}(X\x01\0\0\0xq\x01K\x01X\x01\0\0\0yq\x02K\x02ub";

/// Such an object with this state.
fn point(state: &[u8]) -> Vec<u8> {
    [b"h\x00)\x81}(", state, b"ub"].concat()
}

fn list(others: &[Vec<u8>]) -> Vec<u8> {
    [FIRST, &others.concat(), b"e."].concat()
}

fn load(others: &[Vec<u8>]) -> Result<Vec<Point>, Error> {
    Graph::loads(&list(others))?.load()
}

fn error_of(others: &[Vec<u8>]) -> (String, Option<u64>) {
    let error = load(others).unwrap_err();
    (path_of(&error), error.offset())
}

fn path_of(error: &Error) -> String {
    let in_words = |segment: &PathSegment| match segment {
        PathSegment::Index(index) => format!("[{index}]"),
        PathSegment::Attribute(name) => format!(".{name}"),
        other => format!("{other:?}"),
    };
    error.path().map(in_words).collect()
}

/// Where the state of the object behind the first begins.
const STATE: u64 = FIRST.len() as u64 + 6;

#[test]
fn attributes_are_taken_in_any_order_and_by_any_nodes() {
    let in_order = point(b"h\x01K\x03h\x02K\x04");
    let reversed = point(b"h\x02K\x04h\x01K\x03");
    let named_anew = point(b"X\x01\0\0\0xK\x03X\x01\0\0\0yK\x04");
    let one_alone = point(b"h\x01K\x03");
    let third = Point { x: 3, y: 4 };
    for other in [&reversed, &named_anew] {
        let points = load(&[in_order.clone(), other.clone(), in_order.clone(), in_order.clone()]).unwrap();
        assert!(points[1..].iter().all(|point| *point == third), "{points:?}");
    }
    let points = load(&[in_order.clone(), one_alone, in_order]).unwrap();
    assert_eq!(points[1..], [Point { x: 3, y: 4 }, Point { x: 3, y: 0 }, Point { x: 3, y: 4 }]);
}

#[test]
fn an_error_names_the_first_attribute_that_cannot_be_loaded() {
    assert_eq!(error_of(&[point(b"h\x01Nh\x02N")]), ("[1].x".to_owned(), Some(STATE + 2)));
    assert_eq!(error_of(&[point(b"h\x01K\x03h\x02N")]), ("[1].y".to_owned(), Some(STATE + 6)));
}

#[test]
fn what_is_behind_the_attributes_is_an_error_still() {
    let with_items = [&point(b"h\x01K\x03h\x02K\x04")[..], b"(K\x01e"].concat();
    assert_eq!(error_of(&[with_items]).0, "[1]");
    let unknown = point(b"h\x01K\x03h\x02K\x04X\x01\0\0\0zK\x05");
    assert!(matches!(load(&[unknown]).unwrap_err().kind(), ErrorKind::UnknownAttribute { .. }));
    let without_attributes = [&b"h\x00)\x81}b"[..]].concat();
    assert!(matches!(load(&[without_attributes]).unwrap_err().kind(), ErrorKind::MissingAttribute { .. }));
    let with_arguments = b"h\x00K\x01\x85\x81}(h\x01K\x03h\x02K\x04ub".to_vec();
    assert_eq!(error_of(&[with_arguments]).0, "[1]");
}

#[test]
fn objects_in_order_are_bounded_like_others() {
    // The object is its own attribute.
    let first = b"\x80\x02](cm\nPoint\nq\x00)\x81}(X\x01\0\0\0xq\x01NX\x01\0\0\0yq\x02K\x02ub";
    let inside_of_itself = [&first[..], b"h\x00)\x81q\x03}(h\x01h\x03h\x02K\x04ube."].concat();
    let graph = Graph::loads(&inside_of_itself).unwrap();
    assert!(matches!(graph.load::<Vec<Chain>>().unwrap_err().kind(), ErrorKind::Cycle));
    let nested = [&first[..], b"h\x00)\x81}(h\x01h\x00)\x81}(h\x01Nh\x02K\x05ubh\x02K\x04ube."].concat();
    let graph = Graph::loads(&nested).unwrap();
    assert_eq!(graph.load::<Vec<Chain>>().unwrap()[1].x.as_ref().unwrap().y, 5);
    let shallow = Unpickler::new().limits(Limits::default().with_max_tree_depth(2));
    let error = shallow.load_graph::<Vec<Chain>>(&graph).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::LimitExceeded { limit: "max_tree_depth", allowed: 2 }));
    assert_eq!(path_of(&error), "[1].x");
}
