use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app")]
struct Basket {
    #[pickle(items)]
    goods: Vec<i64>,
    #[pickle(entries)]
    labels: std::collections::HashMap<String, i64>,
}

#[derive(Pickle)]
#[pickle(module = "app")]
struct Both {
    #[pickle(items, entries)]
    goods: Vec<i64>,
}

fn main() {}
