//! What templates can call: functions and filters, all pure.

use tera::{Kwargs, State, TeraResult};

use crate::language::{Arg, Catalogue, Language, Message};

/// The function `t(id="…", n=…, a=…, b=…)`: words of the theme's catalogue. An id that is not there is an error.
pub(super) fn words(
    catalogue: Catalogue,
    language: Language,
) -> impl Fn(Kwargs, &State<'_>) -> TeraResult<String> + Sync + Send + 'static {
    move |kwargs, _| {
        let mut message = Message::new(kwargs.must_get::<&str>("id")?.to_owned());
        if let Some(count) = kwargs.get::<u64>("n")? {
            message = message.arg("n", usize::try_from(count).unwrap_or(usize::MAX));
        }
        for name in ["a", "b"] {
            if let Some(text) = kwargs.get::<String>(name)? {
                message.args.push((name, Arg::Text(text)));
            }
        }
        let missing = || tera::Error::message(format!("t: there are no words for id \"{}\"", message.id));
        catalogue.say(language, &message, None).ok_or_else(missing)
    }
}

/// The filter `date`: `2023-01-05` as people write it, `2023年1月5日` or `5 January 2023`.
pub(super) fn date(
    language: Language,
) -> impl Fn(&str, Kwargs, &State<'_>) -> TeraResult<String> + Sync + Send + 'static {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    move |text, _, _| {
        let Ok(date) = text.parse::<jiff::civil::Date>() else { return Ok(text.to_owned()) };
        let (year, month, day) = (date.year(), date.month(), date.day());
        Ok(match language {
            Language::Chinese => format!("{year}年{month}月{day}日"),
            Language::English => {
                let name = usize::try_from(month - 1).ok().and_then(|month| MONTHS.get(month)).unwrap_or(&"");
                format!("{day} {name} {year}")
            }
        })
    }
}

/// The filter `bytes`: a size as people say it.
pub(super) fn bytes(size: u64, _: Kwargs, _: &State<'_>) -> String {
    match size {
        0..1024 => format!("{size} B"),
        1024..1_048_576 => format!("{} KB", size.div_ceil(1024)),
        _ => format!("{}.{} MB", size / 1_048_576, size % 1_048_576 * 10 / 1_048_576),
    }
}
