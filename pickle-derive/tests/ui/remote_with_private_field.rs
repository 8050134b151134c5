use pickle_core::Pickle;

mod other {
    pub struct Remote {
        id: i64,
    }
}

#[derive(Pickle)]
#[pickle(module = "app", remote = other::Remote)]
struct Order {
    id: i64,
}

fn main() {}
