//! Whole numbers as options give them.

/// Reads a whole number from `least` to `most`, for clap; what is none says what is expected.
pub(crate) fn whole<T: TryFrom<u64>>(
    least: u32,
    most: u32,
) -> impl Fn(&str) -> Result<T, String> + Clone + Send + Sync + 'static {
    move |text| {
        let number = text.parse::<u64>().ok().filter(|number| (u64::from(least)..=u64::from(most)).contains(number));
        number.and_then(|number| T::try_from(number).ok()).ok_or_else(|| match most {
            u32::MAX if text.len() > 9 && text.bytes().all(|byte| byte.is_ascii_digit()) => {
                format!("it is too large; write {most} or less")
            }
            u32::MAX => format!("write a whole number, at least {least}, in digits"),
            _ => format!("write a whole number from {least} to {most}, in digits"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::whole;

    #[test]
    fn what_is_expected_is_said() {
        let months = whole::<u32>(1, 600);
        assert_eq!((months("1"), months("600")), (Ok(1), Ok(600)));
        for wrong in ["0", "601", "1e9", "-1", "1.5", "", "99999999999999999999999"] {
            assert_eq!(months(wrong), Err("write a whole number from 1 to 600, in digits".to_owned()), "{wrong}");
        }
        assert_eq!(
            whole::<u32>(1, u32::MAX)("4294967296"),
            Err("it is too large; write 4294967295 or less".to_owned())
        );
        assert_eq!(whole::<u32>(1, u32::MAX)("x"), Err("write a whole number, at least 1, in digits".to_owned()));
    }
}
