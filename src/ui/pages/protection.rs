//! 回答の守られ方: what is protected and what is not, in plain words, for everybody who answers.

use crate::{
    session::Session,
    ui::route::{Route, SurveyView},
};
use leptos::prelude::*;

#[component]
pub fn ProtectionPage() -> impl IntoView {
    let session = Session::here();
    let minimum = move || {
        let program = session.program().get();
        program.and_then(|program| program.tables.settings.get(&()).map(|settings| settings.minimum_group)).unwrap_or(10).max(3)
    };
    view! {
        <main class="page" id="main">
            <div class="page-head">
                <p class="soft no-print"><a href=Route::Survey(SurveyView::Overview).href()>"アンケート"</a></p>
                <h1>"回答の守られ方"</h1>
            </div>
            <section class="section">
                <h2>"守られること"</h2>
                <ul>
                    <li>"回答は、あなたの端末の中で封をしてからファイルになります。開けるのは、事務局の鍵を持つ端末だけです。取りまとめる所属の人や、送付の途中で見た人には読めません。"</li>
                    <li>"回答のファイルに、名前・端末・日時・順番は入りません。封をした大きさも全員同じです。"</li>
                    <li>{move || format!("集計は、回答者が{}人以上の集まりだけを見せます。満たない所属や属性は、回答者数も見せません。", minimum())}</li>
                    <li>"全員、または一人を除く全員が同じ答えの集まりは、その設問を見せません。"</li>
                    <li>"部の合計から課を引く、属性ごとの表と所属ごとの表を突き合わせる、前の公表と引き算する、といった計算で分かってしまうときは、ほかの集まりも合わせて伏せます。伏せた理由は区別できません。"</li>
                    <li>"締め切りのあとに届いた回答は、引き算で一人の回答が分からない人数がそろうまで、公表した集計に加えません。"</li>
                    <li>{move || format!("締め切るまでは、{}件に満たない所属に届いた回答の数を、事務局の画面にも出しません。1件ずつ増えるところが見えると、だれがいつ答えたか分かるためです。", minimum())}</li>
                    <li>"自由記述は、全体だけでまとめ、順番を並べ替えます。事務局が、個人の分かるところを伏せてから公表します。"</li>
                </ul>
            </section>
            <section class="section">
                <h2>"守られないこと"</h2>
                <ul>
                    <li>"事務局の鍵を持つ担当者は、封を開けた回答を一件ずつ読めます。名前はありませんが、所属や年代を答えていると、人数の少ないところでは誰の回答か見当がつくことがあります。所属や属性は、答えなくても送れます。"</li>
                    <li>"自由記述の書きぶりや出来事から、あなたと分かることがあります。分かって困ることは書かないでください。"</li>
                    <li>"見せる集まりの中では、一人だけの答えも「1人」と出ます。誰の答えかは出ません。"</li>
                    <li>"共用の端末でのぞき見られること、端末そのものが調べられることは、このページでは防げません。"</li>
                    <li>"対象者数は、伏せた所属でも見せることがあります。"</li>
                    <li>"締め切ったあとは、少人数の所属に届いた回答の数（中身ではありません）を、事務局が見られます。"</li>
                    <li>"プログラムで決めた全体の指標（肯定的な回答の割合など）は、回答者が少なくても公表します。"</li>
                </ul>
            </section>
            <section class="section">
                <h2>"一人一回について"</h2>
                <p>
                    "だれが答えたかを記録しないため、同じ人が二回答えても見分けられません。一人一回の回答は、お一人おひとりの良識にお任せしています。事務局が「整理番号」を使う場合は、くじで引いた紙の番号で二重の回答を除きます。番号と名前は結び付けず、番号は集計の前に捨てます。"
                </p>
            </section>
        </main>
    }
}
