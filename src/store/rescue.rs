//! The rescue file: kept texts as they lay in the storages, written by the boot script (`xtask/web/boot.js`) when the page
//! has stopped. Read here, because only here is known what such texts say.
//!
//! ```text
//! {"format":"shinchoku-rescue","version":1,"written_at":"2026-11-21T09:30:00",
//!  "manifests":["…"],"parts":{"<hash>":["…"]},"drafts":["…"]}
//! ```
//!
//! Both storages are in it. Of a part that they hold differently there are two texts, of which one may be damaged. Opened answers
//! are not in it, whatever the manifests say, and of the drafts only half-typed texts.

use super::{
    manifest::{Head, Name, NotAManifest, moment},
    part::{Content, Group},
    slip::Slip,
    slips::Drafts,
};
use crate::{domain::Workspace, merge::join_into, register::Moment};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// As the file names itself.
pub const FORMAT: &str = "shinchoku-rescue";

pub const VERSION: u64 = 1;

/// What a rescue file says.
#[derive(Clone, Debug, PartialEq)]
pub struct Rescued {
    pub workspace: Workspace,
    /// Half-typed texts.
    pub drafts: Drafts,
    pub written_at: Option<Moment>,
    /// Parts that are missing or damaged, wholly or with some of their records.
    pub n_lost: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotRescued {
    #[error("version {theirs}, newer than {VERSION}")]
    Newer { theirs: u64 },
    #[error("damaged")]
    Damaged,
}

#[derive(Deserialize)]
struct Envelope {
    format: String,
    version: u64,
}

#[derive(Deserialize)]
struct Form {
    written_at: Written,
    manifests: Vec<String>,
    parts: BTreeMap<String, Vec<String>>,
    drafts: Vec<String>,
}

/// For people only: one that cannot be read costs nothing else.
#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    At(#[serde(with = "moment")] Moment),
    Unknown(serde::de::IgnoredAny),
}

pub fn read(text: &str) -> Result<Rescued, NotRescued> {
    let Envelope { format, version } = serde_json::from_str(text).map_err(|_| NotRescued::Damaged)?;
    match version {
        _ if format != FORMAT => return Err(NotRescued::Damaged),
        VERSION => {}
        theirs => return Err(NotRescued::Newer { theirs }),
    }
    let Form { written_at, manifests, parts, drafts } = serde_json::from_str(text).map_err(|_| NotRescued::Damaged)?;
    let heads: Vec<Option<Head>> = manifests.iter().map(|text| head(text)).collect();
    let mut open = Workspace::default();
    let mut n_lost = 0;
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for (key, part) in heads.iter().flatten().flat_map(|head| &head.manifest.parts) {
        if matches!(key.shelf.group, Group::Answers | Group::Foreign(_)) || !seen.insert(part.name.to_string()) {
            continue;
        }
        let texts = parts.get(part.name.as_str()).map(Vec::as_slice).unwrap_or_default();
        if !take(&mut open, &key.shelf.group, &part.name, texts) {
            n_lost += 1;
        }
    }
    // Without its manifest a storage is a heap of parts, of now and of earlier. Joined they say what is newest.
    if heads.is_empty() || heads.iter().any(Option::is_none) {
        for (name, texts) in parts.iter().filter(|(name, _)| !seen.contains(*name)) {
            for text in texts.iter().filter(|text| Name::of(text).as_str() == name) {
                if let Content::Whole(content) | Content::InPart(content) = Content::read(&Group::Definitions, text) {
                    join_into(&mut open, &content);
                }
            }
        }
    }
    let mut slip = Slip::default();
    drafts.iter().filter_map(|text| Slip::read(text)).for_each(|other| slip.join(&other));
    let drafts = slip.values().into_iter().filter_map(|(name, value)| Some((name, value.as_str()?.to_owned()))).collect();
    let written_at = match written_at {
        Written::At(at) => Some(at),
        Written::Unknown(_) => None,
    };
    Ok(Rescued { workspace: open, drafts, written_at, n_lost })
}

fn head(text: &str) -> Option<Head> {
    match Head::read(text) {
        Ok(head) => Some(head),
        Err(NotAManifest::Newer { head, .. }) => head.map(|head| *head),
        Err(NotAManifest::Damaged) => None,
    }
}

/// Joins what the part says, from its undamaged text where there is one; whether nothing of it is lost.
fn take(open: &mut Workspace, group: &Group, name: &Name, texts: &[String]) -> bool {
    if let Some(text) = texts.iter().find(|text| Name::of(text) == *name)
        && let Content::Whole(content) = Content::read(group, text)
    {
        join_into(open, &content);
        return true;
    }
    for text in texts {
        if let Content::Whole(content) | Content::InPart(content) = Content::read(group, text) {
            join_into(open, &content);
        }
    }
    false
}
