use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app")]
struct Order {
    #[pickle(rest)]
    extra: pickle_core::Attributes,
    #[pickle(rest)]
    more: pickle_core::Attributes,
}

fn main() {}
