//! What the machine knows without asking: `/etc/hosts`, and that `localhost` is itself (RFC 6761, 6.3).

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::Family;

const PATH: &str = "/etc/hosts";

/// The address of a name, if it needs no asking.
pub fn find(name: &str, family: Family) -> Option<IpAddr> {
    let text = std::fs::read(PATH).unwrap_or_default();
    find_in(&String::from_utf8_lossy(&text), name, family)
}

fn find_in(text: &str, name: &str, family: Family) -> Option<IpAddr> {
    let name = name.strip_suffix('.').unwrap_or(name);
    let line_of_name = |line: &str| {
        let line = line.split('#').next()?;
        let mut words = line.split_ascii_whitespace();
        let address: IpAddr = words.next()?.parse().ok()?;
        (family.has(address) && words.any(|word| word.eq_ignore_ascii_case(name)))
            .then_some(address)
    };
    text.lines().find_map(line_of_name).or_else(|| itself(name, family))
}

fn itself(name: &str, family: Family) -> Option<IpAddr> {
    let last = name.rsplit('.').next()?;
    last.eq_ignore_ascii_case("localhost").then_some(match family {
        Family::V4 => IpAddr::V4(Ipv4Addr::LOCALHOST),
        Family::V6 => IpAddr::V6(Ipv6Addr::LOCALHOST),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# 10.0.0.9 web\n10.0.0.1 web Web2 # db\n::2\tweb\nnonsense web3\n";

    fn found(name: &str, family: Family) -> Option<String> {
        find_in(TEXT, name, family).map(|address| address.to_string())
    }

    #[test]
    fn lines_name_addresses() {
        assert_eq!(found("web", Family::V4).unwrap(), "10.0.0.1");
        assert_eq!(found("WEB2.", Family::V4).unwrap(), "10.0.0.1");
        assert_eq!(found("web", Family::V6).unwrap(), "::2");
        assert_eq!(found("db", Family::V4), None);
        assert_eq!(found("web3", Family::V4), None);
    }

    #[test]
    fn localhost_is_this_machine() {
        assert_eq!(found("localhost", Family::V4).unwrap(), "127.0.0.1");
        assert_eq!(found("a.LocalHost", Family::V6).unwrap(), "::1");
        assert_eq!(found("notlocalhost", Family::V6), None);
    }
}
