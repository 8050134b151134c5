//! How long derived structs take to compile: ours, and those with serde's two derives.

mod generated;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};
use std::{env, fs};

use anyhow::{Context, Result, ensure};

use self::generated::{Contents, Derive, STRUCTS};
use crate::machine::Machine;
use crate::report::{figures, floors};

/// Each build is repeated, and the fastest one counts: whatever else the machine does only makes it slower.
const BUILDS: usize = 5;

/// Builds the crates, and gives the tables.
pub(crate) fn tables(machine: &Machine) -> Result<String> {
    let [debug, release] = [Profile::Debug, Profile::Release].map(measure);
    let (debug, release) = (debug?, release?);
    let row = |name: &str, added: fn(&Added) -> Duration| {
        let times = [&debug, &release].map(|profile| figures::time(added(profile).as_nanos() as f64 / STRUCTS as f64));
        format!("| {name} | {} |\n", times.join(" | "))
    };
    Ok([
        format!("Measured on {}: {}, {} cores, {}.\n\n", machine.date, machine.processor, machine.cores, machine.rustc),
        "| a struct of 20 fields adds | debug | release |\n|---|---|---|\n".to_owned(),
        row("pickle-core's derive, loaded and dumped", |added| added.pickle),
        row("serde's two derives, loaded and dumped by rmp-serde", |added| added.serde),
        format!("| ratio | {} | {} |\n", debug.verdict(), release.verdict()),
    ]
    .concat())
}

#[derive(Debug, Clone, Copy)]
enum Profile {
    Debug,
    Release,
}

/// What all structs of a crate add to the time of its build.
struct Added {
    pickle: Duration,
    serde: Duration,
}

impl Added {
    fn verdict(&self) -> String {
        let ratio = self.pickle.as_secs_f64() / self.serde.as_secs_f64();
        format!("{}: {}", figures::ratio(ratio), floors::judge_compile_time(ratio).words())
    }
}

fn measure(profile: Profile) -> Result<Added> {
    let folder = folder()?;
    let crates = [Derive::Pickle, Derive::Serde].map(|derive| Generated { derive, folder: folder.join(derive.name()) });
    for generated in &crates {
        generated.write_manifest()?;
    }
    let mut best = [[Duration::MAX; 2]; 2];
    // The first round builds the dependencies.
    for round in 0..=BUILDS {
        for (generated, best) in crates.iter().zip(&mut best) {
            for (contents, best) in [Contents::Nothing, Contents::Structs].into_iter().zip(best) {
                let time = generated.build(contents, profile)?;
                if round > 0 {
                    *best = time.min(*best);
                }
            }
        }
    }
    let [pickle, serde] = best.map(|[nothing, structs]| structs.saturating_sub(nothing));
    Ok(Added { pickle, serde })
}

/// A crate whose source is written anew for each build.
struct Generated {
    derive: Derive,
    folder: PathBuf,
}

impl Generated {
    fn write_manifest(&self) -> Result<()> {
        fs::create_dir_all(self.folder.join("src"))?;
        let core = Path::new(env!("CARGO_MANIFEST_DIR")).join("../pickle-core");
        Ok(fs::write(self.folder.join("Cargo.toml"), self.derive.manifest(&core))?)
    }

    fn build(&self, contents: Contents, profile: Profile) -> Result<Duration> {
        fs::write(self.folder.join("src/main.rs"), self.derive.source(contents))?;
        let mut command = Command::new(env!("CARGO"));
        command.args(["build", "--quiet", "--manifest-path"]).arg(self.folder.join("Cargo.toml"));
        command.arg("--target-dir").arg(self.folder.join("target")).env("CARGO_INCREMENTAL", "0");
        if let Profile::Release = profile {
            command.arg("--release");
        }
        let start = Instant::now();
        let status = command.status()?;
        ensure!(status.success(), "{} does not build", self.folder.display());
        Ok(start.elapsed())
    }
}

/// Where the crates are, below the folder in which this program was built.
fn folder() -> Result<PathBuf> {
    let program = env::current_exe()?;
    let target = program.ancestors().nth(2).context("cargo puts programs into target/PROFILE")?;
    Ok(target.join("compile-time"))
}
