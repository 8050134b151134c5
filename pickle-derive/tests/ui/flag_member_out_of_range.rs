use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app", flag(READ = 4, HIGH = 256))]
struct Permission(u8);

fn main() {}
