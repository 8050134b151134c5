use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app", layout = "slots")]
struct Slots {
    #[pickle(rest)]
    extra: pickle_core::Attributes,
}

#[derive(Pickle)]
#[pickle(module = "app", layout = "list")]
struct List {
    #[pickle(rest)]
    extra: pickle_core::Attributes,
}

#[derive(Pickle)]
#[pickle(module = "app", layout = "args")]
struct Args {
    #[pickle(rest)]
    extra: pickle_core::Attributes,
}

fn main() {}
