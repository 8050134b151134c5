use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app", module = "app.models")]
#[pickle(unknown = "ignore")]
#[pickle(unknown = "ignore")]
struct Order {
    #[pickle(rename = "a", rename = "b")]
    id: i64,
}

fn main() {}
