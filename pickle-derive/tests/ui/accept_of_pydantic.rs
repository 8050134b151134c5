use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app", accept("pydantic2"))]
struct Model {
    x: i64,
}

#[derive(Pickle)]
#[pickle(module = "app", layout = "pydantic2", accept("dict"))]
struct Other {
    x: i64,
    #[pickle(fields_set)]
    fields_set: pickle_core::IndexSet<String>,
}

fn main() {}
