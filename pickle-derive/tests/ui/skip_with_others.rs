use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app")]
struct Order {
    #[pickle(skip, default)]
    id: i64,
    #[pickle(skip, rename = "title")]
    name: String,
}

fn main() {}
