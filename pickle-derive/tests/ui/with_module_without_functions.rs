use pickle_core::Pickle;

mod minutes {}

#[derive(Pickle)]
#[pickle(module = "app")]
struct Order {
    #[pickle(with = minutes)]
    at: u32,
}

fn main() {}
