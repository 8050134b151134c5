use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app")]
union Bits {
    int: u32,
    float: f32,
}

fn main() {}
