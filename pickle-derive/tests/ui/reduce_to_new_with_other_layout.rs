use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app", reduce = "copyreg.__newobj__", layout = "call")]
struct Order {
    id: i64,
}

fn main() {}
