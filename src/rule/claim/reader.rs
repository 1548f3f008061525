//! Reads the clauses of a sentence word by word: a clause says something only if every one of its words is known.

use std::collections::BTreeSet;
use std::ops::Range;

use super::Claim;
use super::vocabulary::{Token, Word};
use crate::form::Claims;
use crate::prose::{Count, Sentence, clauses, counts};
use crate::text::Decimal;

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

/// Reads sentences of a report on a year for the figures of one group of claims.
pub(super) struct Reader<'a, 'v> {
    pub(super) claims: &'a Claims,
    pub(super) words: &'v [Word<'v>],
    pub(super) year: i32,
}

impl<'a> Reader<'a, '_> {
    /// Reads a sentence, clause by clause. The heading that it stands under may say what it is about.
    pub(super) fn sentence(&self, sentence: &Sentence<'_>, under: &str) -> Vec<Claim<'a>> {
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
