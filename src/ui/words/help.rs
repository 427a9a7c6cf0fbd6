//! ヘルプ: for each role the job in a few steps, with a picture of the real page; then what is the same for all.

use crate::store::settings::Role;

/// What one role does here.
pub struct Guide {
    pub role: Role,
    pub job: &'static str,
    pub steps: &'static [&'static str],
    pub picture: Picture,
}

/// A picture of a real page, taken by a journey (`tests/e2e/help.spec.ts`), which fails when the page no longer has what is
/// named here.
pub struct Picture {
    /// Of its file in `xtask/web/help`.
    pub name: &'static str,
    pub caption: &'static str,
    /// What there is to see in it, word for word as on the page.
    pub shows: &'static [&'static str],
}

impl Picture {
    /// For those who hear the page: `…。「報告を書き出す」「読み込む」があります。`
    pub fn description(&self) -> String {
        let shown: String = self.shows.iter().map(|name| format!("「{name}」")).collect();
        format!("{}の画面。{shown}があります。", self.caption)
    }
}

pub const GUIDES: [Guide; 5] = [
    Guide {
        role: Role::Respondent,
        job: "アンケートに匿名で答え、できたファイルを事務局へ送付します。",
        steps: &[
            "「提出・回収」を開き、事務局から届いた配布ファイルを「届いたファイル」に入れて読み込みます。",
            "「アンケート」を開き、「回答する」を押します。",
            "設問に答えます。答えたくない設問は、「必須」でなければ空けてかまいません。",
            "「回答に封をする」を押します。封をした回答は、事務局の鍵だけが開けられます。",
            "「回答のファイルを書き出す」を押し、ダウンロードされたファイルを事務局へ送付します。",
        ],
        picture: Picture { name: "answer", caption: "アンケートに答える", shows: &["そう思う", "回答に封をする"] },
    },
    Guide {
        role: Role::Department,
        job: "所属の進捗管理票と実績値を入力し、報告のファイルを事務局へ送付します。",
        steps: &[
            "「提出・回収」を開き、事務局から届いた配布ファイルを読み込みます。",
            "「取組」で所属の取組の進捗管理票を開き、「この票に入力する」を押します。",
            "欄に入力します。欄を離れると保存され、画面の上に「保存しました」と時刻が出ます。",
            "「指標」で指標の名前を押し、実績値を入力します。",
            "「提出・回収」で「報告を書き出す」を押し、ダウンロードされたファイルを事務局へ送付します。",
            "あとで直したときは、もう一度書き出して送付します。前のファイルと重なってもかまいません。",
        ],
        picture: Picture {
            name: "sheet",
            caption: "進捗管理票の入力",
            shows: &["取組目標【Plan】", "上半期の取組結果【Do】", "下半期の取組結果【Do】"],
        },
    },
    Guide {
        role: Role::Manager,
        job: "所属の入力を提出前に確かめ、職員の時間外勤務が上限を超えないように見ます。",
        steps: &[
            "「取組」と「指標」で、所属の入力を確かめます。直すところは、その場で直せます。",
            "「時間外勤務」を開き、庶務事務システムの表（Excel、CSV）を読み込みます。",
            "「残り時間」で、今月と今年度にあと何時間できるかを職員ごとに見ます。",
            "「上限超え・理由」で、上限を超えた月と理由を確かめます。",
            "ページを閉じると、職員ごとの時間は消えます。残すときは「保管・配布」で合言葉を付けて封をします。",
        ],
        picture: Picture {
            name: "hours", caption: "職員ごとの残り時間", shows: &["職員ごとの残り時間", "上限超え", "余裕あり"]
        },
    },
    Guide {
        role: Role::Secretariat,
        job: "配布し、届いた報告を集め、食い違いを決め、判定を確かめて帳票にします。",
        steps: &[
            "「設定」の「プログラムの編集」で、所属・取組・指標・目標値を整えます。",
            "「提出・回収」で「配布ファイルを書き出す」を押し、各所属へ送付します。",
            "届いた報告をまとめて「届いたファイル」に入れます。何がどう変わるかを見て、選んだものだけを読み込みます。",
            "「内容の食い違い」が出たら、どちらを残すかを選びます。",
            "「ホーム」と「指標」で判定を確かめます。判定保留には、理由と、だれが動くかが出ます。",
            "「帳票」で、印刷するか、Excel・CSVに書き出します。",
        ],
        picture: Picture {
            name: "intake",
            caption: "読み込む前の確認",
            shows: &["読み込むファイル", "新規", "更新", "食い違い", "所管外"],
        },
    },
    Guide {
        role: Role::Viewer,
        job: "取組の進み具合と指標の判定を見ます。何も変えません。",
        steps: &[
            "事務局から配布ファイルが届いていれば、「提出・回収」で読み込みます。",
            "「ホーム」で年度を選び、柱ごとの達成状況を見ます。",
            "「指標」で指標の名前を押すと、目標、実績、判定とその理由、推移の図が出ます。",
            "「取組」で、取組ごとの進捗管理票を見ます。",
        ],
        picture: Picture { name: "indicator", caption: "指標の判定", shows: &["未達成", "目標", "比較"] },
    },
];

/// Words that stand on the pages, and what they mean.
pub const SIGNS: [(&str, &str); 10] = [
    ("保存しました 9:30", "入力がこのブラウザーの中に残りました。時刻は、最後に残した時刻です。"),
    ("未保存", "まだ残っていません。理由が出ます。ページを閉じずに、「提出・回収」で控えを書き出してください。"),
    ("原本照合待ち", "原本の読み方が決まっていない数値です。原本で確かめて、正しいものを選びます。"),
    ("照合済", "原本と突き合わせた数値です。"),
    ("欠落", "原本から値が失われています。分かったときに入力します。"),
    ("内容の食い違い", "同じ欄が二つの端末で別々に書きかえられました。どちらも残っています。「提出・回収」で選びます。"),
    ("手元のほうが新しい", "届いたファイルより、この端末の内容のほうが新しい欄です。読み込んでも変わりません。"),
    ("所管外", "送った所属の受け持ちではない欄です。確かめてから選びます。"),
    ("判定保留", "判定に要る値が足りないか、決まっていません。理由と、だれが動くかが出ます。"),
    ("読み取れません", "ファイルのその部分が壊れています。ほかの内容は読み込めます。"),
];

/// What to do when something went wrong.
pub const TROUBLES: [(&str, &str); 7] = [
    ("間違えて入力した・消した", "画面の上の「元に戻す」を押します。何段でも戻れます。欄の外では Ctrl＋Z でも戻ります。"),
    (
        "違うファイルを読み込んだ",
        "「提出・回収」の「この読み込みを取り消す」を押します。日をまたいだときは、「設定」の「以前の状態」から戻せます。",
    ),
    (
        "「画面が止まりました」と出た",
        "再読み込みすると、保存した内容が出ます。直らないときは、その画面の「控えを書き出す」でファイルを作り、別のブラウザーの「提出・回収」で読み込みます。",
    ),
    (
        "「未保存」のままになる",
        "ブラウザーの保存先がいっぱいか、止められています。「提出・回収」の「控えを書き出す」でファイルに残し、情報システムの担当に相談します。",
    ),
    (
        "入力したはずのものが見えない",
        "別のパソコン、別のブラウザー、別のアドレスで開いていないか、画面の上のプログラムと年度が合っているかを確かめます。",
    ),
    (
        "ファイルを送れない・読み込めない",
        "送る側は「.txt で書き出す」か「文章としてコピー」を使います。メールの本文になったものも、貼り付けて読み込めます。",
    ),
    ("ログオフすると消えるパソコンを使う", "「提出・回収」の「作業ファイル」を自分のフォルダーに作り、始めるときに開きます。"),
];

/// Where what is typed is.
pub const WHERE: [&str; 4] = [
    "入力した内容は、このパソコンの、このブラウザーの中だけにあります。サーバーには送られません。ほかの人には、ファイルを送付するまで見えません。",
    "閲覧の履歴と一緒に「サイトのデータ」を消すと、入力も消えます。パソコンの入れ替えや、アドレスの変更の前も同じです。",
    "ときどき「提出・回収」で「控えを書き出す」を押し、ファイルを自分のフォルダーに置いてください。読み込むと元に戻ります。",
    "異動のときは、「設定」の「引継ぎ」の手順で、記録を後任に渡してから消します。",
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_role_has_its_guide_of_four_to_six_steps() {
        assert_eq!(GUIDES.map(|guide| guide.role), Role::ALL);
        for guide in &GUIDES {
            assert!((4..=6).contains(&guide.steps.len()), "{}", guide.job);
            assert!(!guide.picture.shows.is_empty());
        }
        let pictures: BTreeSet<&str> = GUIDES.iter().map(|guide| guide.picture.name).collect();
        assert_eq!(pictures.len(), GUIDES.len());
    }

    /// A name that a step tells to press must be somewhere on a page, or it leads nowhere.
    #[test]
    fn what_a_text_puts_in_brackets_stands_on_a_page() {
        let pages = sources(std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src/ui")))
            + &std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/xtask/web/boot.js")).expect("the boot script is there");
        let steps = GUIDES.iter().flat_map(|guide| guide.steps.iter().chain(guide.picture.shows).copied());
        let rest = SIGNS.iter().chain(&TROUBLES).map(|(_, text)| *text).chain(TROUBLES.iter().map(|(what, _)| *what)).chain(WHERE);
        let mut n_names = 0;
        for text in steps.chain(rest) {
            for name in text.split('「').skip(1).filter_map(|rest| rest.split('」').next()) {
                n_names += 1;
                assert!(pages.contains(name) || name == "サイトのデータ", "「{name}」 is on no page");
            }
        }
        assert!(n_names > 40);
    }

    /// Everything that is drawn, but this file.
    fn sources(folder: &std::path::Path) -> String {
        let mut text = String::new();
        for entry in std::fs::read_dir(folder).expect("the folder can be listed") {
            let path = entry.expect("the entry can be read").path();
            if path.is_dir() {
                text += &sources(&path);
            } else if !path.ends_with("words/help.rs") {
                text += &std::fs::read_to_string(&path).expect("sources are UTF-8");
            }
        }
        text
    }
}
