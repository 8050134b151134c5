use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app", default = Order)]
struct Order {
    #[pickle(skip = true)]
    id: i64,
    #[pickle(default("none"))]
    name: String,
}

fn main() {}
