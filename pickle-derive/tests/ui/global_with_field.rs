use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app", name = "NOWHERE", layout = "global")]
struct Nowhere {
    name: String,
    #[pickle(skip)]
    cache: String,
}

fn main() {}
