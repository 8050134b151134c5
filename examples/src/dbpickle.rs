//! Records of a database in a pickle, by reference: the manual's example of persistent ids, with a real SQLite.
//!
//! The pickle holds the key of each memo and not its text. Whoever loads it asks the database, and so sees what the
//! database says by then, in Rust and in Python.

use std::error::Error;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::{env, fs};

use pickle_core::{Pickle, Pickler, Unpickler};
use rusqlite::{Connection, OptionalExtension};

mod python;

const TASKS: [&str; 3] = ["give food to fish", "prepare group meeting", "fight with a zebra"];

/// A row of the table `memos`.
#[derive(Debug, Clone, PartialEq, Pickle)]
#[pickle(module = "dbpickle")]
struct MemoRecord {
    key: i64,
    task: String,
}

/// Memos are external: the pickle has the table and the key in their place.
fn pickler() -> Pickler {
    Pickler::new().persistent_id(|value| Some(("MemoRecord", value.downcast_ref::<MemoRecord>()?.key)))
}

/// The other way round: a table and a key are the row of that key.
///
/// An Unpickler may be used by several threads, a connection by one at a time.
fn unpickler(database: &Mutex<Connection>) -> Unpickler<'_> {
    Unpickler::new().persistent_load(|(table, key): (String, i64)| {
        if table != "MemoRecord" {
            return Err(pickle_core::Error::custom(format!("unsupported persistent object of type {table}")));
        }
        let database = database.lock().unwrap_or_else(PoisonError::into_inner);
        match find_memo(&database, key) {
            Ok(Some(memo)) => Ok(memo),
            Ok(None) => Err(pickle_core::Error::custom(format!("there is no memo {key}"))),
            Err(error) => Err(pickle_core::Error::custom(error)),
        }
    })
}

fn main() -> Result<(), Box<dyn Error>> {
    let file = env::temp_dir().join(format!("dbpickle-{}.sqlite", std::process::id()));
    let outcome = show(&file);
    fs::remove_file(&file)?;
    outcome
}

fn show(file: &Path) -> Result<(), Box<dyn Error>> {
    let database = create(file)?;
    let memos = all_memos(&database)?;
    println!("Records to be pickled:");
    print(&memos);
    let pickled = pickler().dumps(&memos)?;

    database.execute("UPDATE memos SET task = 'learn Italian' WHERE key = 1", [])?;
    let database = Mutex::new(database);
    println!("\nThe same records from a pickle of {} bytes, after the first one has changed:", pickled.len());
    print(&unpickler(&database).loads::<Vec<MemoRecord>>(&pickled)?);

    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("dbpickle.py");
    println!();
    match python::exchange(&script, &pickled, &[file])? {
        Some(answer) => {
            println!("\nThe records of Python's pickle, in its order, after Python has changed the last one:");
            print(&unpickler(&database).loads::<Vec<MemoRecord>>(&answer)?);
        }
        None => println!("No python3 of 3.7 or later with sqlite3 is on this machine, so nobody answers."),
    }
    Ok(())
}

fn create(file: &Path) -> rusqlite::Result<Connection> {
    let database = Connection::open(file)?;
    database.execute("CREATE TABLE memos (key INTEGER PRIMARY KEY, task TEXT)", [])?;
    for task in TASKS {
        database.execute("INSERT INTO memos VALUES (NULL, ?)", [task])?;
    }
    Ok(database)
}

fn find_memo(database: &Connection, key: i64) -> rusqlite::Result<Option<MemoRecord>> {
    database.query_row("SELECT key, task FROM memos WHERE key = ?", [key], memo).optional()
}

fn all_memos(database: &Connection) -> rusqlite::Result<Vec<MemoRecord>> {
    database.prepare("SELECT key, task FROM memos ORDER BY key")?.query_map([], memo)?.collect()
}

fn memo(row: &rusqlite::Row<'_>) -> rusqlite::Result<MemoRecord> {
    Ok(MemoRecord { key: row.get("key")?, task: row.get("task")? })
}

fn print(memos: &[MemoRecord]) {
    for memo in memos {
        println!("  {}: {}", memo.key, memo.task);
    }
}
