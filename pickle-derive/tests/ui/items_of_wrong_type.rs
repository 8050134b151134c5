use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app")]
struct Basket {
    #[pickle(items)]
    goods: i64,
}

#[derive(Pickle)]
#[pickle(module = "app")]
struct Registry {
    #[pickle(entries)]
    labels: Vec<i64>,
}

fn main() {}
