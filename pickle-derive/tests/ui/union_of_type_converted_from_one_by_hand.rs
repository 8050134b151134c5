use pickle_core::{Pickle, Result, Source, Unpickle, Writer};

#[derive(Clone)]
struct Degrees(f64);

impl Pickle for Degrees {
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        writer.float(self.0)
    }
}

impl<'de> Unpickle<'de> for Degrees {
    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        source.float().map(Degrees)
    }
}

#[derive(Clone, Pickle)]
#[pickle(from = Degrees, into = Degrees)]
struct Celsius(f64);

impl From<Degrees> for Celsius {
    fn from(degrees: Degrees) -> Self {
        Celsius(degrees.0)
    }
}

impl From<Celsius> for Degrees {
    fn from(celsius: Celsius) -> Self {
        Degrees(celsius.0)
    }
}

#[derive(Pickle)]
#[pickle(union)]
enum Reading {
    Temperature(Celsius),
    Remark(String),
}

fn main() {}
