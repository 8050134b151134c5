use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app", alias = "old.Order")]
struct Order {
    #[pickle(alias("number", "key"))]
    id: i64,
}

#[derive(Pickle)]
#[pickle(module = "app", alias())]
enum Color {
    #[pickle(value = 1, alias(CRIMSON))]
    Red,
}

fn main() {}
