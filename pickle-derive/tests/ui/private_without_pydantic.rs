use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app")]
struct Model {
    #[pickle(private)]
    _p: i64,
}

#[derive(Pickle)]
#[pickle(module = "app", layout = "pydantic2_root")]
struct Root {
    root: i64,
    #[pickle(private)]
    _p: i64,
    #[pickle(fields_set)]
    fields_set: pickle_core::IndexSet<String>,
}

fn main() {}
