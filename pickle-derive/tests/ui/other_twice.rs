use pickle_core::{Any, Pickle};

#[derive(Pickle)]
#[pickle(union)]
enum Price {
    Cents(i64),
    #[pickle(other)]
    Other(Any),
    #[pickle(other)]
    Rest(Any),
}

fn main() {}
