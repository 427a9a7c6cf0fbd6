//! 引継ぎ: what may be cleared, and clearing it.

use super::{OfficeError, Session, office};
use crate::browser;
use leptos::prelude::*;

/// The secret half, and the hashes of the slip codes that only its holder knows.
fn is_of_key(name: &str) -> bool {
    name.starts_with("survey-key:") || name.starts_with("slips:")
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

    /// The secret keys under a passphrase, as a text that opens with any age tool.
    pub async fn lock_keys(self, passphrase: &str) -> Result<String, OfficeError> {
        let keys = self.drafts().with_untracked(|drafts| {
            let keys = drafts.iter().filter(|(name, _)| is_of_key(name));
            keys.map(|(name, secret)| format!("# {name}\n{secret}\n")).collect::<String>()
        });
        let locked = office::call("lock", &[browser::passphrase::normal(passphrase), keys]).await?;
        locked.into_iter().next().ok_or(OfficeError::Failed)
    }

    /// Takes back keys that [`lock_keys`](Session::lock_keys) has locked; how many.
    pub async fn unlock_keys(self, passphrase: &str, locked: &str) -> Result<usize, OfficeError> {
        let opened = office::call("unlock", &[browser::passphrase::normal(passphrase), locked.trim().to_owned()]).await?;
        let text = opened.into_iter().next().ok_or(OfficeError::Failed)?;
        let lines: Vec<&str> = text.lines().collect();
        let mut n_keys = 0;
        for pair in lines.chunks(2) {
            if let [name, secret] = pair
                && let Some(name) = name.strip_prefix("# ").filter(|name| is_of_key(name))
            {
                self.set_draft(name, Some(secret));
                n_keys += usize::from(name.starts_with("survey-key:"));
            }
        }
        Ok(n_keys)
    }

    /// Takes everything of ours off this device and starts the page anew. `false`: it could not be done, and all is there.
    pub async fn clear_device(self, note: &str) -> bool {
        let keeping = self.keeper().get_value();
        let is_cleared = keeping.clear(note).await;
        if is_cleared {
            browser::location::reload();
        }
        is_cleared
    }

    /// What the last clearing left to say.
    pub fn cleared_note(self) -> Option<String> {
        self.keeper().get_value().cleared()
    }
}
