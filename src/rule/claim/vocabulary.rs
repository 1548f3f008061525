//! The words that the reader of claims knows: those of the form, those of the agency, and words that change nothing.

use std::borrow::Cow;

use crate::form::Claims;
use crate::portal::Kind;
use crate::rule::Subject;

/// Words that change nothing. What stands for one year or body only is added for each report.
const FILLERS: [&str; 66] = [
    "本年",
    "本年度",
    "全年",
    "全年度",
    "年内",
    "今年",
    "当年",
    "年末",
    "年底",
    "年底前",
    "年度内",
    "截至年底",
    "截至年末",
    "截止年底",
    "期间",
    "共",
    "共计",
    "总计",
    "合计",
    "累计",
    "总共",
    "一共",
    "共有",
    "总",
    "计",
    "本机关",
    "本单位",
    "我单位",
    "均",
    "已",
    "也",
    "都",
    "并",
    "还",
    "另",
    "依法",
    "按程序登记",
    "按程序",
    "依法依规",
    "事项",
    "情况",
    "按规定",
    "按照规定",
    "在法定期限内",
    "按时限",
    "到期",
    "全部",
    "了",
    "是",
    "为",
    "有",
    "达",
    "达到",
    "保持",
    "于",
    "中",
    "从数量看",
    "办理结果为",
    "办理结果",
    "情况为",
    "数量为",
    "数量",
    "总数",
    "其中包括",
    "分别为",
    "文件管理方面",
];

/// Words that deny what follows.
pub(super) const DENIALS: [&str; 8] = ["没有", "未", "无", "尚无", "未有", "均未", "均无", "从未"];

/// What stands between the members of a series.
const ANDS: [&str; 5] = ["、", "和", "及", "以及", "与"];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token {
    Filler,
    /// 的 on its own.
    Of,
    /// 、 or 和 between members of a series.
    And,
    /// 其中: a part of what was said.
    Among,
    Topic,
    Denial,
    /// A figure, by its index.
    Figure(usize),
    /// A count, by its index.
    Count(usize),
}

/// A word and what it means.
pub(super) struct Word<'w> {
    pub(super) text: Cow<'w, str>,
    pub(super) token: Token,
}
/// The words of a group in a report on a year, longest first; `names` are those of the body that it is of.
pub(super) fn vocabulary<'w>(year: i32, names: &'w [String], claims: &'w Claims) -> Vec<Word<'w>> {
    let mut words: Vec<Word<'w>> = Vec::new();
    for (index, figure) in claims.figures.iter().enumerate() {
        let dated = |word: &'w String| -> Cow<'w, str> {
            if !word.contains('{') {
                return Cow::Borrowed(word);
            }
            let word = word.replace("{year}", &year.to_string());
            let word = word.replace("{last}", &(year - 1).to_string());
            Cow::Owned(word.replace("{next}", &(year + 1).to_string()))
        };
        words.extend(figure.words.iter().map(|word| Word { text: dated(word), token: Token::Figure(index) }));
    }
    let owned =
        |list: &'w [String], token| list.iter().map(move |word| (Cow::Borrowed(word.as_str()), token));
    let fixed =
        |list: &'static [&'static str], token| list.iter().map(move |word| (Cow::Borrowed(*word), token));
    let others = owned(&claims.topic, Token::Topic)
        .chain(owned(&claims.fillers, Token::Filler))
        .chain(fixed(&DENIALS, Token::Denial))
        .chain(fixed(&FILLERS, Token::Filler))
        .chain(fixed(&ANDS, Token::And))
        .chain([(Cow::Borrowed("的"), Token::Of), (Cow::Borrowed("其中"), Token::Among)])
        .chain([format!("{year}年"), format!("{year}年度")].map(|word| (Cow::Owned(word), Token::Filler)))
        .chain(owned(names, Token::Filler));
    words.extend(others.filter(|(text, _)| !text.is_empty()).map(|(text, token)| Word { text, token }));
    // Of two meanings of a word the first one counts: figures and topics before words that change nothing.
    words.sort_by_key(|word| std::cmp::Reverse(word.text.len()));
    words
}

/// How a report may name the body that it is of.
pub(super) fn own_names(subject: &Subject<'_>) -> Vec<String> {
    let mut names: Vec<String> =
        ["局", "委", "办", "镇", "乡", "街道", "中心", "县", "市", "区", "院", "站", "所"]
            .iter()
            .flat_map(|kind| [format!("我{kind}"), format!("本{kind}")])
            .collect();
    if let Some(agency) = subject.agency {
        names.extend([agency.name.clone(), agency.short.clone()]);
        names.extend(agency.aliases.iter().cloned());
        let full: Vec<&String> = std::iter::once(&agency.name).chain(&agency.aliases).collect();
        names.extend(full.into_iter().flat_map(|name| spoken(name)));
        match agency.kind {
            Kind::Government => names.extend(
                [
                    "县政府",
                    "市政府",
                    "区政府",
                    "全县",
                    "全市",
                    "全区",
                    "全省",
                    "全县行政机关",
                    "全市行政机关",
                    "各级行政机关",
                ]
                .map(str::to_owned),
            ),
            Kind::Town => names.extend(["全镇", "全乡"].map(str::to_owned)),
            Kind::Subdistrict => names.push("全街道".to_owned()),
            Kind::Department | Kind::Institution => names.push("全局".to_owned()),
        }
    }
    names
}

/// A full name as it is said within its own region: 县水务局 and 水务局 for 云汀县水务局, 政府 for 人民政府.
fn spoken(name: &str) -> Vec<String> {
    const REGION: usize = 6;
    let ends = name.char_indices().take(REGION).filter(|(_, c)| "省市县区旗州".contains(*c));
    let ends: Vec<usize> = ends.map(|(at, _)| at).collect();
    let mut forms = vec![name.to_owned()];
    for at in ends {
        let (_, below) = name.split_at(at);
        let rest: String = below.chars().skip(1).collect();
        // A region alone is no name of a body.
        if rest.chars().count() >= 2 {
            forms.extend([below.to_owned(), rest]);
        }
    }
    let short: Vec<String> = forms.iter().map(|form| form.replace("人民政府", "政府")).collect();
    forms.extend(short);
    forms.sort();
    forms.dedup();
    forms
}
