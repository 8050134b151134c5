use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app", layout = "dict_slots", newargs(id))]
struct Order {
    #[pickle(slot, arg)]
    id: i64,
}

fn main() {}
