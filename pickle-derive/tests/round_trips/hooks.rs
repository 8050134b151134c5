//! What a `Pickler` and an `Unpickler` are told, against every layout: hooks, policies, out-of-band buffers, streams.

use pickle_core::{
    Attributes, DispatchTable, Globals, Maybe, Pickle, PickleBuffer, Pickler, Protocol, Tuple, Unpickler, dumps,
};

use crate::PROTOCOLS;

/// What the hooks look for.
#[derive(Debug, Clone, Copy, PartialEq, Pickle)]
#[pickle(module = "shop")]
struct Coin {
    cents: i64,
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(layout = "mapping")]
struct Mapping {
    coin: Coin,
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "shop", layout = "attrs")]
struct Attrs {
    coin: Coin,
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "shop", layout = "tuple")]
struct Positional {
    coin: Coin,
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "shop", layout = "msgspec_kw_only")]
struct KeywordsOnly {
    coin: Coin,
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "shop", layout = "pydantic2")]
struct Model {
    coin: Coin,
    #[pickle(private, rename = "_kept")]
    kept: Maybe<Coin>,
    #[pickle(fields_set)]
    fields_set: Tuple<String>,
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "shop", layout = "call")]
struct Exception {
    #[pickle(args)]
    args: (Coin, i64),
    #[pickle(rest)]
    extra: Attributes,
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "shop")]
struct Coins(#[pickle(value = "tuple")] Tuple<Coin>);

#[derive(Debug, PartialEq, Pickle)]
#[pickle(union)]
enum Purse {
    Coin(Coin),
    Nothing(()),
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "shop", layout = "args")]
struct All {
    mapping: Mapping,
    attrs: Attrs,
    positional: Positional,
    keywords_only: KeywordsOnly,
    model: Model,
    exception: Exception,
    coins: Coins,
    purses: Vec<Purse>,
}

fn all() -> All {
    let coin = Coin { cents: 5 };
    All {
        mapping: Mapping { coin },
        attrs: Attrs { coin },
        positional: Positional { coin },
        keywords_only: KeywordsOnly { coin },
        model: Model { coin, kept: Maybe::Present(coin), fields_set: Tuple(vec!["coin".to_owned()]) },
        exception: Exception { args: (coin, 3), extra: Attributes::new() },
        coins: Coins(Tuple(vec![coin, coin])),
        purses: vec![Purse::Coin(coin), Purse::Nothing(())],
    }
}

#[test]
fn a_persistent_id_stands_for_a_field_of_any_layout() {
    for protocol in PROTOCOLS {
        let pickler = Pickler::new().persistent_id(|value| value.is::<Coin>().then_some("coin"));
        let dumped = pickler.protocol(protocol).dumps(&all()).expect("the value dumps");
        assert_eq!(dumped.windows(5).filter(|window| window == b"cents").count(), 0, "{protocol:?}");
        let coin = Coin { cents: 5 };
        // The union is asked for as a whole, since an id says nothing of its alternatives.
        let unpickler = Unpickler::new()
            .persistent_load(move |_: String| Ok(coin))
            .persistent_load(move |_: String| Ok(Purse::Coin(coin)));
        assert_eq!(unpickler.loads::<All>(&dumped).expect("the dump loads"), all(), "{protocol:?}");
    }
}

#[test]
fn reducers_are_asked_for_a_field_of_any_layout() {
    let table = DispatchTable::new().register(|_: &Coin, writer| writer.str("a coin"));
    let by_table = Pickler::new().dispatch_table(table).dumps(&all()).expect("the value dumps");
    let pickler = Pickler::new().reducer_override(|value, writer| value.is::<Coin>().then(|| writer.str("a coin")));
    assert_eq!(pickler.dumps(&all()).expect("the value dumps"), by_table);
    assert_eq!(by_table.windows(5).filter(|window| window == b"cents").count(), 0);
}

/// A policy that allows the types of a value, and nothing else.
#[test]
fn a_policy_of_the_types_admits_every_layout() {
    let policy = Globals::deny_all()
        .allow_type::<Coin>()
        .allow_type::<Mapping>()
        .allow_type::<Attrs>()
        .allow_type::<Positional>()
        .allow_type::<KeywordsOnly>()
        .allow_type::<Model>()
        .allow_type::<Exception>()
        .allow_type::<Coins>()
        .allow_type::<All>();
    let unpickler = Unpickler::new().find_class(policy);
    for protocol in PROTOCOLS {
        let dumped = Pickler::new().protocol(protocol).dumps(&all()).expect("the value dumps");
        assert_eq!(unpickler.loads::<All>(&dumped).expect("the dump loads"), all(), "{protocol:?}");
    }
}

#[test]
fn a_policy_of_a_mapping_admits_no_name() {
    let unpickler = Unpickler::new().find_class(Globals::deny_all().allow_type::<Mapping>());
    assert!(unpickler.graph(b"ctyping\nMapping\n.").is_err());
}

#[test]
fn a_policy_of_a_type_admits_its_state_setter() {
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop", state_setter = "shop.restore")]
    struct Restored {
        cents: i64,
    }

    let dumped = dumps(&Restored { cents: 3 }).expect("the value dumps");
    let unpickler = Unpickler::new().find_class(Globals::deny_all().allow_type::<Restored>());
    assert_eq!(unpickler.loads::<Restored>(&dumped).expect("the dump loads"), Restored { cents: 3 });
}

#[test]
fn buffers_leave_the_pickle_from_any_layout() {
    #[derive(Debug, Pickle)]
    #[pickle(layout = "mapping")]
    struct Frame<'a> {
        pixels: PickleBuffer<'a>,
    }

    #[derive(Debug, Pickle)]
    #[pickle(module = "shop", layout = "pydantic1")]
    struct Photo<'a> {
        frame: Frame<'a>,
        #[pickle(private, rename = "_thumbnail")]
        thumbnail: PickleBuffer<'a>,
        #[pickle(fields_set)]
        fields_set: Tuple<String>,
    }

    #[derive(Debug, Pickle)]
    #[pickle(union)]
    enum Picture<'a> {
        Photo(Box<Photo<'a>>),
        Pixels(PickleBuffer<'a>),
    }

    let (large, small) = (b"large".to_vec(), b"small".to_vec());
    let photo = Photo {
        frame: Frame { pixels: PickleBuffer::new(&large) },
        thumbnail: PickleBuffer::new(&small),
        fields_set: Tuple(Vec::new()),
    };
    let pictures = vec![Picture::Photo(Box::new(photo)), Picture::Pixels(PickleBuffer::new(&large))];
    let (pickle, buffers) = Pickler::new()
        .protocol(Protocol::V5)
        .dumps_with_buffers(&pictures, &[&large, &small])
        .expect("protocol 5 has buffers");
    assert_eq!(buffers.len(), 3);
    let loaded: Vec<Picture<'_>> = Unpickler::new().buffers(&buffers).loads(&pickle).expect("the pickle loads");
    let [Picture::Photo(photo), Picture::Pixels(pixels)] = &loaded[..] else { panic!("{loaded:?}") };
    assert_eq!((&*photo.frame.pixels, &*photo.thumbnail, &**pixels), (&large[..], &small[..], &large[..]));
}

/// What one pickle of a stream names, the next ones only refer to.
#[test]
fn a_stream_carries_its_memo_over_any_layout() {
    for protocol in PROTOCOLS {
        let mut stream = Pickler::new().protocol(protocol).stream(Vec::new());
        stream.dump(&all()).expect("the value dumps");
        let first = stream.get_ref().len();
        stream.dump(&all()).expect("the value dumps");
        let pickles = stream.into_inner();
        assert!(pickles.len() < 2 * first, "{protocol:?}");
        let mut stream = Unpickler::new().stream(&pickles[..]);
        assert_eq!(stream.load::<All>().expect("the first pickle loads"), all());
        assert_eq!(stream.load::<All>().expect("the second pickle loads"), all(), "{protocol:?}");
    }
}
