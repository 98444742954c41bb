--TEST--
streams, sockets and descriptors may stand beside clients; what is nothing is warned of
--FILE--
<?php
// better than the reference: one warning for one mistake
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Client;
[$a, $b] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
fwrite($b, 'x');
$read = [$a, 'nothing', new Client(SWOOLE_SOCK_TCP)];
$none = null;
[$count, $warnings] = with_warnings(function () use (&$read) {
    $none = null;
    return swoole_client_select($read, $none, $none, 0);
});
same([1, 1, $a], [$count, count($read), $read[0]], 'result');
same(['Warning: swoole_client_select(): invalid file descriptor passed'], $warnings, 'warnings');
$read = [new Client(SWOOLE_SOCK_TCP)];
same([false, ['Warning: swoole_client_select(): no resource arrays were passed to select']],
    with_warnings(fn () => swoole_client_select($read, $none, $none, 0)), 'nobody is connected');
echo "done\n";
?>
--EXPECT--
done
