use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app")]
struct Order {
    id: i64,
    #[pickle(rest)]
    extra: Vec<String>,
}

fn main() {}
