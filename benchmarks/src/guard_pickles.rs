//! Makes the pickles whose loads `guard/` counts.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use pickle_core::Pickle;
use serde::Serialize;
use workloads::{PlainOrder, event, floats, ints, orders, texts, users};

use crate::contenders::cpython::CPython;
use crate::session::{Session, Size};

/// Writes a pickle of each kind.
pub(crate) fn write(python: Option<&Path>) -> Result<()> {
    let python = CPython::find(python)?.context("the pickles are CPython's, and there is none")?;
    let maker = Maker {
        folder: Path::new(env!("CARGO_MANIFEST_DIR")).join("guard/pickles"),
        session: Session::new(Some(python), Size::Quick, 1)?,
    };
    let orders = orders(200);
    let plain_orders: Vec<_> = orders.iter().map(PlainOrder::from).collect();
    maker.write("orders", "orders", &orders, &plain_orders)?;
    maker.write_same("users", "users", &users(2_000))?;
    maker.write_same("floats", "plain", &floats(10_000))?;
    maker.write_same("ints", "plain", &ints(10_000))?;
    maker.write_same("texts", "plain", &texts(2_000))?;
    maker.write_same("event", "event", &event())
}

struct Maker {
    folder: PathBuf,
    session: Session,
}

impl Maker {
    fn write(&self, name: &str, kind: &str, value: &impl Pickle, data: &impl Serialize) -> Result<()> {
        let pickle = self.session.pickle(kind, value, data)?;
        Ok(fs::write(self.folder.join(name).with_extension("pickle"), pickle)?)
    }

    fn write_same<T: Pickle + Serialize>(&self, name: &str, kind: &str, value: &T) -> Result<()> {
        self.write(name, kind, value, value)
    }
}
