use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app")]
enum Color {
    #[pickle(value = 1)]
    Red,
    Green = 2,
    Blue,
}

fn main() {}
