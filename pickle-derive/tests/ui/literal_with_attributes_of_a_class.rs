use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(literal, module = "app")]
enum Status {
    #[pickle(value = "open", name = "OPEN")]
    Open,
}

fn main() {}
