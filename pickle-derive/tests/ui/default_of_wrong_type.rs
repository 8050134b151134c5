use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app")]
struct Order {
    #[pickle(default = 5)]
    name: String,
    #[pickle(default = "five")]
    count: i64,
}

fn main() {}
