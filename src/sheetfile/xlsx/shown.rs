//! What a cell of a workbook shows, as text that can be read again without loss.

use calamine::{DataRef, ExcelDateTime};
use rust_decimal::Decimal;
use std::str::FromStr;

/// The text of a value in a cell with this number format.
///
/// - Numbers without the noise of floats: fifteen digits, as the spreadsheet itself shows them, and then the shortest decimal.
/// - A percentage keeps its sign: a cell that shows 12.3% says `12.3%`, not 0.123.
/// - Leading zeros of a format of zeros are kept (職員番号 `00123`).
/// - Days as `2024-04-01`, times as `12:30`, hours beyond a day as `36:15`.
pub(super) fn text(value: &DataRef<'_>, format: &str) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => digits(Decimal::from(*number), format),
        DataRef::Float(number) => self::number(*number, format),
        DataRef::Bool(is_true) => if *is_true { "TRUE" } else { "FALSE" }.to_owned(),
        DataRef::DateTime(moment) => self::moment(moment, format),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.trim_end_matches("T00:00:00").to_owned(),
        DataRef::Error(error) => error.to_string(),
        #[allow(unreachable_patterns, reason = "a later version of the reader may know more kinds")]
        _ => String::new(),
    }
}

fn number(number: f64, format: &str) -> String {
    // Beyond a decimal's reach the float's own shortest text is as good as any.
    let decimal = Decimal::from_scientific(&format!("{number:.14e}")).or_else(|_| Decimal::from_str(&number.to_string()));
    decimal.map_or_else(|_| number.to_string(), |decimal| digits(decimal, format))
}

fn digits(number: Decimal, format: &str) -> String {
    let plain = first_section(format);
    if plain.ends_with('%')
        && let Some(percent) = number.checked_mul(Decimal::ONE_HUNDRED)
    {
        return format!("{}%", percent.normalize());
    }
    let number = number.normalize();
    let is_all_zeros = plain.len() > 1 && plain.bytes().all(|byte| byte == b'0');
    if is_all_zeros && number.scale() == 0 && !number.is_sign_negative() {
        return format!("{:0>1$}", number.to_string(), plain.len());
    }
    number.to_string()
}

/// The part for positive numbers, without what is quoted or escaped.
fn first_section(format: &str) -> String {
    let mut plain = String::new();
    let (mut is_quoted, mut is_escaped) = (false, false);
    for letter in format.chars() {
        match letter {
            _ if is_escaped => is_escaped = false,
            '"' => is_quoted = !is_quoted,
            _ if is_quoted => {}
            '\\' | '_' | '*' => is_escaped = true,
            ';' => break,
            _ => plain.push(letter),
        }
    }
    plain
}

fn moment(moment: &ExcelDateTime, format: &str) -> String {
    let minutes = (moment.as_f64() * 1440.0).round();
    if moment.is_duration() {
        let sign = if minutes < 0.0 { "-" } else { "" };
        let minutes = minutes.abs();
        return format!("{sign}{}:{:02}", (minutes / 60.0).floor(), minutes % 60.0);
    }
    let shows_day = first_section(format).to_lowercase().contains(['y', 'd', 'e', 'g']);
    // Formats that Excel names only by number (of East Asia) come without their text: below a day they are times.
    if moment.as_f64() < 1.0 && !shows_day {
        return format!("{}:{:02}", (minutes / 60.0).floor(), minutes % 60.0);
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    match (hour, minute, second) {
        (0, 0, 0) => format!("{year:04}-{month:02}-{day:02}"),
        (_, _, 0) => format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}"),
        _ => format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::ExcelDateTimeType;

    fn shown(number: f64, format: &str) -> String {
        text(&DataRef::Float(number), format)
    }

    #[test]
    fn numbers_come_without_noise() {
        for (number, expected) in [
            (0.1 + 0.2, "0.3"),
            (12.5, "12.5"),
            (0.0, "0"),
            (-0.0, "0"),
            (-5.0, "-5"),
            (1257.0, "1257"),
            (4.35 * 100.0, "435"),
            (1.0 / 3.0, "0.333333333333333"),
            (123_456_789_012_345.0, "123456789012345"),
            (1e-7, "0.0000001"),
            (1e40, "10000000000000000000000000000000000000000"),
        ] {
            assert_eq!(shown(number, "General"), expected, "{number:?}");
        }
    }

    #[test]
    fn the_format_says_what_the_number_means() {
        for (number, format, expected) in [
            (0.123, "0.0%", "12.3%"),
            (0.074, "0.0%;△0.0%", "7.4%"),
            (1.0, "0%", "100%"),
            (123.0, "00000", "00123"),
            (123.5, "00000", "123.5"),
            (1234.5, "#,##0.0", "1234.5"),
            (5.0, "0\"%\"", "5"),
            (5.0, "0", "5"),
        ] {
            assert_eq!(shown(number, format), expected, "{format}");
        }
    }

    #[test]
    fn days_and_times_have_one_form() {
        let moment = |value, kind| DataRef::DateTime(ExcelDateTime::new(value, kind, false));
        let (day, span) = (ExcelDateTimeType::DateTime, ExcelDateTimeType::TimeDelta);
        for (value, format, expected) in [
            (moment(45383.0, day), "yyyy/m/d", "2024-04-01"),
            (moment(45383.0, day), "[$-411]ggge\"年\"m\"月\"d\"日\"", "2024-04-01"),
            (moment(45383.520833333336, day), "yyyy/m/d h:mm", "2024-04-01 12:30"),
            (moment(0.520833333333333, day), "h:mm", "12:30"),
            (moment(1.5104166666666667, span), "[h]:mm", "36:15"),
            (moment(0.0, span), "[h]:mm", "0:00"),
        ] {
            assert_eq!(text(&value, format), expected);
        }
    }
}
