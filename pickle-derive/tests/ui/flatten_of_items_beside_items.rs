use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app")]
struct Base {
    #[pickle(items)]
    items: Vec<i64>,
}

#[derive(Pickle)]
#[pickle(module = "app")]
struct Order {
    #[pickle(flatten)]
    base: Base,
    #[pickle(items)]
    lines: Vec<String>,
}

fn main() {}
