use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app")]
struct Order {
    #[pickle(with = "minutes")]
    at: u32,
    #[pickle(with = 5)]
    until: u32,
}

fn main() {}
