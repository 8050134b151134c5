use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app")]
struct Order {
    #[pickle(rename = "", alias = "")]
    id: i64,
}

fn main() {}
