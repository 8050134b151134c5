use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app")]
enum Never {}

fn main() {}
