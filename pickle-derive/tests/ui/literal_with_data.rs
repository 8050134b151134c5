use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(literal)]
enum Status {
    #[pickle(value = "open")]
    Open(String),
}

fn main() {}
