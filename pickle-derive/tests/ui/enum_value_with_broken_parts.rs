use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app")]
enum Odd {
    #[pickle(value = date(2021, 2, 29))]
    Day,
    #[pickle(value = dict(1, ("k", 2)))]
    Mapped,
    #[pickle(value = [1, 'c'])]
    Listed,
}

fn main() {}
