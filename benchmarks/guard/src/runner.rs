//! gungraun's runner, which has to be of gungraun's own version.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

/// The version of gungraun in `Cargo.toml`.
const VERSION: &str = "0.20.0";

/// The runner, by way of which valgrind counts.
pub(crate) struct Runner {
    pub(crate) program: PathBuf,
    /// Where counts are written.
    pub(crate) home: PathBuf,
}

/// Fails where valgrind is missing.
pub(crate) fn require_valgrind() -> Result<()> {
    let valgrind = Command::new("valgrind").arg("--version").output();
    ensure!(valgrind.is_ok_and(|output| output.status.success()), "valgrind is missing: apt-get install valgrind");
    Ok(())
}

/// The runner, below the folder in which this program was built; it is installed if it is not there.
pub(crate) fn installed() -> Result<Runner> {
    let program = env::current_exe()?;
    let target = program.ancestors().nth(2).context("cargo puts programs into target/PROFILE")?;
    let root = target.join("gungraun").join(VERSION);
    let runner = Runner { program: root.join("bin/gungraun-runner"), home: root.join("counts") };
    if !runner.program.exists() {
        install(&root)?;
    }
    Ok(runner)
}

/// Builds it without optimisations: it only starts valgrind.
fn install(root: &Path) -> Result<()> {
    let status = Command::new(env!("CARGO"))
        .args(["install", "--quiet", "--locked", "--debug", "gungraun-runner", "--version"])
        .arg(format!("={VERSION}"))
        .arg("--root")
        .arg(root)
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .status()?;
    ensure!(status.success(), "gungraun-runner {VERSION} cannot be installed");
    Ok(())
}

#[test]
fn the_versions_are_the_same() {
    assert!(include_str!("../Cargo.toml").contains(&format!("gungraun = \"={VERSION}\"")));
}
