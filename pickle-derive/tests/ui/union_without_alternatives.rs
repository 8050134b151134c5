use pickle_core::{Any, Pickle};

#[derive(Pickle)]
#[pickle(union)]
enum Everything {
    #[pickle(other)]
    Other(Any),
}

fn main() {}
