use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app", layout = "args")]
struct Basket {
    #[pickle(items)]
    goods: Vec<i64>,
}

#[derive(Pickle)]
#[pickle(layout = "mapping")]
struct Registry {
    #[pickle(entries)]
    labels: std::collections::HashMap<String, i64>,
}

fn main() {}
