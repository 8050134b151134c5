use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app")]
struct Base<T> {
    value: T,
}

#[derive(Pickle)]
#[pickle(module = "app")]
struct Order<T> {
    #[pickle(flatten)]
    base: Base<Vec<T>>,
}

fn main() {}
