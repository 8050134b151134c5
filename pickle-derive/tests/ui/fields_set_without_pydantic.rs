use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app")]
struct Model {
    #[pickle(fields_set)]
    fields_set: pickle_core::IndexSet<String>,
}

fn main() {}
