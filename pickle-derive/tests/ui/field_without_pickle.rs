use pickle_core::Pickle;

struct Money;

#[derive(Pickle)]
#[pickle(module = "app")]
struct Order {
    id: i64,
    total: Money,
}

fn main() {}
