use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app")]
struct Basket {
    #[pickle(items)]
    goods: Vec<i64>,
    #[pickle(items)]
    others: Vec<i64>,
}

fn main() {}
