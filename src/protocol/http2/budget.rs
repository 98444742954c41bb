//! How many frames a peer may send that cost us more than they are good for: so many at once, and so many a second.

use std::time::Duration;

/// See the module's head.
#[derive(Debug)]
pub(super) struct Budget {
    left: u32,
    burst: u32,
    /// Given back each second.
    rate: u32,
    /// When something was last given back.
    at: Duration,
}

impl Budget {
    pub(super) const fn new(burst: u32, rate: u32) -> Self {
        Self { left: burst, burst, rate, at: Duration::ZERO }
    }

    /// Spends one; false if there is none left.
    pub(super) fn spend(&mut self, now: Duration) -> bool {
        let earned = now.saturating_sub(self.at).as_millis() * u128::from(self.rate) / 1000;
        if earned > 0 {
            let earned = u32::try_from(earned).unwrap_or(u32::MAX);
            self.left = self.left.saturating_add(earned).min(self.burst);
            self.at = now;
        }
        let may = self.left > 0;
        self.left = self.left.saturating_sub(1);
        may
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_is_let_pass_and_then_so_many_a_second() {
        let mut budget = Budget::new(3, 10);
        let at = Duration::from_millis;
        assert!((0..3).all(|_| budget.spend(at(0))) && !budget.spend(at(50)));
        assert!(budget.spend(at(150)) && !budget.spend(at(150)));
        assert!((0..3).all(|_| budget.spend(at(9000))) && !budget.spend(at(9000)));
    }
}
