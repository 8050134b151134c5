use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app")]
struct Order {
    id: i64,
    #[pickle(rename = "id")]
    number: i64,
    #[pickle(alias = "number", alias = "key")]
    index: i64,
    #[pickle(alias = "key")]
    count: i64,
}

fn main() {}
