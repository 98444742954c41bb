--TEST--
dnsLookup() asks dns_server for the family wanted, and keeps what it says
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\System;

// A name server: says how often it was asked, in the address.
$server = Peer::udp(function ($socket) {
    for ($asked = 1;; $asked++) {
        $query = stream_socket_recvfrom($socket, 512, 0, $from);
        $end = strpos($query, "\0", 12) + 5;
        $name = substr($query, 13, ord($query[12]));
        if ($name === 'silent') {
            continue;
        }
        $ipv6 = substr($query, $end - 4, 2) === "\0\x1c";
        $address = $ipv6 ? inet_pton("2001:db8::$asked") : inet_pton("192.0.2.$asked");
        $code = $name === 'missing' ? 3 : 0;
        stream_socket_sendto($socket, substr($query, 0, 2) . pack('nnnnn', 0x8180 | $code, 1, $code ? 0 : 1, 0, 0)
            . substr($query, 12, $end - 12)
            . ($code ? '' : "\xc0\x0c" . pack('nnNn', $ipv6 ? 28 : 1, 1, 60, strlen($address)) . $address), 0, $from);
    }
});
Co::set(['dns_server' => "127.0.0.1:$server->port"]);

Co\run(function () {
    var_dump(System::dnsLookup('a.test'), System::dnsLookup('A.test', 5), System::gethostbyname('a.test'));
    var_dump(Co::dnsLookup('a.test', 5, AF_INET6), swoole_async_dns_lookup_coro('b.test'));
    swoole_clear_dns_cache();
    var_dump(System::dnsLookup('a.test'));
    Co::set(['dns_cache_capacity' => 0]);
    swoole_clear_dns_cache();
    var_dump(System::dnsLookup('a.test'), System::dnsLookup('a.test'));
    var_dump(System::dnsLookup('localhost'), System::dnsLookup('localhost', 5, AF_INET6), System::dnsLookup('192.0.2.99'));
    foreach ([['missing.test'], ['silent.test', 0.05], ['a..test'], ["a\xff.test"], ['192.0.2.99', 5, AF_INET6]] as $arguments) {
        swoole_clear_error();
        var_dump(System::dnsLookup(...$arguments), swoole_last_error() === SWOOLE_ERROR_DNSLOOKUP_RESOLVE_FAILED);
    }
});
?>
--EXPECT--
string(9) "192.0.2.1"
string(9) "192.0.2.1"
string(9) "192.0.2.1"
string(11) "2001:db8::2"
string(9) "192.0.2.3"
string(9) "192.0.2.4"
string(9) "192.0.2.5"
string(9) "192.0.2.6"
string(9) "127.0.0.1"
string(3) "::1"
string(10) "192.0.2.99"
bool(false)
bool(true)
bool(false)
bool(true)
bool(false)
bool(true)
bool(false)
bool(true)
bool(false)
bool(true)
