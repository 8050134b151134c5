use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app", unknown = "deny")]
struct Order {
    id: i64,
    #[pickle(rest)]
    extra: pickle_core::Attributes,
}

#[derive(Pickle)]
#[pickle(module = "app", unknown = "ignore")]
struct Line {
    id: i64,
    #[pickle(rest)]
    extra: pickle_core::Attributes,
}

fn main() {}
