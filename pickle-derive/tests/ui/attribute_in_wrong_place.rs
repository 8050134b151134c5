use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app", skip, rename = "Bestellung")]
struct Order {
    #[pickle(layout = "slots", name = "identifier")]
    id: i64,
}

#[derive(Pickle)]
#[pickle(module = "app", layout = "slots")]
enum Color {
    #[pickle(value = 1, rename = "RED")]
    Red,
}

fn main() {}
