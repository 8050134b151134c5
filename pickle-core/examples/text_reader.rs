//! The manual's section "Handling Stateful Objects": a reader whose open file stays out of the pickle.
//!
//! The state has the name of the file and the number of lines that were read; loading opens the file again and goes to
//! that line. The Python class is the manual's `TextReader`, in a module `text_reader`.

use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufReader, Lines};
use std::{env, fs};

use pickle_core::{Any, IndexMap, Pickle, dumps, loads};

/// Prints and numbers the lines of a text file.
#[derive(Debug, Pickle)]
#[pickle(module = "text_reader", getstate = TextReader::state, setstate = TextReader::of_state)]
pub(crate) struct TextReader {
    filename: String,
    lineno: i64,
    lines: Lines<BufReader<File>>,
}

impl TextReader {
    /// Opens a file.
    pub(crate) fn open(filename: &str) -> Result<TextReader, Box<dyn Error>> {
        let file = File::open(filename).map_err(|error| format!("{filename}: {error}"))?;
        Ok(TextReader { filename: filename.to_owned(), lineno: 0, lines: BufReader::new(file).lines() })
    }

    /// The next line behind its number; nothing at the end of the file.
    pub(crate) fn read_line(&mut self) -> Result<Option<String>, Box<dyn Error>> {
        let Some(line) = self.lines.next().transpose()? else { return Ok(None) };
        self.lineno += 1;
        Ok(Some(format!("{}: {line}", self.lineno)))
    }

    /// `__getstate__`: everything but the file.
    fn state(&self) -> IndexMap<&'static str, Any> {
        IndexMap::from([("filename", Any::from(&*self.filename)), ("lineno", Any::from(self.lineno))])
    }

    /// `__setstate__`: opens the file again and reads up to the line.
    fn of_state(state: IndexMap<String, Any>) -> Result<TextReader, Box<dyn Error>> {
        let attribute = |name: &str| state.get(name).ok_or_else(|| format!("the state has no {name}"));
        let mut reader = TextReader::open(&attribute("filename")?.load::<String>()?)?;
        let lineno: i64 = attribute("lineno")?.load()?;
        while reader.lineno < lineno && reader.read_line()?.is_some() {}
        Ok(reader)
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let path = env::temp_dir().join("pickle-core-hello.txt");
    fs::write(&path, "Hello world!\nI am line number two.\nGoodbye!\n")?;
    let mut reader = TextReader::open(&path.to_string_lossy())?;
    for _ in 0..2 {
        println!("{}", reader.read_line()?.unwrap_or_default());
    }
    let mut restored: TextReader = loads(&dumps(&reader)?)?;
    println!("{}", restored.read_line()?.unwrap_or_default());
    Ok(())
}
