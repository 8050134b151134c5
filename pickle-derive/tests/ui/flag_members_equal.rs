use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app", flag(READ = 4, WRITE = 2, READ = 1))]
struct Permission(i64);

fn main() {}
