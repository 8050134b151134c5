use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app")]
struct Order {
    id: i64,
    #[pickle(rest, rename = "extra", default)]
    extra: pickle_core::Attributes,
}

fn main() {}
