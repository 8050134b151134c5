use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app")]
struct Order {
    #[pickle(getter = Order::id)]
    id: i64,
}

impl Order {
    fn id(&self) -> i64 {
        self.id
    }
}

fn main() {}
