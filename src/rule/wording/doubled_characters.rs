//! `doubled-characters` (L6): a word typed twice, as in `进行进行` or `信息的的公开`. A closed list, read with its exceptions.

use crate::finding::{Finding, Level, Rule};
use crate::language::Words;
use crate::rule::{Check, Definition, Subject};

pub(super) static RULE: Definition = Definition {
    rule: Rule { id: "doubled-characters", code: "L6", level: Level::Warning, words: Some(&WORDS) },
    check: Check::Report(check),
};

static WORDS: Words = Words::new(
    r"
doubled-characters = 字词重复：“{ $quote }”
    .help = “{ $word }”写了两遍，请删去一个。
doc-doubled-characters =
    .what = 同一个字词连写了两遍，如“的的”“进行进行”。只看一张不长的词表，“目的的”“不了了之”“人民政府政府信息公开”这样的写法不提示。
    .why = 错别字会在评估中扣分，报告公布以后不便再改。
    .mend = 删去多余的一个。
",
    r"
doubled-characters = A word stands twice: “{ $quote }”
    .help = “{ $word }” is written twice; delete one.
doc-doubled-characters =
    .what = The same word is typed twice in a row, such as “的的” or “进行进行”. Only the words of a short list are looked for; “目的的”, “不了了之” and “人民政府政府信息公开” are right.
    .why = Evaluators deduct points for such slips, and a published report is hard to change.
    .mend = Delete the one too many.
",
);

/// Words that never stand twice in a row, with the characters before and behind that make it right all the same.
const DOUBLED: [(&str, &str, &str); 25] = [
    ("的", "目标有中端鹄靶打", "确士"),
    ("了", "不未为没一明", "之解却结然断事得"),
    ("和", "共温总饱缓平谐祥暖柔中调人", "美气睦谐平解"),
    ("与", "参给赠授", "会时"),
    ("是", "于还但或可正就都只凡若总要", "非否"),
    ("进行", "", ""),
    ("以及", "", ""),
    ("按照", "", ""),
    ("根据", "", ""),
    ("及时", "", ""),
    ("主要", "", ""),
    ("开展", "", ""),
    ("积极", "", ""),
    ("认真", "", ""),
    ("严格", "", ""),
    ("切实", "", ""),
    ("不断", "", ""),
    ("进一步", "", ""),
    ("由于", "", ""),
    ("对于", "", ""),
    ("同时", "", ""),
    ("其中", "", ""),
    ("截至", "", ""),
    ("围绕", "", ""),
    ("加强", "", "版"),
];

/// How many characters the longest of them has.
const LONGEST: usize = 3;

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for chapter in &subject.chapters {
        let chars: Vec<(usize, char)> = chapter.text.char_indices().collect();
        let at = |index: usize| chars.get(index).map(|(_, c)| *c);
        for index in 0..chars.len() {
            for length in 1..=LONGEST {
                // Hardly any place has the same characters twice: only there words are looked up.
                if (0..length).any(|offset| at(index + offset) != at(index + length + offset)) {
                    continue;
                }
                let word: String = chars.iter().skip(index).take(length).map(|(_, c)| *c).collect();
                let Some((word, before_right, after_right)) =
                    DOUBLED.into_iter().find(|(other, ..)| *other == word)
                else {
                    continue;
                };
                let (before, after) = (index.checked_sub(1).and_then(at), at(index + 2 * length));
                let right = |c: Option<char>, list: &str| c.is_some_and(|c| list.contains(c));
                let third = before.is_some_and(|c| word.ends_with(c));
                if !third && !right(before, before_right) && !right(after, after_right) {
                    let start = chars[index].0;
                    let finding = subject.finding(&RULE, chapter, &(start..start + word.len() * 2));
                    findings.push(finding.arg("word", word));
                }
            }
        }
    }
    findings
}
