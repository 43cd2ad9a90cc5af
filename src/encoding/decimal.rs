//! A number as text. The standard library's way brings its padding and
//! alignment along, a fortieth of the tokens module.

use alloc::string::String;

/// The decimal digits of `number`.
pub(super) fn decimal(number: u32) -> String {
    let mut text = String::new();
    let mut power = 1_000_000_000;
    while power > 0 {
        let digit = number / power % 10;
        if digit > 0 || !text.is_empty() || power == 1 {
            text.extend(char::from_digit(digit, 10));
        }
        power /= 10;
    }
    text
}
