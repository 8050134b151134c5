use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(literal)]
enum Status {
    #[pickle(value = 0.5)]
    Half,
    #[pickle(value = ("a", 1))]
    Pair,
    #[pickle(value = Status)]
    Path,
}

fn main() {}
