//! Rows about people beyond the open page: sealed under a passphrase on this device, or on their way to a 所属長.
//!
//! Both happen only when somebody asks for it. What is sealed is opaque to the store, and no bundle, backup or snapshot has it.

use super::{Attendance, Export, KeepError, OfficeError, armor, office};
use crate::{
    browser,
    domain::{
        Disposed,
        overtime::{Month, Workplace},
    },
    sheetfile::attendance::{Desk, read_desk, write_desk},
};
use leptos::prelude::*;

const SLOT: &str = "attendance";

impl Attendance {
    /// Whether sealed rows lie on this device; nothing before somebody has [looked](Attendance::look).
    pub fn is_kept(self) -> Signal<Option<bool>> {
        self.kept.into()
    }

    pub async fn look(self) {
        let keeping = self.session.keeper().get_value();
        let found = keeping.store().sealed(SLOT).await;
        self.kept.set(found.ok().map(|text| text.is_some()));
    }

    /// Seals what is open under a passphrase, in place of what was sealed before.
    pub async fn keep(self, passphrase: &str) -> Result<(), KeepError> {
        let text = write_desk(&self.desk().get_untracked());
        let sealed = lock(passphrase, text).await?;
        let keeping = self.session.keeper().get_value();
        keeping.store().keep_sealed(SLOT, Some(&sealed)).await.map_err(|_| KeepError::Storage)?;
        self.kept.set(Some(true));
        Ok(())
    }

    /// Opens what was sealed, in place of what is open.
    pub async fn open_kept(self, passphrase: &str) -> Result<(), KeepError> {
        let keeping = self.session.keeper().get_value();
        let sealed = keeping.store().sealed(SLOT).await.map_err(|_| KeepError::Storage)?.ok_or(KeepError::NotOurs)?;
        let desk = open(passphrase, sealed).await?;
        self.set_desk(desk);
        Ok(())
    }

    /// Throws all rows away (廃棄), open and sealed, and records that it was done.
    pub async fn dispose(self) -> Result<Disposed, KeepError> {
        let keeping = self.session.keeper().get_value();
        keeping.store().keep_sealed(SLOT, None).await.map_err(|_| KeepError::Storage)?;
        let desk = self.desk().get_untracked();
        let mut years = desk.ledger.years();
        years.extend(desk.leave.iter().map(|row| row.year));
        let days = desk.running.iter().chain(desk.claimed.iter());
        years.extend(days.filter_map(|row| Some(Month::of_day(row.day).ok()?.fiscal_year())));
        let disposed = Disposed {
            what: "職員ごとの時間外勤務・休暇".to_owned(),
            years: years.into_iter().collect(),
            n_people: u32::try_from(desk.n_people()).unwrap_or(u32::MAX),
        };
        self.clear();
        self.kept.set(Some(false));
        // Without a programme there is nowhere to record it, and the rows are gone all the same.
        let _ = self.session.record_disposal(disposed.clone());
        Ok(disposed)
    }

    /// What one 所属長 gets, sealed under a passphrase that is made for it. The passphrase goes another way than the file.
    pub async fn split(self, workplace: &Workplace) -> Result<(Export, String), KeepError> {
        let month = self.month().get_untracked();
        let desk = self.desk().get_untracked().of_workplace(workplace, month);
        let passphrase = browser::random::passphrase();
        let sealed = lock(&passphrase, write_desk(&desk)).await?;
        let name = format!("進捗帳_時間外勤務_{}_{month}", workplace.name());
        Ok((Export { name: super::export::safe_name(&name, "age"), text: armor::armored(&sealed) }, passphrase))
    }

    /// Opens a file that 人事課 has split off, in place of what is open.
    pub async fn open_split(self, text: &str, passphrase: &str) -> Result<(), KeepError> {
        let sealed = armor::bare(text).ok_or(KeepError::NotOurs)?;
        let desk = open(passphrase, sealed).await?;
        self.set_desk(desk);
        Ok(())
    }
}

async fn lock(passphrase: &str, text: String) -> Result<String, KeepError> {
    let results = office::call("lock", &[browser::passphrase::normal(passphrase), text]).await?;
    results.into_iter().next().ok_or(KeepError::Office(OfficeError::Failed))
}

async fn open(passphrase: &str, sealed: String) -> Result<Desk, KeepError> {
    let results = office::call("unlock", &[browser::passphrase::normal(passphrase), sealed]).await?;
    let text = results.into_iter().next().ok_or(KeepError::Office(OfficeError::Failed))?;
    read_desk(&text).map_err(|_| KeepError::Unreadable)
}
