use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app", newargs(id))]
struct Base {
    id: i64,
}

#[derive(Pickle)]
#[pickle(module = "app", state_setter = "app.restore")]
struct Restored {
    name: String,
}

#[derive(Pickle)]
#[pickle(module = "app")]
struct Order {
    #[pickle(flatten)]
    base: Base,
    #[pickle(flatten)]
    restored: Restored,
}

fn main() {}
