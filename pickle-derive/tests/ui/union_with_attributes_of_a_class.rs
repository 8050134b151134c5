use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(union, module = "app", name = "Price", alias("old.Price"), by = "name", literal)]
enum Price {
    Cents(i64),
    Text(String),
}

fn main() {}
