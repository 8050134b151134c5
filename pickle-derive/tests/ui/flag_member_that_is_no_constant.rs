use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app", flag(bits = 4, Self = 2))]
struct Permission(i64);

#[derive(Pickle)]
#[pickle(module = "app", flag(bits = 4))]
struct Bits(i64);

fn main() {}
