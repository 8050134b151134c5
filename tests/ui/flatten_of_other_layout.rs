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

fn main() {}
