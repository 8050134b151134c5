use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(name = "", layuot = "slots", unknown = "kep", newargs(number), getstat = state)]
struct Order {
    #[pickle(skip, default)]
    id: i64,
    #[pickle(rename = 5, slot)]
    name: String,
    #[pickle(rename = "name")]
    title: String,
    #[pickle(with = "minutes")]
    at: u32,
}

fn load(bytes: &[u8]) {
    let order: Order = pickle_core::loads(bytes);
}

fn main() {}
