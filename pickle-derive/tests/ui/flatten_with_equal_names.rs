use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app")]
struct Base {
    id: i64,
    #[pickle(alias = "title")]
    name: String,
}

#[derive(Pickle)]
#[pickle(module = "app")]
struct Own {
    #[pickle(flatten)]
    base: Base,
    title: String,
}

#[derive(Pickle)]
#[pickle(module = "app")]
struct Twice {
    #[pickle(flatten)]
    base: Base,
    #[pickle(flatten)]
    again: Base,
}

fn main() {}
