use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app", layout = "pydantic2")]
struct Model {
    x: i64,
}

fn main() {}
