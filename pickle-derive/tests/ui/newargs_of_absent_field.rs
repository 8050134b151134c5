use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app", newargs(identifier, name))]
struct Order {
    #[pickle(arg)]
    identifer: i64,
    name: String,
}

fn main() {}
