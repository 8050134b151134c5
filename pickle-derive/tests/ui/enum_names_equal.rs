use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app")]
enum Color {
    #[pickle(value = 1)]
    Red,
    #[pickle(name = "Red", value = 2)]
    Crimson,
    #[pickle(value = 3, alias("Crimson", "Red"))]
    Scarlet,
}

fn main() {}
