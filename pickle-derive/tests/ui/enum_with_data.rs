use pickle_core::Pickle;

#[derive(Pickle)]
enum Shape {
    Circle(f64),
    Square { side: f64 },
    Point,
}

fn main() {}
