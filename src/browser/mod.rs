//! What can only a browser do?
//!
//! Belongs here: clock, chance, storages, files, the address bar, the worker: each function a few lines over `web_sys`.
//!
//! Deliberately not here: any decision. What to do when a storage is full or a file is odd is `store`'s and `session`'s.

pub mod beside;
pub mod clock;
pub mod door;
pub mod files;
pub mod leaving;
pub mod location;
pub mod office;
pub mod passphrase;
pub mod panic;
pub mod random;
pub mod start;
pub mod storage;
pub mod tabs;
pub mod typing;
pub mod working_file;
