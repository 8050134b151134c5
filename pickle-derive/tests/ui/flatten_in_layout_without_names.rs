use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app")]
struct Base {
    id: i64,
}

#[derive(Pickle)]
#[pickle(module = "app", layout = "list")]
struct List {
    #[pickle(flatten)]
    base: Base,
}

#[derive(Pickle)]
#[pickle(module = "app", layout = "args")]
struct Args {
    #[pickle(flatten)]
    base: Base,
}

#[derive(Pickle)]
#[pickle(module = "app", reduce = "app.make", args(name))]
struct Reduced {
    #[pickle(flatten)]
    base: Base,
    name: String,
}

fn main() {}
