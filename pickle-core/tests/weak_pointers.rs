//! `Weak` fields: trees whose nodes know their parents, both ways, with every `is` of Python a `ptr_eq` of Rust.

mod with_python;

use std::cell::RefCell;
use std::rc::{Rc, Weak};
use std::sync::{self, Arc};

use pickle_core::{Limits, Pickle, Pickler, Protocol, Unpickler, dumps, loads};

use with_python::{Scratch, pythons};

#[derive(Debug, Pickle)]
#[pickle(module = "tree")]
struct Node {
    name: String,
    #[pickle(rename = "_Node__parent")]
    parent: Weak<Node>,
    children: Vec<Rc<Node>>,
}

/// The names of a tree in its order, when each parent is the very node above.
fn names(node: &Rc<Node>) -> Vec<String> {
    let below = node.children.iter().flat_map(|child| {
        assert!(child.parent.upgrade().is_some_and(|parent| Rc::ptr_eq(&parent, node)), "parent of {}", child.name);
        names(child)
    });
    [node.name.clone()].into_iter().chain(below).collect()
}

/// A chain of nodes, each the child of the one before.
fn chain(names: &[&str], parent: Weak<Node>) -> Rc<Node> {
    Rc::new_cyclic(|this| {
        let (name, rest) = names.split_first().expect("a chain has a name");
        let children = if rest.is_empty() { Vec::new() } else { vec![chain(rest, this.clone())] };
        Node { name: (*name).to_owned(), parent, children }
    })
}

#[test]
fn trees_cross_from_cpython_and_back() {
    for python in pythons() {
        let scratch = Scratch::new("trees");
        for protocol in Protocol::ALL.into_iter().filter(|protocol| protocol.number() <= python.highest_protocol()) {
            let number = protocol.number().to_string();
            python.run("weak_pointers/trees.py", &["write", &scratch.path(""), &number]);
            let root: Rc<Node> = loads(&scratch.read(&format!("{number}.pickle"))).expect("the pickle loads");
            assert!(root.parent.upgrade().is_none());
            assert_eq!(names(&root), ["root", "left", "leaf", "other", "right"]);

            let pickler = Pickler::new().protocol(protocol);
            scratch.write(&format!("{number}.returned"), &pickler.dumps(&root).expect("the tree dumps"));
            let made = chain(&["a", "b", "c"], Weak::new());
            let favourite = Rc::downgrade(&made.children[0].children[0]);
            scratch.write(&format!("{number}.rust"), &pickler.dumps(&(made, favourite)).expect("the tree dumps"));
            python.run("weak_pointers/trees.py", &["check", &scratch.path(""), &number]);
        }
        println!("Python {:?}: trees", python.version);
    }
}

#[test]
fn trees_survive_every_protocol() {
    let tree = chain(&["a", "b", "c", "d", "e", "f", "g", "h"], Weak::new());
    for protocol in Protocol::ALL {
        let pickle = Pickler::new().protocol(protocol).dumps(&tree).expect("the tree dumps");
        assert_eq!(names(&loads(&pickle).expect("the dump loads")), names(&tree));
    }
}

#[test]
fn what_a_weak_has_lost_is_none() {
    let lost = Rc::downgrade(&chain(&["lost"], Weak::new()));
    assert_eq!(dumps(&lost).expect("None dumps"), dumps(&()).expect("None dumps"));
    assert!(loads::<Weak<Node>>(b"N.").expect("None loads").upgrade().is_none());
}

#[test]
fn a_weak_may_come_before_its_owner() {
    let tree = chain(&["a", "b"], Weak::new());
    let pickle = dumps(&(Rc::downgrade(&tree), tree.clone())).expect("the tree dumps");
    let (weak, tree): (Weak<Node>, Rc<Node>) = loads(&pickle).expect("the dump loads");
    assert!(weak.upgrade().is_some_and(|target| Rc::ptr_eq(&target, &tree)));
    assert_eq!(names(&tree), ["a", "b"]);
}

#[test]
fn a_target_that_nothing_owns_is_an_error() {
    let pickle = dumps(&chain(&["a"], Weak::new())).expect("the tree dumps");
    let error =
        loads::<Vec<Weak<Node>>>(&[b"](", &pickle[11..pickle.len() - 1], b"e."].concat()).expect_err("it is lost");
    assert_eq!(
        error.to_string(),
        "only a Weak points at an object made by tree.Node, which would be lost; let an Rc or Arc own it, or load the \
         whole that it is part of (at byte 19)"
    );
}

#[test]
fn a_parent_that_is_loaded_without_an_rc_is_an_error() {
    let pickle = dumps(&chain(&["a", "b"], Weak::new())).expect("the tree dumps");
    let error = loads::<Node>(&pickle).expect_err("the root is in no Rc");
    assert_eq!(
        error.to_string(),
        "children[0]._Node__parent: a Weak points at an object made by tree.Node, which is loaded, but as no Rc or Arc of \
         that type; load it as one (at byte 28)"
    );
}

#[test]
fn strong_cycles_are_an_error() {
    // Python: node = Node('a'); node.children.append(node)
    let pickle = b"\x80\x02ctree\nNode\n)\x81q\x00}(X\x04\x00\x00\x00nameX\x01\x00\x00\x00aX\x0d\x00\x00\x00_Node__parentNX\x08\x00\x00\x00children]h\x00aub.";
    let error = loads::<Rc<Node>>(pickle).expect_err("an Rc cannot own itself");
    assert!(error.to_string().starts_with("children[0]: the object contains itself"), "{error}");
}

#[test]
fn an_error_inside_a_cycle_keeps_its_path() {
    let tree = chain(&["a", "b"], Weak::new());
    let mut pickle = dumps(&tree).expect("the tree dumps");
    // The name of the child becomes bytes.
    let child = pickle.windows(3).position(|bytes| bytes == b"\x8c\x01b").expect("the child has a name");
    pickle[child] = b'C';
    let error = loads::<Rc<Node>>(&pickle).expect_err("bytes are no name");
    assert!(error.to_string().starts_with("children[0].name: expected str, found bytes"), "{error}");
}

/// The pattern of the Rust book, with a link that can be set later.
#[derive(Debug, Pickle)]
#[pickle(module = "tree", name = "Node")]
struct LinkedNode {
    name: String,
    #[pickle(rename = "_Node__parent")]
    parent: RefCell<Weak<LinkedNode>>,
    children: RefCell<Vec<Rc<LinkedNode>>>,
}

#[test]
fn links_may_be_in_a_ref_cell() {
    let leaf = |name: &str| {
        Rc::new(LinkedNode { name: name.to_owned(), parent: RefCell::default(), children: RefCell::default() })
    };
    let (root, child) = (leaf("root"), leaf("child"));
    *child.parent.borrow_mut() = Rc::downgrade(&root);
    root.children.borrow_mut().push(child);
    let loaded: Rc<LinkedNode> = loads(&dumps(&root).expect("the tree dumps")).expect("the dump loads");
    let parent = loaded.children.borrow()[0].parent.borrow().upgrade();
    assert!(parent.is_some_and(|parent| Rc::ptr_eq(&parent, &loaded)));
}

#[derive(Debug, Pickle)]
#[pickle(module = "tree", name = "Node")]
struct AtomicNode {
    name: String,
    #[pickle(rename = "_Node__parent")]
    parent: sync::Weak<AtomicNode>,
    children: Vec<Arc<AtomicNode>>,
}

#[test]
fn arcs_have_weaks_too() {
    let pickle = dumps(&chain(&["a", "b"], Weak::new())).expect("the tree dumps");
    let root: Arc<AtomicNode> = loads(&pickle).expect("the dump loads");
    let parent = root.children[0].parent.upgrade();
    assert!(parent.is_some_and(|parent| Arc::ptr_eq(&parent, &root)));
    assert_eq!(root.children[0].name, "b");
    assert_eq!(dumps(&root).expect("the tree dumps"), pickle);
}

#[test]
fn what_long_chains_of_parents_cost_is_limited() {
    let names = vec!["name"; 100];
    let chains: Vec<Rc<Node>> = (0..20).map(|_| chain(&names, Weak::new())).collect();
    let pickle = dumps(&chains).expect("the chains dump");
    let load = |limits: Limits| Unpickler::new().limits(limits).loads::<Vec<Rc<Node>>>(&pickle);
    let error = load(Limits::default().with_max_expand_nodes(1_000))
        .expect_err("each node is rehearsed for all that are above it");
    assert!(error.to_string().contains("Limits::max_expand_nodes"), "{error}");
    let loaded = load(Limits::unlimited()).expect("there is no limit");
    assert!(loaded.iter().all(|root| self::names(root) == names));
}

#[derive(Debug, Pickle)]
#[pickle(module = "tree")]
struct Link {
    name: String,
    next: RefCell<Weak<Link>>,
    previous: Weak<Link>,
}

#[test]
fn siblings_may_point_at_each_other_in_both_directions() {
    let link = |name: &str, previous| Rc::new(Link { name: name.to_owned(), next: RefCell::default(), previous });
    let first = link("first", Weak::new());
    let last = link("last", Rc::downgrade(&first));
    *first.next.borrow_mut() = Rc::downgrade(&last);
    let loaded: Vec<Rc<Link>> = loads(&dumps(&vec![first, last]).expect("the links dump")).expect("the dump loads");
    let next = loaded[0].next.borrow().upgrade();
    assert!(next.is_some_and(|next| Rc::ptr_eq(&next, &loaded[1])));
    assert!(loaded[1].previous.upgrade().is_some_and(|previous| Rc::ptr_eq(&previous, &loaded[0])));
    assert_eq!((&*loaded[0].name, &*loaded[1].name), ("first", "last"));
}
