use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app")]
struct Basket {
    #[pickle(items, rename = "goods", default)]
    goods: Vec<i64>,
}

fn main() {}
