//! Scores as exact integers.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// A score or share in ten-thousandths: VADER's compound of .4215 is 4215. Never a float once it has left the scorer, so that sums
/// are the same in any order. Prints four decimals; serialises as a JSON number, and as the
/// integer where nobody reads it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Score(pub i32);

impl Score {
    /// The number of units in 1.
    pub const UNIT: i32 = 10_000;

    /// The score nearest to a float in units of 1; not a number gives 0.
    pub fn from_unit(value: f64) -> Self {
        Self((value * f64::from(Self::UNIT)).round() as i32)
    }

    /// The float nearest to the score in units of 1: one division of two exact numbers is correctly rounded, so the shortest decimal that
    /// prints is the one meant.
    pub fn to_unit(self) -> f64 {
        f64::from(self.0) / f64::from(Self::UNIT)
    }

    /// Appends what [`Display`](fmt::Display) prints: tables hold millions.
    pub fn print(self, line: &mut Vec<u8>) {
        let units = self.0.unsigned_abs();
        let (whole, mut rest) = (units / Self::UNIT as u32, units % Self::UNIT as u32);
        if self.0 < 0 {
            line.push(b'-');
        }
        line.extend_from_slice(itoa::Buffer::new().format(whole).as_bytes());
        let mut decimals = *b".0000";
        for digit in decimals[1..].iter_mut().rev() {
            *digit += (rest % 10) as u8;
            rest /= 10;
        }
        line.extend_from_slice(&decimals);
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut bytes = Vec::new();
        self.print(&mut bytes);
        f.write_str(&String::from_utf8_lossy(&bytes))
    }
}

impl Serialize for Score {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            return serializer.serialize_f64(self.to_unit());
        }
        serializer.serialize_i32(self.0)
    }
}

impl<'de> Deserialize<'de> for Score {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            return f64::deserialize(deserializer).map(Self::from_unit);
        }
        i32::deserialize(deserializer).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_four_decimals_and_no_negative_zero() {
        let print = |units| Score(units).to_string();
        assert_eq!([print(4215), print(-5), print(0), print(-10_000)], ["0.4215", "-0.0005", "0.0000", "-1.0000"]);
    }

    #[test]
    fn json_round_trip_is_exact_for_every_score() {
        for units in -20_000..=20_000 {
            let json = serde_json::to_string(&Score(units)).unwrap();
            assert_eq!(serde_json::from_str::<Score>(&json).unwrap(), Score(units), "{json}");
        }
    }
}
