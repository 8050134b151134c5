use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app", reduce = "app.rebuild", args(goods))]
struct Basket {
    #[pickle(items)]
    goods: Vec<i64>,
}

fn main() {}
