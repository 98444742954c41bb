--TEST--
addresses are kept for dns_cache_expire seconds, and dns_cache_capacity names
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

Co::set(['dns_cache_expire' => 0.05, 'dns_cache_capacity' => 2]);
Co\run(function () {
    var_dump(System::dnsLookup('a.test'));
    $asked = 1;
    // It is asked anew in the end, and not before.
    $begun = microtime(true);
    while (($address = System::dnsLookup('a.test')) === '192.0.2.1') {
        Co::sleep(0.005);
    }
    check(microtime(true) - $begun > 0.02, 'kept for a while');
    var_dump($address);
    Co::set(['dns_cache_expire' => -1]);
    swoole_clear_dns_cache();
    foreach (['a', 'b', 'a', 'c', 'b', 'c'] as $name) {
        echo System::dnsLookup("$name.test"), ' ';
    }
});
?>
--EXPECTF--
string(9) "192.0.2.1"
string(9) "192.0.2.2"
192.0.2.3 192.0.2.4 192.0.2.3 192.0.2.5 %s 192.0.2.%d
