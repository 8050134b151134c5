use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app\nmodels")]
struct Order {
    id: i64,
}

fn main() {}
