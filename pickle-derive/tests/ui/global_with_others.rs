use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app", layout = "global", accept("dict"), unknown = "ignore", default, state_setter = "app.restore")]
struct Nowhere;

#[derive(Pickle)]
#[pickle(module = "app", accept("global"))]
struct Somewhere;

fn main() {}
