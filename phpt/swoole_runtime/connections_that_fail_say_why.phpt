--TEST--
a connection that fails says why, as PHP's own does; names are looked up while others run
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
Co\run(function () {
    $connect = function (string $address, float $limit = PATIENCE) {
        [$stream, $warnings] = with_warnings(function () use ($address, $limit, &$errno, &$error) {
            return stream_socket_client($address, $errno, $error, $limit);
        });
        return [is_resource($stream) ? 'connected' : $stream, $errno, $error, $warnings];
    };
    $nobody = 'tcp://127.0.0.1:' . Peer::nobody();
    same([false, 111, 'Connection refused', ["Warning: stream_socket_client(): Unable to connect to $nobody (Connection refused)"]], $connect($nobody), 'refused');
    $reason = 'php_network_getaddresses: getaddrinfo for no.such.host.invalid failed: Name or service not known';
    $name = 'tcp://no.such.host.invalid:80';
    same([false, 0, $reason, ["Warning: stream_socket_client(): $reason", "Warning: stream_socket_client(): Unable to connect to $name ($reason)"]], $connect($name), 'no such host');
    same(false, $connect('tcp://127.0.0.1')[0], 'no port');
    $peer = Peer::silent();
    same(['connected', 0, '', []], $connect("tcp://localhost:$peer->port"), 'by name');
    // The queue of a listener that accepts nobody fills up; then the kernel answers no more.
    $full = stream_socket_server('tcp://127.0.0.1:0', context: stream_context_create(['socket' => ['backlog' => 1]]));
    $address = 'tcp://' . stream_socket_get_name($full, false);
    $kept = [];
    do {
        $kept[] = $last = with_warnings(function () use ($address, &$errno, &$error) {
            return stream_socket_client($address, $errno, $error, 0.1);
        });
    } while ($last[0] !== false && count($kept) < 20);
    same([false, 110, 'Connection timed out'], [$last[0], $errno, $error], 'too late');
});
echo "done\n";
?>
--EXPECT--
done
