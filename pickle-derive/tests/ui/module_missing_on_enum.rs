use pickle_core::Pickle;

#[derive(Pickle)]
enum Color {
    #[pickle(value = 1)]
    Red,
}

fn main() {}
