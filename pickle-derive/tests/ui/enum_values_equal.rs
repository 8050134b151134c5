use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app")]
enum Color {
    #[pickle(value = 1)]
    Red,
    #[pickle(name = "CRIMSON", value = 1)]
    Crimson,
    #[pickle(value = 1.0)]
    Scarlet,
    #[pickle(value = true)]
    Ruby,
}

fn main() {}
