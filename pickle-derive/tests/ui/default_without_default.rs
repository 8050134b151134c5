use pickle_core::Pickle;

struct Opaque;

#[derive(Pickle)]
#[pickle(module = "app")]
struct Order {
    #[pickle(skip)]
    opaque: Opaque,
    id: i64,
}

fn main() {}
