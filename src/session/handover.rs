//! 引継ぎ: what may be cleared, and clearing it.

use super::{OfficeError, Session, Slips, armor, office};
use crate::browser;
use leptos::prelude::*;

/// The secret half, and the hashes of the slip codes that only its holder knows.
fn is_of_key(name: &str) -> bool {
    name.starts_with("survey-key:") || name.starts_with("slips:")
}

/// The keys of a survey from here and from there, each once.
fn keys_of(ours: &str, theirs: &str) -> String {
    let mut keys: Vec<&str> = ours.split_whitespace().collect();
    keys.extend(theirs.split_whitespace().filter(|key| !ours.contains(key)));
    keys.join(" ")
}

impl Session {
    /// Whether a file of everything was written today: nothing is cleared before.
    pub fn has_backup_of_today(self) -> bool {
        self.settings().with(|settings| settings.last_backup.is_some_and(|at| at.date() == self.today().get()))
    }

    /// The surveys whose secret key is on this device.
    pub fn secret_keys(self) -> Vec<String> {
        self.drafts().with(|drafts| drafts.keys().filter_map(|name| name.strip_prefix("survey-key:")).map(str::to_owned).collect())
    }

    /// The secret keys under a passphrase, as an age file that any age tool opens.
    pub async fn lock_keys(self, passphrase: &str) -> Result<String, OfficeError> {
        let keys = self.drafts().with_untracked(|drafts| {
            let keys = drafts.iter().filter(|(name, _)| is_of_key(name));
            keys.map(|(name, secret)| format!("# {name}\n{secret}\n")).collect::<String>()
        });
        let locked = office::call("lock", &[browser::passphrase::normal(passphrase), keys]).await?;
        locked.first().map(|base64| armor::armored(base64)).ok_or(OfficeError::Failed)
    }

    /// Takes back keys that [`lock_keys`](Session::lock_keys) has locked; how many. Keys that are here stay beside them.
    pub async fn unlock_keys(self, passphrase: &str, locked: &str) -> Result<usize, OfficeError> {
        // Earlier pages wrote the base64 alone.
        let locked = armor::bare(locked).unwrap_or_else(|| locked.trim().to_owned());
        let opened = office::call("unlock", &[browser::passphrase::normal(passphrase), locked]).await?;
        let text = opened.into_iter().next().ok_or(OfficeError::Failed)?;
        let lines: Vec<&str> = text.lines().collect();
        let mut n_keys = 0;
        for pair in lines.chunks(2) {
            if let [name, secret] = pair
                && let Some(name) = name.strip_prefix("# ").filter(|name| is_of_key(name))
            {
                let ours = self.drafts().with_untracked(|drafts| drafts.get(name).cloned()).unwrap_or_default();
                let is_key = name.starts_with("survey-key:");
                let joined = if is_key { keys_of(&ours, secret) } else { Slips::read(&ours).joined(Slips::read(secret)).text() };
                self.set_draft(name, Some(&joined));
                n_keys += usize::from(is_key);
            }
        }
        Ok(n_keys)
    }

    /// Takes everything of ours off this device and starts the page anew. `false`: a storage refused; what is open is kept
    /// again, and the rest is there as far as [`clear`](crate::store::Store::clear) says.
    pub async fn clear_device(self, note: &str) -> bool {
        let keeping = self.keeper().get_value();
        let is_cleared = keeping.clear(note).await;
        if is_cleared {
            browser::location::reload();
        } else {
            self.keep();
        }
        is_cleared
    }

    /// What the last clearing left to say.
    pub fn cleared_note(self) -> Option<String> {
        self.keeper().get_value().cleared()
    }
}
