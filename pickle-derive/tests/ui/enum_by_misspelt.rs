use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app", by = "names")]
enum Color {
    #[pickle(value = 1)]
    Red,
}

fn main() {}
