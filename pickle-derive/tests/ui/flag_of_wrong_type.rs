use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app", flag(READ = 4))]
struct Permission(String);

fn main() {}
