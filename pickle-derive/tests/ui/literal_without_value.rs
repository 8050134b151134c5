use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(literal)]
enum Status {
    Open,
    #[pickle(value = "closed")]
    Closed,
}

fn main() {}
