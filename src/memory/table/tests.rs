//! What a table holds, also when processes die while they write to it.

use super::*;
use crate::sys::process::{Forked, exit_now, fork, kill, reap};
use std::time::{Duration, Instant};

const ID: usize = 0;
const NAME: usize = 1;
const SCORE: usize = 2;

fn table(size: u64) -> Table {
    let mut columns = Columns::default();
    columns.add(b"id", Kind::Int).unwrap();
    columns.add(b"name", Kind::String(20)).unwrap();
    columns.add(b"score", Kind::Float).unwrap();
    let (size, spare) = rows_and_spare(size, 0.2);
    Table::new(columns, size, spare).unwrap()
}

fn id(table: &Table, key: &[u8]) -> Option<i64> {
    let mut record = Record::default();
    let there = table.get(key, &mut record);
    there.then(|| match record.value(&table.columns().list()[ID]) {
        Value::Int(id) => id,
        other => panic!("{other:?}"),
    })
}

fn all_keys(table: &Table) -> Vec<Vec<u8>> {
    let (mut record, mut position, mut keys) = (Record::default(), 0, Vec::new());
    while let Some(next) = table.next(position, &mut record) {
        keys.push(record.key().to_vec());
        position = next;
    }
    keys
}

#[test]
fn values_come_back_as_they_were_set_and_the_rest_is_empty() {
    let table = table(64);
    let mut record = Record::default();
    assert!(!table.get(b"k", &mut record));
    table.set(b"k", &[(NAME, Value::Bytes(b"a\0bcdefghijk")), (ID, Value::Int(-5))]).unwrap();
    assert!(table.get(b"k", &mut record));
    let values: Vec<_> = table.columns().list().iter().map(|c| record.value(c)).collect();
    assert_eq!(values, [Value::Int(-5), Value::Bytes(b"a\0bcdefghijk"), Value::Float(0.0)]);
    // A shorter string over a longer one, and one that is too long.
    table.set(b"k", &[(NAME, Value::Bytes(b"xyz"))]).unwrap();
    assert!(table.get_column(b"k", NAME, &mut record));
    assert_eq!(record.value(&table.columns().list()[NAME]), Value::Bytes(b"xyz"));
    table.set(b"k", &[(NAME, Value::Bytes(&[b'y'; 40]))]).unwrap();
    assert!(table.get(b"k", &mut record));
    assert_eq!(record.value(&table.columns().list()[NAME]), Value::Bytes(&[b'y'; 24]));
}

#[test]
fn keys_are_told_apart_by_every_byte_and_their_length() {
    let table = table(64);
    let long = [b'k'; KEY_MAX];
    let keys: [&[u8]; 7] = [b"a", b"a\0", b"a\0\0", b"12345678", b"123456789", &long, &long[1..]];
    for (value, key) in (0..).zip(keys) {
        table.set(key, &[(ID, Value::Int(value))]).unwrap();
    }
    for (value, key) in (0..).zip(keys) {
        assert_eq!(id(&table, key), Some(value), "{key:?}");
    }
    assert_eq!(all_keys(&table), keys, "in the order in which they came");
}

#[test]
fn a_table_has_room_for_all_its_rows_and_then_it_is_full() {
    for size in [64, 8192] {
        let table = table(size);
        let rows = table.geometry.rows;
        for row in 0..rows {
            table.set(format!("key{row}").as_bytes(), &[(ID, Value::Int(row as i64))]).unwrap();
        }
        assert_eq!(table.set(b"one more", &[]), Err(Full));
        assert_eq!(table.add_to(b"one more", (ID, Value::Int(1))), Err(Full));
        assert_eq!(table.add(b"one more", &[]), Err(Full));
        assert!(!table.contains(b"one more"));
        assert_eq!(table.stats().spare_free, 0);
        assert_eq!(table.len(), rows as u64);
        assert!((0..rows).all(|r| id(&table, format!("key{r}").as_bytes()) == Some(r as i64)));
        for row in (0..rows).rev() {
            assert!(table.delete(format!("key{row}").as_bytes()));
        }
        let stats = table.stats();
        assert_eq!((stats.rows, stats.spare_free, stats.deleted), (0, stats.spare, rows as u64));
        table.set(b"one more", &[]).unwrap();
    }
}

#[test]
fn sums_wrap_around_and_make_the_row() {
    let table = table(64);
    assert_eq!(table.add_to(b"k", (ID, Value::Int(i64::MAX))), Ok(Value::Int(i64::MAX)));
    assert_eq!(table.add_to(b"k", (ID, Value::Int(1))), Ok(Value::Int(i64::MIN)));
    assert_eq!(table.add_to(b"k", (SCORE, Value::Float(-1.5))), Ok(Value::Float(-1.5)));
    assert_eq!((table.stats().inserted, table.stats().updated), (1, 2));
}

#[test]
fn conditions_are_about_exact_values() {
    let table = table(64);
    assert_eq!(table.add(b"k", &[(NAME, Value::Bytes(b"one")), (ID, Value::Int(1))]), Ok(true));
    assert_eq!(table.add(b"k", &[(ID, Value::Int(9))]), Ok(false));
    let two = [(ID, Value::Int(2))];
    assert!(!table.compare_set(b"k", &[(SCORE, Value::Float(-0.0))], &two));
    assert!(!table.compare_set(b"k", &[(NAME, Value::Bytes(b"on"))], &two));
    assert!(!table.compare_set(b"other", &[], &two));
    assert!(table.compare_set(b"k", &[(NAME, Value::Bytes(b"one")), (ID, Value::Int(1))], &two));
    assert!(!table.compare_delete(b"k", &[(ID, Value::Int(1))]));
    assert!(table.compare_delete(b"k", &two) && !table.update(b"k", &[]));
    assert!(!table.take(b"k", &mut Record::default()));
}

#[test]
fn rows_may_go_while_somebody_goes_through_them() {
    let table = table(1024);
    for row in 0..1000 {
        table.set(format!("{row}").as_bytes(), &[]).unwrap();
    }
    let (mut record, mut position, mut met) = (Record::default(), 0, 0);
    while let Some(next) = table.next(position, &mut record) {
        let row: i64 = std::str::from_utf8(record.key()).unwrap().parse().unwrap();
        assert_eq!(row % 2, 0);
        table.delete(format!("{}", row + 1).as_bytes());
        table.delete(record.key());
        (position, met) = (next, met + 1);
    }
    assert_eq!((met, table.len()), (500, 0));
}

/// Forgets a held stripe as a kill would.
fn abandon(table: &Table, key: &[u8], change: impl FnOnce(&mut Held, Place)) {
    let Forked::Parent(child) = fork().unwrap() else {
        let (_, mut held, place) = table.hold(key);
        change(&mut held, place);
        exit_now(0);
    };
    while reap(Some(child)).unwrap().is_none() {
        std::thread::yield_now();
    }
}

#[test]
fn what_a_dead_process_has_half_done_is_undone() {
    let table = table(64);
    table
        .set(b"k", &[(ID, Value::Int(1)), (NAME, Value::Bytes(b"a name of some length"))])
        .unwrap();
    let before = table.stats();
    abandon(&table, b"k", |held, place| {
        let Place::Found { row, link_at } = place else { panic!("not found") };
        let at = table.geometry.row_at(row);
        table.assign(held, at, &[(NAME, Value::Bytes(b"other")), (ID, Value::Int(2))]);
        held.count_up(Count::Updated);
        held.write(link_at, 0);
        row::unmake(held, at);
    });
    // Readers see it as well as writers.
    assert_eq!(id(&table, b"k"), Some(1));
    let mut record = Record::default();
    assert!(table.get(b"k", &mut record));
    assert_eq!(record.value(&table.columns().list()[NAME]), Value::Bytes(b"a name of some length"));
    assert_eq!(table.stats(), before);

    abandon(&table, b"new", |held, _| {
        table.insert(held, &Key::new(b"new", &table.seed), 0).unwrap();
    });
    assert!(!table.contains(b"new"));
    assert_eq!(all_keys(&table), [b"k"]);
    let rows = table.geometry.rows;
    for row in 1..rows {
        table.set(format!("{row}").as_bytes(), &[]).unwrap();
    }
    assert_eq!((table.len(), table.set(b"full", &[])), (rows as u64, Err(Full)), "no row was lost");
}

#[test]
fn a_row_that_was_to_be_freed_is_free_in_the_end() {
    let table = table(64);
    table.set(b"k", &[]).unwrap();
    let Place::Found { row, .. } = table.hold(b"k").2 else { panic!("not found") };
    let bucket = table.geometry.bucket(Key::new(b"k", &table.seed).hash);
    let stripe = table.geometry.stripe(bucket);
    let owned = table.view().owners[row].load(SeqCst);
    table.delete(b"k");
    // As if the owner had died between the commit and the freeing.
    table.view().owners[row].store(owned, SeqCst);
    abandon(&table, b"k", |held, _| {
        let state_at = table.geometry.stripe_at(stripe) + 2;
        held.view().words[state_at].store(1 << 63 | row as u64, SeqCst);
    });
    assert!(!table.contains(b"k"), "which nobody had to wait for");
    table.set(b"k", &[]).unwrap();
    assert_eq!(table.view().owners.iter().filter(|owner| owner.load(SeqCst) != 0).count(), 1);
}

/// Writers that are killed again and again; whoever reads sees rows whose columns agree.
#[test]
fn no_row_is_ever_seen_half_written_though_writers_are_killed() {
    let table = table(64);
    let write = || {
        for round in 0_i64.. {
            let key = format!("key{}", round % 7);
            let name = format!("{round:020}");
            let values = [
                (ID, Value::Int(round)),
                (NAME, Value::Bytes(name.as_bytes())),
                (SCORE, Value::Float(round as f64)),
            ];
            if round % 5 == 4 {
                table.delete(key.as_bytes());
            } else {
                table.set(key.as_bytes(), &values).unwrap();
            }
        }
    };
    let start = || match fork().unwrap() {
        Forked::Parent(child) => child,
        Forked::Child => {
            write();
            exit_now(0);
        }
    };
    let (mut record, mut slowest, mut seen) = (Record::default(), Duration::ZERO, 0);
    for _ in 0..40 {
        let children = [start(), start()];
        for read in 0..300 {
            let key = format!("key{}", read % 7);
            let since = Instant::now();
            let there = table.get(key.as_bytes(), &mut record);
            slowest = slowest.max(since.elapsed());
            if there {
                let [id, name, score] =
                    [ID, NAME, SCORE].map(|c| record.value(&table.columns().list()[c]));
                let (Value::Int(id), Value::Float(score)) = (id, score) else { panic!("kinds") };
                assert_eq!(score, id as f64);
                assert_eq!(name, Value::Bytes(format!("{id:020}").as_bytes()));
                seen += 1;
            }
        }
        for child in children {
            kill(child, libc::SIGKILL).unwrap();
            while reap(Some(child)).unwrap().is_none() {
                std::thread::yield_now();
            }
        }
    }
    assert!(seen > 0);
    assert!(slowest < Duration::from_secs(2), "{slowest:?}");
    let stats = table.stats();
    assert_eq!(
        (all_keys(&table).len() as u64, stats.inserted - stats.deleted),
        (stats.rows, stats.rows)
    );
    let owned = table.view().owners.iter().filter(|owner| owner.load(SeqCst) != 0).count();
    for key in 0..7 {
        table.set(format!("key{key}").as_bytes(), &[]).unwrap();
    }
    assert!(owned as u64 >= stats.rows && table.len() == 7);
}
