use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app", newargs(id))]
struct Order {
    id: i64,
    #[pickle(arg)]
    name: String,
}

#[derive(Pickle)]
#[pickle(module = "app", reduce = "app.make", args(id), state(name))]
struct Line {
    id: i64,
    #[pickle(arg)]
    name: String,
}

fn main() {}
