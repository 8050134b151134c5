use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app", newargs(id, id), newargs_ex(name, id))]
struct Order {
    id: i64,
    name: String,
}

fn main() {}
