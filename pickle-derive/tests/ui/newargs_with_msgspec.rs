use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app", layout = "msgspec_kw_only", newargs(id))]
struct Order {
    id: i64,
}

fn main() {}
