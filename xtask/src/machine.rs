//! What this computer is: where our folders are, what Debian has installed, who we are.

use crate::step::{ask, run, say, step};
use anyhow::{Context, Result, bail};
use std::env;
use std::ffi::OsString;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};

/// What the tests need: both browsers, and a C++ compiler for the fuzzer. `chromium` here saves every test tool from fetching a
/// browser of its own; without the font Japanese is drawn as empty boxes; poppler reads the printed pages; LibreOffice opens our
/// workbooks; nginx serves dist/ as the README says.
const FOR_TESTS: &[&str] =
    &["chromium", "chromium-driver", "firefox-esr", "g++", "fonts-noto-cjk", "libreoffice-calc-nogui", "nginx", "poppler-utils"];

const NGINX: &str = "/usr/sbin/nginx";

/// The compiler that Debian keeps current for its browsers, with the sources of std and its clippy.
/// Plain `rustc` there is years too old.
const COMPILER: &[&str] = &["rustc-web", "cargo-web", "rust-web-src", "rust-web-clippy"];

/// The top of the repository.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}

/// Where installed tools live, outside every working copy so that a second one need not build them again.
pub fn cache() -> Result<PathBuf> {
    let base = env::var_os("XDG_CACHE_HOME")
        .filter(|path| !path.is_empty())
        .map(PathBuf::from)
        .or_else(|| Some(env::home_dir()?.join(".cache")))
        .context("no home folder is known: set XDG_CACHE_HOME to a folder that may be written")?;
    let folder = base.join("shinchoku");
    fs::create_dir_all(&folder)
        .with_context(|| format!("{folder:?} cannot be made: set XDG_CACHE_HOME to a folder that may be written"))?;
    Ok(folder)
}

/// Held while something is installed: two working copies must not lay the same files at once.
pub fn lock() -> Result<File> {
    let file = File::create(cache()?.join("lock"))?;
    if file.try_lock().is_err() {
        say("Waiting for another set-up on this machine …");
        file.lock()?;
    }
    Ok(file)
}

/// `PATH` with these folders in front.
pub fn path_with(first: &[PathBuf]) -> Result<OsString> {
    let rest = env::var_os("PATH").unwrap_or_default();
    let all = first.iter().cloned().chain(env::split_paths(&rest));
    env::join_paths(all).context("a folder on PATH has a character that PATH cannot carry")
}

/// A command in the repository, as if typed there: cargo's marks of this very run are taken off, because
/// they name another toolchain or package and make cargo build things anew.
pub fn command(program: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root());
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        let ours = ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_"];
        if text == "CARGO" || ours.iter().any(|start| text.starts_with(start)) {
            command.env_remove(&name);
        }
    }
    command
}

/// Whether a program is on `PATH`.
pub fn has(program: &str) -> bool {
    env::var_os("PATH").is_some_and(|path| env::split_paths(&path).any(|folder| folder.join(program).is_file()))
}

/// This is Debian itself and we may install. Its relatives have apt too, but not these packages.
pub fn is_debian_root() -> bool {
    let release = fs::read_to_string("/etc/os-release").unwrap_or_default();
    release.lines().any(|line| line == "ID=debian") && ask(Command::new("id").arg("-u")).is_some_and(|id| id == "0")
}

/// Installs the browser, its font, the PDF reader and another office program where Debian has them.
pub fn install_for_tests() -> Result<()> {
    let is_new = !has("nginx") && !Path::new(NGINX).exists();
    install("the browser and what its tests need", FOR_TESTS)?;
    // Debian starts it for everybody at once, on the port of the web; a test starts its own.
    if is_new && has("systemctl") {
        let _ = command("systemctl").args(["disable", "--now", "--quiet", "nginx"]).stderr(std::process::Stdio::null()).status();
    }
    Ok(())
}

/// Installs Debian's compiler for the browser and the linker of the same LLVM.
pub fn install_compiler() -> Result<()> {
    install("the compiler", COMPILER)?;
    let version = ask(Command::new("/usr/bin/rustc").arg("-vV")).unwrap_or_default();
    let llvm = version.lines().find_map(|line| line.strip_prefix("LLVM version: ")?.split('.').next());
    let Some(llvm) = llvm else {
        bail!("/usr/bin/rustc does not say its LLVM version: run `apt-get install --reinstall rustc-web`");
    };
    install("the linker", &[&format!("lld-{llvm}")])?;
    link_linker(&version, llvm)
}

/// Debian leaves `rust-lld` out of its compiler; lld itself takes the flavour from its first argument.
fn link_linker(version: &str, llvm: &str) -> Result<()> {
    let host = version
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .context("/usr/bin/rustc does not say its host: run `apt-get install --reinstall rustc-web`")?;
    let folder = Path::new("/usr/lib/rustlib").join(host).join("bin");
    let link = folder.join("rust-lld");
    let lld = PathBuf::from(format!("/usr/lib/llvm-{llvm}/bin/lld"));
    if fs::canonicalize(&link).ok() == fs::canonicalize(&lld).ok() {
        return Ok(());
    }
    step("Linking rust-lld", || {
        fs::create_dir_all(&folder)?;
        if link.symlink_metadata().is_ok() {
            fs::remove_file(&link)?;
        }
        std::os::unix::fs::symlink(&lld, &link).context("rust-lld cannot be linked: run as root, or install a rustup toolchain with wasm32")
    })
}

/// Installs all of a group if one is missing, so that packages of one source move to one version together.
fn install(what: &str, packages: &[&str]) -> Result<()> {
    if packages.iter().all(|package| installed(package)) {
        return Ok(());
    }
    step(&format!("Installing {what} with apt"), || {
        let advice = "look at apt's message above, repair the package sources, and run this again";
        let apt = || {
            let mut apt = command("apt-get");
            apt.env("DEBIAN_FRONTEND", "noninteractive").arg("-qq");
            apt
        };
        static ASKED: AtomicBool = AtomicBool::new(false);
        if !ASKED.swap(true, Ordering::Relaxed) {
            run(apt().arg("update"), advice)?;
        }
        for package in packages {
            match candidate(package) {
                Some(version) => say(&format!("  {package} {version}")),
                None => bail!(
                    "apt knows no package {package}: enable Debian's security archive, or install \
                     a rustup toolchain and run `rustup target add wasm32-unknown-unknown`"
                ),
            }
        }
        run(apt().args(["install", "-y", "--no-install-recommends"]).args(packages), advice)
    })
}

fn installed(package: &str) -> bool {
    ask(Command::new("dpkg-query").args(["-W", "-f=${db:Status-Status}", package])).is_some_and(|status| status == "installed")
}

/// The version apt would install. Asked, never pinned: it moves with every security update.
fn candidate(package: &str) -> Option<String> {
    let policy = ask(Command::new("apt-cache").env("LC_ALL", "C").args(["policy", package]))?;
    let version = policy.lines().find_map(|line| line.trim().strip_prefix("Candidate: "))?;
    (version != "(none)").then(|| version.to_owned())
}
