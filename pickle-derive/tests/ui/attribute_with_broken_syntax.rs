use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app" name = "Order")]
struct Order {
    #[pickle(skipp)]
    id: i64,
}

fn main() {}
