use pickle_core::Pickle;

struct Remote;

impl Remote {
    fn id(&self) -> i64 {
        1
    }
}

#[derive(Pickle)]
#[pickle(module = "app", remote = Remote)]
struct Order {
    #[pickle(getter = Remote::id)]
    id: i64,
}

fn main() {}
