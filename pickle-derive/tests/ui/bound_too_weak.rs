use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app", bound())]
struct Order<T> {
    value: T,
}

fn main() {}
