use pickle_core::Pickle;

enum Remote {
    Red,
}

#[derive(Pickle)]
#[pickle(module = "app", remote = Remote)]
enum Color {
    #[pickle(value = 1)]
    Red,
}

fn main() {}
