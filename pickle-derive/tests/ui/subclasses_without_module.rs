use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app", subclasses("Stock", "app.Bond"))]
struct Contract {
    strike: f64,
}

fn main() {}
