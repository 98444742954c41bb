//! `Swoole\Client\Exception`: for programs that throw it; nothing of ours does.
