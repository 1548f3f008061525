//! A whole and its parts: `主动公开 124 条，其中网站 24 条、公众号 41 条，占 33.1%`.

use std::ops::Range;

use super::bracket::{Bracket, round_pairs};
use super::count::{Count, counts};
use super::sentence::clauses;

/// A count and the parts that 其中 introduces behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breakdown {
    /// The whole.
    pub whole: Count,
    /// Its parts in the unit of the whole.
    pub parts: Vec<Part>,
    /// Whether the parts are one series of the same kind, told to its end: only then should they add up to the whole.
    pub complete: bool,
    /// Its bytes, from the whole to the last part.
    pub range: Range<usize>,
}

/// One part of a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What is counted: the words in front of the number.
    pub label: String,
    /// How many.
    pub count: Count,
    /// The share of the whole that is said behind it (占…%).
    pub share: Option<Count>,
}

/// How far a whole may stand in front of its 其中, in bytes: a comma and a short remark.
const NEAR: usize = 36;

/// How many counts in front of 其中 are looked at.
const LOOKED_AT: usize = 8;

/// Words by which a clause compares with another year; its numbers are no parts.
const COMPARING: [&str; 9] = ["较", "同比", "比上", "比去", "上年", "去年", "增长", "增加", "减少"];

/// Words for averages.
const AVERAGES: [&str; 6] = ["人均", "户均", "平均", "日均", "月均", "年均"];

/// Words for ways of publishing: parts that all name one are a series.
const CHANNELS: [&str; 20] = [
    "网站",
    "公众号",
    "微信",
    "微博",
    "新媒体",
    "公示栏",
    "公开栏",
    "公告栏",
    "公报",
    "平台",
    "客户端",
    "短视频",
    "电子屏",
    "宣传栏",
    "线上",
    "线下",
    "查阅点",
    "公示屏",
    "公告牌",
    "橱窗",
];

/// The breakdowns of a sentence in order.
pub fn breakdowns(sentence: &str) -> Vec<Breakdown> {
    let starts: Vec<usize> = sentence.match_indices("其中").map(|(at, _)| at).collect();
    if starts.is_empty() {
        return Vec::new();
    }
    let all = counts(sentence);
    let compared: Vec<Range<usize>> = clauses(sentence)
        .into_iter()
        .filter(|clause| COMPARING.iter().any(|word| clause.text.contains(word)))
        .map(|clause| clause.range)
        .collect();
    let brackets = round_pairs(sentence);
    let is_compared = |count: &Count| {
        let at = compared.partition_point(|range| range.end <= count.range.start);
        compared.get(at).is_some_and(|range| range.contains(&count.range.start))
    };
    let mut found = Vec::new();
    for (number, &start) in starts.iter().enumerate() {
        let (before, behind) = all.split_at(all.partition_point(|count| count.range.start < start));
        // What a remark in brackets counts is no whole of what stands behind it, and no part of what stands before.
        let is_aside = |count: &Count| {
            let around = |at: usize, (open, close): &(Bracket, Bracket)| (open.0..close.0).contains(&at);
            brackets.iter().any(|pair| around(count.range.start, pair) && !around(start, pair))
        };
        // A comparison in between, as in 公开 260 条，较上年增加 24 条，其中, leaves the whole where it was.
        let distance = |count: &Count| {
            let between =
                compared.iter().filter(|range| count.range.end <= range.start && range.end <= start);
            start - count.range.end - between.map(Range::len).sum::<usize>()
        };
        let is_whole = |count: &Count| {
            count.unit != "%" && distance(count) <= NEAR && !is_aside(count) && !is_compared(count)
        };
        let from = before.len().saturating_sub(LOOKED_AT);
        let near = before.get(from..).unwrap_or_default();
        let Some(at) = near.iter().rposition(is_whole) else { continue };
        let whole = &near[at];
        // Of an average, what stands behind it is no part.
        let ahead = sentence.get(..whole.range.start).unwrap_or_default();
        if AVERAGES.iter().any(|word| last_clause(ahead).contains(word)) {
            continue;
        }
        // Behind a list 其中 may go back to all of it, as in 网站 120 条、公众号 50 条；其中原创 60 条.
        let is_listed = before.get(..from + at).and_then(<[Count]>::last).is_some_and(|other| {
            let between = sentence.get(other.range.end..whole.range.start).unwrap_or_default();
            other.unit == whole.unit && between.contains('、') && !between.contains(['，', '；'])
        });
        if is_listed {
            continue;
        }
        let next = starts.get(number + 1).copied().unwrap_or(sentence.len());
        let closed = brackets.iter().rfind(|(open, close)| (open.0..close.0).contains(&start));
        let end = closed.map_or(next, |(_, close)| close.0.min(next));
        let inside = behind.iter().take_while(|count| count.range.end <= end);
        let inside: Vec<&Count> = inside.filter(|count| !is_compared(count)).collect();
        let mut parts: Vec<Part> = Vec::new();
        let (mut from, mut commas, mut ended, mut asides) = (start + "其中".len(), false, false, false);
        for count in inside {
            let label = sentence.get(from..count.range.start).unwrap_or_default();
            from = count.range.end;
            if count.unit == whole.unit && is_aside(count) {
                asides = true;
            } else if count.unit == whole.unit {
                asides = false;
                let apart = label.contains(['；', ';']);
                let label = last_clause(label);
                // Behind a semicolon another whole may begin: only what goes on as before is a part.
                let goes_on =
                    |first: &Part| !commas || begin(&first.label) == begin(&label) || is_rest(&label);
                if apart && !parts.first().is_none_or(goes_on) {
                    ended = true;
                    break;
                }
                commas |= !apart && !parts.is_empty();
                parts.push(Part { label, count: count.clone(), share: None });
            } else if count.unit == "%"
                && !asides
                && is_share(label)
                && let Some(part) = parts.last_mut().filter(|part| part.share.is_none())
            {
                part.share = Some(count.clone());
            }
        }
        let Some(last) = parts.last() else { continue };
        let behind = sentence.get(last.count.range.end..).unwrap_or_default().trim_start();
        let to_its_end =
            !ended && number + 1 == starts.len() && !behind.starts_with('等') && compared.is_empty();
        let exact = whole.exact && parts.iter().all(|part| part.count.exact);
        let range = whole.range.start..last.count.range.end;
        let complete = to_its_end && exact && is_series(&parts);
        found.push(Breakdown { whole: whole.clone(), parts, complete, range });
    }
    found
}

/// The words of a text's last clause, without punctuation around.
fn last_clause(text: &str) -> String {
    let clause = text.rsplit(['，', '；', '、', ',', ';', '：', ':']).next().unwrap_or_default();
    clause.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

/// Whether the words between a part and a percentage make it the part's share, not that of something named anew.
fn is_share(label: &str) -> bool {
    let words = label.trim_start_matches(|c: char| !c.is_alphanumeric());
    words.strip_prefix('约').unwrap_or(words).starts_with('占')
}

/// Whether a label says that it is what is left.
fn is_rest(label: &str) -> bool {
    ["其他", "其它", "其余", "另"].iter().any(|rest| label.starts_with(rest))
}

/// How a label begins.
fn begin(label: &str) -> String {
    label.chars().take(2).collect()
}

/// Whether parts are of one kind: all name a channel, all begin or all end alike, or the last one is the rest.
fn is_series(parts: &[Part]) -> bool {
    let [first, .., last] = parts else { return false };
    // Of 1亿元以上 14 个，10亿元以上 2 个 the second are among the first.
    let is_threshold = |part: &Part| ["以上", "以下", "以内"].iter().any(|word| part.label.ends_with(word));
    if parts.iter().any(is_threshold) {
        return false;
    }
    let end = |part: &Part| part.label.chars().next_back();
    let alike = |same: &dyn Fn(&Part) -> bool| parts.iter().all(same);
    is_rest(&last.label)
        || alike(&|part| CHANNELS.iter().any(|channel| part.label.contains(channel)))
        || !first.label.is_empty() && alike(&|part| begin(&part.label) == begin(&first.label))
        || !first.label.is_empty() && alike(&|part| end(part) == end(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, Vec<String>, bool)> {
        let parts = |of: &Breakdown| {
            let part = |part: &Part| {
                let share = part.share.as_ref().map(|share| format!(" {}%", share.value));
                format!("{} {}{}", part.label, part.count.value, share.unwrap_or_default())
            };
            of.parts.iter().map(part).collect()
        };
        breakdowns(text).iter().map(|of| (of.whole.value.to_string(), parts(of), of.complete)).collect()
    }

    #[test]
    fn parts_follow_the_word() {
        let text = "公开信息120条，其中通过网站公开60条，主要涉及补贴等；通过公众号公开40条，占33.3%。";
        let parts = vec!["通过网站公开 60".to_owned(), "通过公众号公开 40 33.3%".to_owned()];
        assert_eq!(read(text), [("120".to_owned(), parts, true)]);
        assert_eq!(read("公开信息120条，网站60条。"), []);
    }

    #[test]
    fn remarks_in_brackets_stand_by_themselves() {
        let text = "不予公开9件（其中执法案卷7件、查询事项2件），无法提供3件。";
        let parts = vec!["执法案卷 7".to_owned(), "查询事项 2".to_owned()];
        assert_eq!(read(text), [("9".to_owned(), parts, false)]);
        let text = "收到申请8件（含结转1件），其中网上5件（含补正2件，占40%）、线上3件（占37.5%）。";
        let parts = vec!["网上 5".to_owned(), "线上 3 37.5%".to_owned()];
        assert_eq!(read(text), [("8".to_owned(), parts, true)]);
    }

    #[test]
    fn a_comparison_is_no_whole_and_an_average_has_no_parts() {
        let text = "公开260条，较2023年的236条增加24条，同比增长10.2%，其中网站类91条、公开栏类40条。";
        assert_eq!(read(text)[0].0, "260");
        assert_eq!(read("人均收入28416元，其中城镇37902元。"), []);
    }

    #[test]
    fn behind_a_list_nobody_knows_which_is_the_whole() {
        assert_eq!(read("公开330条：网站280条、公众号50条；其中原创210条、转载120条。"), []);
    }

    #[test]
    fn a_share_of_something_named_anew_is_not_the_last_part_s() {
        let text = "发布信息186条，其中原创124条，转载62条；原创占比66.7%。";
        assert_eq!(read(text)[0].1, ["原创 124", "转载 62"]);
    }

    #[test]
    fn highlights_and_lists_that_go_on_are_not_complete() {
        for text in [
            "公开信息120条，其中政策解读5篇。",
            "公开信息120条，其中教育领域30条，医疗12条。",
            "公开信息120条，其中网站60条、公众号40条等。",
            "公开信息120条，其中网站60条，较上年增加10条，公众号40条。",
            "公开信息约120条，其中网站60条，公众号40条。",
            "签约项目36个，其中亿元以上14个，10亿元以上2个。",
            "各部门通过网站发布信息120条，其中主动公开60条，转载12条；通过公众号发布信息300条。",
        ] {
            assert!(read(text).iter().all(|(_, _, complete)| !complete), "{text}");
        }
    }
}
