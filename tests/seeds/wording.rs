//! Names and figures are the documents'; sentences are our own.
//!
//! The documents are no part of this repository: `documents.fingerprints` has a hash of every 25 consecutive characters of
//! them. `SHINCHOKU_DOCUMENTS=<folder of nagaoka.txt and ojiya.txt> cargo test --test seeds` writes it anew.

use super::{NAGAOKA, OJIYA, files, table, table::plain};
use std::{collections::BTreeSet, fs, path::Path};

/// So many characters in a row are a sentence copied, unless they are names.
const RUN: usize = 25;
/// What may stand between names: particles, brackets, commas.
const BETWEEN_NAMES: usize = 12;

/// Tables whose column of this name has names the seeds repeat letter by letter.
const NAMES_IN_TABLES: [(&str, &str); 6] = [
    (include_str!("nagaoka-indicators.tsv"), "name"),
    (include_str!("nagaoka-measures.tsv"), "name"),
    (include_str!("nagaoka-measures.tsv"), "section"),
    (include_str!("ojiya-measures.tsv"), "name"),
    (include_str!("ojiya-indicators.tsv"), "name"),
    (include_str!("ojiya-schedule.tsv"), "item"),
];

/// Further names of things, bodies, places, forms and rules.
const NAMES: &[&str] = &[
    // N
    "長岡市職員「働き方・仕事の進め方改革」実行プログラム",
    "長岡市職員の勤務時間、休暇等に関する規則",
    "家事、育児、ワークライフバランスの日",
    "職員ポータルサイト",
    "インフォメーション「全庁的お知らせ」",
    "仕事の進め方改革",
    "テーマ別ワーキングチーム",
    "入札契約事務",
    "財務事務",
    "会計事務",
    "文書事務",
    "庶務事務",
    "事務執行",
    "事務決裁",
    "文書管理",
    "財務会計",
    "人事、給与",
    // O: bodies, partners, facilities
    "プロジェクトチーム",
    "タスクフォース",
    "ふるさとCM制作チーム",
    "窓口改革推進委員会",
    "窓口改革推進員委員会",
    "テーマ別課長会議",
    "総合体育館・市民プール",
    "白山運動公園・グリーンヒル白山",
    "クラインガルテンふれあいの里",
    "健康こどもプラザ(あすえーる)",
    // O: procedures and terms
    "福祉タクシー券",
    "重度心身障害医療費受給資格認定申請",
    "RPA(Robotic Process Automation)",
    "PPP(パブリック・プライベート・パートナーシップ)",
    "「学生自身の能力の見極め」",
    "「就職活動の際の材料の取得」",
];

#[test]
fn no_sentence_of_the_documents_is_copied() {
    let copied = fingerprints();
    let names = names();
    let runs: Vec<String> = [NAGAOKA, OJIYA]
        .into_iter()
        .flat_map(files::texts)
        .flat_map(|(place, text)| copied_runs(&text, &copied, &names).into_iter().map(move |run| format!("{place}: {run}")))
        .collect();
    assert!(runs.is_empty(), "{} runs of {RUN} characters or more\n{}", runs.len(), runs.join("\n"));
}

#[test]
fn a_copied_sentence_would_be_seen() {
    let copied = fingerprints();
    // A name of the documents, taken for a sentence.
    let name = "ここに、男性職員に占める係長職の割合と女性職員に占める係長職の割合（事務職）を書く。";
    assert_eq!(copied_runs(name, &copied, &[]), ["男性職員に占める係長職の割合と女性職員に占める係長職の割合(事務職)"]);
    assert!(copied_runs(name, &copied, &names()).is_empty());
    assert!(copied_runs("二つの文書のどこにもない文であり、写したものではなく、長さだけは十分にある。", &copied, &[]).is_empty());
}

fn names() -> Vec<String> {
    let in_tables = NAMES_IN_TABLES.into_iter().flat_map(|(tsv, column)| {
        let (head, rows) = table::read(tsv);
        let at = head.iter().position(|name| *name == column).expect("a column of the table");
        rows.into_iter().map(move |row| row.cells[at])
    });
    // The mark of an indicator stands in the table before its name.
    let bare = |name: &str| plain(name).trim_start_matches(['①', '②', '③', '④']).to_owned();
    in_tables.chain(NAMES.iter().copied()).map(bare).filter(|name| !name.is_empty()).collect()
}

/// The runs of a text that stand in a document too and are more than names.
fn copied_runs(text: &str, copied: &BTreeSet<u64>, names: &[String]) -> Vec<String> {
    text.lines().map(plain).flat_map(|line| copied_runs_of_line(&line, copied, names)).collect()
}

fn copied_runs_of_line(line: &str, copied: &BTreeSet<u64>, names: &[String]) -> Vec<String> {
    let characters: Vec<char> = line.chars().collect();
    let mut is_name = vec![false; characters.len()];
    for name in names {
        for (at, _) in line.match_indices(name.as_str()) {
            let begin = line[..at].chars().count();
            is_name[begin..begin + name.chars().count()].fill(true);
        }
    }
    let mut is_copied = vec![false; characters.len()];
    for (at, window) in characters.windows(RUN).enumerate() {
        if copied.contains(&fingerprint(window)) {
            is_copied[at..at + RUN].fill(true);
        }
    }
    let places: Vec<usize> = (0..characters.len()).collect();
    let runs = places.chunk_by(|a, b| is_copied[*a] == is_copied[*b]).filter(|run| is_copied[run[0]]);
    let own_words = |run: &&[usize]| run.iter().filter(|at| !is_name[**at]).count() > BETWEEN_NAMES;
    runs.filter(own_words).map(|run| run.iter().map(|at| characters[*at]).collect()).collect()
}

/// Of 25 characters: FNV-1a, 40 bits of it.
fn fingerprint(window: &[char]) -> u64 {
    let bytes = window.iter().flat_map(|c| u32::from(*c).to_le_bytes());
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3));
    hash & 0xff_ffff_ffff
}

fn fingerprints() -> BTreeSet<u64> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/seeds/documents.fingerprints");
    if let Some(folder) = std::env::var_os("SHINCHOKU_DOCUMENTS") {
        let all = ["nagaoka.txt", "ojiya.txt"].map(|name| fs::read_to_string(Path::new(&folder).join(name)).expect("a document"));
        let of_line = |line: &str| plain(&without_tags(line)).chars().collect::<Vec<_>>();
        let all = all.iter().flat_map(|document| document.lines()).map(of_line);
        let all: BTreeSet<u64> = all.flat_map(|line| line.windows(RUN).map(fingerprint).collect::<Vec<_>>()).collect();
        let bytes: Vec<u8> = all.iter().flat_map(|fingerprint| fingerprint.to_be_bytes().into_iter().skip(3)).collect();
        fs::write(&file, bytes).expect("can be written");
        return all;
    }
    let bytes = fs::read(file).expect("the file is committed");
    let fingerprints: BTreeSet<u64> =
        bytes.chunks(5).map(|five| five.iter().fold(0, |number, byte| number << 8 | u64::from(*byte))).collect();
    assert!(fingerprints.len() > 10_000, "{} fingerprints are not two documents", fingerprints.len());
    fingerprints
}

/// A cell of the second document may be a list in HTML.
fn without_tags(line: &str) -> String {
    let pieces =
        line.split('<').enumerate().map(|(at, piece)| if at == 0 { piece } else { piece.split_once('>').map_or(piece, |(_, text)| text) });
    pieces.collect()
}
