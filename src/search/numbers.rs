//! Ascending numbers of documents as a short text.
//!
//! Each is written as its distance to the one before less one, in digits of base 32, least significant first; a digit is
//! one of 64 characters, 32 more where another digit follows. What stands close together, as in every list of a frequent
//! gram, takes one character each, of few kinds: servers compress that to a bit or two.

/// The 64 digits; none needs to be escaped in JSON.
const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Writes ascending numbers.
pub fn encode(numbers: impl IntoIterator<Item = u32>) -> String {
    let mut text = String::new();
    let mut next = 0;
    for number in numbers {
        let mut distance = number - next;
        next = number + 1;
        loop {
            let more = if distance < 32 { 0 } else { 32 };
            text.push(char::from(DIGITS[(distance % 32 + more) as usize]));
            distance /= 32;
            if more == 0 {
                break;
            }
        }
    }
    text
}

/// Reads what [`encode`] wrote; stops at what it did not write.
pub fn decode(text: &str) -> Vec<u32> {
    let (mut numbers, mut next, mut distance, mut shift) = (Vec::new(), 0, 0, 0);
    for byte in text.bytes() {
        let Some(digit) = DIGITS.iter().position(|digit| *digit == byte) else { break };
        let digit = u32::try_from(digit).unwrap_or_default();
        distance |= (digit % 32) << shift;
        shift += 5;
        if digit < 32 {
            numbers.push(next + distance);
            (next, distance, shift) = (next + distance + 1, 0, 0);
        }
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn neighbours_take_one_character_each() {
        assert_eq!(encode([0, 1, 2, 40]), "AAAlB");
        assert_eq!(encode([]), "");
        assert_eq!(decode("AAAlB"), [0, 1, 2, 40]);
    }

    proptest! {
        #[test]
        fn numbers_are_read_as_they_were_written(numbers in prop::collection::btree_set(0..5_000_000_u32, 0..200)) {
            let numbers: Vec<u32> = numbers.into_iter().collect();
            prop_assert_eq!(decode(&encode(numbers.iter().copied())), numbers);
        }
    }
}
