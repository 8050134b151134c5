use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app", layout = "pydantic1")]
struct Model {
    #[pickle(fields_set)]
    fields_set: pickle_core::IndexSet<String>,
    #[pickle(extra)]
    extra: Option<pickle_core::Attributes>,
}

fn main() {}
