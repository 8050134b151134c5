use pickle_core::{Any, Pickle};

#[derive(Pickle)]
#[pickle(module = "app")]
enum Color {
    #[pickle(value = 1)]
    Red,
    #[pickle(other, name = "OTHER", value = 0)]
    Other(Any),
}

fn main() {}
