use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app", layout = "list")]
struct Frozen {
    id: i64,
}

#[derive(Pickle)]
#[pickle(module = "app", layout = "slots")]
struct Slots {
    name: String,
}

#[derive(Pickle)]
#[pickle(module = "app")]
struct Order {
    #[pickle(flatten)]
    frozen: Frozen,
    #[pickle(flatten)]
    slots: Slots,
}

#[derive(Pickle)]
#[pickle(module = "app", layout = "attrs")]
struct Attrs {
    #[pickle(flatten)]
    slots: Slots,
}

#[derive(Pickle)]
#[pickle(layout = "mapping")]
struct Mapping {
    #[pickle(flatten)]
    slots: Slots,
}

#[derive(Pickle)]
#[pickle(module = "app")]
struct Plain {
    #[pickle(flatten)]
    attrs: Attrs,
    #[pickle(flatten)]
    mapping: Mapping,
}

fn main() {}
