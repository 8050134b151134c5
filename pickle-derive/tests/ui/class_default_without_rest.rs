use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app")]
struct Order {
    #[pickle(class_default = "EUR")]
    currency: String,
}

fn main() {}
