use pickle_core::{Pickle, Result, Source, Unpickle, Writer};

struct Celsius(f64);

impl Pickle for Celsius {
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        writer.float(self.0)
    }
}

impl<'de> Unpickle<'de> for Celsius {
    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        source.float().map(Celsius)
    }
}

#[derive(Pickle)]
#[pickle(union)]
enum Reading {
    Degrees(Celsius),
    Remark(String),
}

fn main() {}
