use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app", reduce = "copyreg.__newobj__", args(id), state(name), newargs_ex(id))]
struct Order {
    id: i64,
    name: String,
}

fn main() {}
