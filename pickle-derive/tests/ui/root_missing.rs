use pickle_core::{IndexSet, Pickle};

#[derive(Pickle)]
#[pickle(module = "app", layout = "pydantic2_root")]
struct Tags {
    items: Vec<String>,
    count: i64,
    #[pickle(fields_set)]
    fields_set: IndexSet<String>,
}

#[derive(Pickle)]
#[pickle(module = "app", layout = "pydantic2_root")]
struct Nothing {
    #[pickle(fields_set)]
    fields_set: IndexSet<String>,
}

fn main() {}
