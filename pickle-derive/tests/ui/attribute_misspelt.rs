use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app", layuot = "slots")]
struct Order {
    #[pickle(renam = "identifier")]
    id: i64,
}

fn main() {}
