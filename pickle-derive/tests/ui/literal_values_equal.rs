use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(literal)]
enum Status {
    #[pickle(value = 1)]
    One,
    #[pickle(value = true)]
    True,
    #[pickle(value = 1)]
    Uno,
}

fn main() {}
