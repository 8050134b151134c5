use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app", protocol = 4)]
struct Order {
    #[pickle(inline)]
    id: i64,
}

fn main() {}
