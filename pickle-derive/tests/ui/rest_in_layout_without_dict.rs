use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app", layout = "slots")]
struct Slots {
    #[pickle(rest)]
    extra: pickle_core::Attributes,
}

#[derive(Pickle)]
#[pickle(module = "app", layout = "list")]
struct List {
    #[pickle(rest)]
    extra: pickle_core::Attributes,
}

#[derive(Pickle)]
#[pickle(module = "app", layout = "tuple")]
struct Tuple {
    #[pickle(rest)]
    extra: pickle_core::Attributes,
}

#[derive(Pickle)]
#[pickle(module = "app", layout = "attrs")]
struct Attrs {
    #[pickle(rest)]
    extra: pickle_core::Attributes,
}

#[derive(Pickle)]
#[pickle(module = "app", layout = "msgspec_kw_only")]
struct Struct {
    #[pickle(rest)]
    extra: pickle_core::Attributes,
}

fn main() {}
