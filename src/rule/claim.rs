//! What a text claims of the figures in its tables.
//!
//! The reader knows a closed vocabulary: the words of the form's [`Claims`], and words that change nothing. A clause is
//! read only if every one of its words is known, so that a number of another year, another body or another matter is
//! never taken for one of the report's. What it cannot read it passes over in silence.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use super::{Definition, Line, Subject};
use crate::finding::{Finding, Level, Mark};
use crate::form::{Claims, Figure, Sum};
use crate::language::{Arg, Label};
use crate::portal::Kind;
use crate::prose::{Count, Sentence, clauses, counts};
use crate::text::Decimal;

/// That a figure has a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Claim<'a> {
    /// The group of the form that has the figure.
    pub(super) claims: &'a Claims,
    /// The figure.
    pub(super) figure: &'a Figure,
    /// What the text says it is.
    pub(super) value: Decimal,
    /// Whether the text says it in words: 没有, 未, 无.
    pub(super) in_words: bool,
    /// Where, in the text of the chapter.
    pub(super) range: Range<usize>,
}

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
const DENIALS: [&str; 8] = ["没有", "未", "无", "尚无", "未有", "均未", "均无", "从未"];

/// What stands between the members of a series.
const ANDS: [&str; 5] = ["、", "和", "及", "以及", "与"];

/// Words by which a clause speaks of another time or another place: what follows in the sentence is not this report's.
const ELSEWHERE: [&str; 16] = [
    "上年",
    "去年",
    "往年",
    "上一年",
    "同期",
    "同比",
    "历年",
    "近年",
    "以来",
    "年均",
    "全国",
    "全省",
    "上级",
    "兄弟",
    "例如",
    "比如",
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token {
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
struct Word<'w> {
    text: Cow<'w, str>,
    token: Token,
}

/// All claims of a report with their chapters, in the order of its text.
pub(super) fn claims<'s, 'a>(subject: &'s Subject<'a>) -> &'s [(usize, Claim<'a>)] {
    subject.claims.get_or_init(|| read(subject))
}

/// Whether the tables have numbers and none of them is what the text says.
pub(super) fn is_contradicted(subject: &Subject<'_>, claim: &Claim<'_>) -> bool {
    let sums: Option<Vec<Decimal>> = claim.figure.any.iter().map(|cells| sum(subject, cells)).collect();
    sums.is_some_and(|sums| !sums.is_empty() && !sums.contains(&claim.value))
}

fn read<'a>(subject: &Subject<'a>) -> Vec<(usize, Claim<'a>)> {
    let Some(form) = subject.form() else { return Vec::new() };
    let mut found = Vec::new();
    let year = subject.report.year;
    let names = own_names(subject);
    let vocabularies: Vec<_> =
        form.claims.iter().map(|claims| (claims, vocabulary(year, &names, claims))).collect();
    for (index, chapter) in subject.chapters.iter().enumerate() {
        let lines = chapter.lines();
        // Most sentences neither count nor deny anything.
        let says = |sentence: &&Sentence<'_>| {
            !counts(sentence.text).is_empty() || DENIALS.iter().any(|word| sentence.text.contains(word))
        };
        for sentence in chapter.sentences().iter().filter(says) {
            let under = heading_above(&lines, sentence).map_or("", |line| line.text);
            for (claims, words) in &vocabularies {
                let reader = Reader { claims, words, year };
                found.extend(reader.sentence(sentence, under).into_iter().map(|claim| (index, claim)));
            }
        }
    }
    found.sort_by_key(|(chapter, claim)| (*chapter, claim.range.start));
    found
}

/// The sum of cells; none where one of them has no number.
pub(super) fn sum(subject: &Subject<'_>, cells: &Sum) -> Option<Decimal> {
    cells.iter().map(|(table, cell)| subject.report.sheet.cell(*table, *cell).value()).sum()
}

/// The words of a group in a report on a year, longest first; `names` are those of the body that it is of.
fn vocabulary<'w>(year: i32, names: &'w [String], claims: &'w Claims) -> Vec<Word<'w>> {
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
fn own_names(subject: &Subject<'_>) -> Vec<String> {
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

struct Reader<'a, 'v> {
    claims: &'a Claims,
    words: &'v [Word<'v>],
    year: i32,
}

impl<'a> Reader<'a, '_> {
    /// Reads a sentence, clause by clause. The heading that it stands under may say what it is about.
    fn sentence(&self, sentence: &Sentence<'_>, under: &str) -> Vec<Claim<'a>> {
        let mut found = Vec::new();
        let mut topic = self.claims.topic.is_empty()
            || self.claims.topic.iter().any(|word| under.contains(word.as_str()));
        for clause in clauses(sentence.text) {
            let at = sentence.range.start + clause.range.start;
            let numbers = counts(clause.text);
            match self.tokens(clause.text, &numbers) {
                Some(tokens) => {
                    topic |= tokens.iter().any(|(token, _)| *token == Token::Topic);
                    if topic {
                        found.extend(self.clause(&tokens, &numbers).into_iter().map(|claim| Claim {
                            range: claim.range.start + at..claim.range.end + at,
                            ..claim
                        }));
                    }
                }
                None if self.leads_elsewhere(clause.text) => break,
                // Something else is counted here: what follows may be of it.
                None if !numbers.is_empty() => topic = self.claims.topic.is_empty(),
                None => {}
            }
        }
        found
    }

    /// Whether a clause speaks of another time or place, so that the rest of its sentence may too.
    fn leads_elsewhere(&self, clause: &str) -> bool {
        let other_year = |(at, _): (usize, &str)| {
            let digits: String =
                clause.get(..at).unwrap_or_default().chars().rev().take_while(char::is_ascii_digit).collect();
            let year: String = digits.chars().rev().collect();
            year.len() == 4 && year.parse() != Ok(self.year)
        };
        ELSEWHERE.iter().any(|word| clause.contains(word)) || clause.match_indices('年').any(other_year)
    }

    /// The words of a clause; none if one of them is not known.
    fn tokens(&self, clause: &str, counts: &[Count]) -> Option<Vec<(Token, Range<usize>)>> {
        let mut tokens = Vec::new();
        let mut at = 0;
        while let Some(rest) = clause.get(at..).filter(|rest| !rest.is_empty()) {
            if let Some((index, count)) = counts.iter().enumerate().find(|(_, count)| count.range.start == at)
            {
                if !self.claims.units.iter().any(|unit| unit == count.unit) {
                    return None;
                }
                at = count.range.end;
                tokens.push((Token::Count(index), count.range.clone()));
                continue;
            }
            let blank = rest.len()
                - rest.trim_start_matches([' ', '\n', '.', '，', ',', '；', ';', '：', ':', '。']).len();
            if blank > 0 {
                at += blank;
                continue;
            }
            let word = self.words.iter().find(|word| rest.starts_with(&*word.text))?;
            tokens.push((word.token, at..at + word.text.len()));
            at += word.text.len();
        }
        Some(tokens)
    }

    /// What a clause says, its words known.
    fn clause(&self, tokens: &[(Token, Range<usize>)], counts: &[Count]) -> Vec<Claim<'a>> {
        let mut found = Vec::new();
        // Figures named since the last count, the first of their places, and what is denied.
        let mut named: BTreeSet<usize> = BTreeSet::new();
        let mut waiting: Option<&Count> = None;
        let mut denied: Option<Range<usize>> = None;
        let mut unclear = false;
        let mut among = false;
        let claim = |figure: usize, count: &Count| Claim {
            claims: self.claims,
            figure: &self.claims.figures[figure],
            value: count.value,
            in_words: false,
            range: count.range.clone(),
        };
        for (index, (token, range)) in tokens.iter().enumerate() {
            match token {
                Token::Among => among = true,
                Token::Denial => denied = Some(range.clone()),
                Token::Figure(figure) => {
                    // 未办结的申请 are requests, not the statement that none was answered.
                    let attribute = matches!(tokens.get(index + 1), Some((Token::Of, _)));
                    unclear |= denied.is_some() && attribute;
                    match waiting.take().filter(|_| denied.is_none()) {
                        Some(count) if count.exact => found.push(claim(*figure, count)),
                        Some(_) => {}
                        None => {
                            named.insert(*figure);
                        }
                    }
                }
                Token::Count(index) => {
                    let count = &counts[*index];
                    let figures = std::mem::take(&mut named);
                    match (figures.first(), figures.len()) {
                        (Some(figure), 1) if denied.is_none() && count.exact => {
                            found.push(claim(*figure, count));
                        }
                        (None, _) => waiting = Some(count),
                        _ => {}
                    }
                    unclear |= denied.is_some();
                }
                Token::And => waiting = None,
                Token::Filler | Token::Of | Token::Topic => {}
            }
        }
        if let Some(denied) = denied.filter(|_| !unclear && found.is_empty()) {
            let end = tokens.last().map_or(denied.end, |(_, range)| range.end);
            found.extend(named.into_iter().map(|figure| Claim {
                claims: self.claims,
                figure: &self.claims.figures[figure],
                value: Decimal::ZERO,
                in_words: true,
                range: denied.start..end,
            }));
        }
        // A part of what was counted says nothing about the whole.
        found.retain(|claim| !among || claim.figure.of_label);
        found
    }
}

/// The sub-heading under which a sentence stands.
fn heading_above<'a, 'b>(lines: &'b [Line<'a>], sentence: &Sentence<'_>) -> Option<&'b Line<'a>> {
    lines.iter().rev().find(|line| line.heading.is_some() && line.range.start < sentence.range.start)
}

/// What a rule says of the claims in its charge that the tables contradict: one finding for each figure, with every
/// place where the text says so and the cells that say otherwise. Silent where a cell has no number or is itself the
/// subject of an error. The words `--none` are for what the text denies.
pub(super) fn contradictions(subject: &Subject<'_>, rule: &Definition) -> Vec<Finding> {
    /// How many cells are marked: of a sum over many rows the first ones.
    const SHOWN: usize = 4;
    let Some(form) = subject.form() else { return Vec::new() };
    let doubtful = |cell: &(usize, usize)| {
        let id = form.tables[cell.0].cell_id(cell.1);
        subject.found.iter().any(|finding| finding.level == Level::Error && finding.cells.contains(&id))
    };
    let mut findings: Vec<(&Figure, Finding)> = Vec::new();
    for (chapter, claim) in claims(subject) {
        let chapter = &subject.chapters[*chapter];
        if claim.claims.rule != rule.rule.id
            || !is_contradicted(subject, claim)
            || claim.figure.any.iter().flatten().any(doubtful)
        {
            continue;
        }
        if let Some((_, finding)) = findings.iter_mut().find(|(figure, _)| *figure == claim.figure) {
            finding.marks.insert(1, Mark { place: chapter.place(&claim.range), label: None });
            continue;
        }
        let cells = &claim.figure.any[0];
        let first = sum(subject, cells).unwrap_or_default();
        let name = |(table, cell): &(usize, usize)| {
            let table = &form.tables[*table];
            let (row, column) = table.place(*cell);
            let (row, column) = (table.rows.leaves[row].title(), table.columns.leaves[column].title());
            Label { zh: format!("{}／{}", row.zh, column.zh), en: format!("{} / {}", row.en, column.en) }
        };
        let names: Vec<Label> = cells.iter().map(name).collect();
        // A sum over many rows is named by its first and last one.
        let names: Vec<Label> = match names.as_slice() {
            [first, _, .., last] if names.len() > 3 => vec![first.clone(), last.clone()],
            _ => names,
        };
        let mut finding = subject.finding(rule, chapter, &claim.range);
        if claim.in_words {
            finding = finding.variant("none");
        }
        finding = finding
            .arg("text", claim.value.to_string())
            .arg("table", first.to_string())
            .arg("cells", names.into_iter().collect::<Arg>());
        finding.cells = cells.iter().map(|(table, cell)| form.tables[*table].cell_id(*cell)).collect();
        finding.sides = Some((claim.value.to_string(), first.to_string()));
        for place in cells.iter().filter_map(|(table, cell)| subject.marks.cell(*table, *cell)).take(SHOWN) {
            finding.marks.push(Mark { place, label: None });
        }
        findings.push((claim.figure, finding));
    }
    findings.into_iter().map(|(_, finding)| finding).collect()
}
