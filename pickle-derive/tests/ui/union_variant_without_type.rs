use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(union)]
enum Shape {
    Nothing,
    Circle { radius: f64 },
    Square(f64, f64),
    Empty(),
}

fn main() {}
