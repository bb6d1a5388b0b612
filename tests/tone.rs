//! The scorer against the reference's own figures.

use std::path::Path;
use tone::tone::scorer::{Profile, Scorer};

#[test]
fn fixtures_come_out_exactly_in_all_four_columns() {
    let path = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/fixtures/vader.csv"));
    if !path.exists() {
        assert!(std::env::var_os("CI").is_none(), "{} is missing", path.display());
        #[expect(clippy::print_stderr, reason = "who runs the tests should see that this one did not")]
        {
            eprintln!("skipped: {} is missing", path.display());
        }
        return;
    }
    let scorer = Scorer::new(Profile::Vader);
    let mut reader = csv::Reader::from_path(path).unwrap();
    let mut count = 0;
    for record in reader.records() {
        let record = record.unwrap();
        let expected = [&record[2], &record[3], &record[4], &record[5]].join(",");
        assert_eq!(scorer.polarity(&record[1]).to_string(), expected, "{:?}", &record[1]);
        count += 1;
    }
    assert_eq!(count, 2000);
}
