use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app", newargs("id"), newargs_ex = "name")]
struct Order {
    id: i64,
    name: String,
}

fn main() {}
