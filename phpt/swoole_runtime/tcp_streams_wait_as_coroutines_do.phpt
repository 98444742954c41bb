--TEST--
TCP streams of PHP's own: accept, read and write wait while other coroutines run; end, limits and modes are PHP's
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine;
Co\run(function () {
    $server = stream_socket_server('tcp://127.0.0.1:0');
    $address = stream_socket_get_name($server, false);
    $turns = 0;
    $over = false;
    go(function () use (&$turns, &$over) {
        while (!$over) {
            usleep(1000);
            $turns++;
        }
    });
    $serving = go(function () use ($server) {
        $accepted = stream_socket_accept($server, PATIENCE, $name);
        check(str_starts_with($name, '127.0.0.1:'), "the client's address");
        same(true, stream_get_meta_data($accepted)['blocked'], 'blocking, to the script');
        while (($line = fgets($accepted)) !== false) {
            usleep(20_000);
            fwrite($accepted, strtoupper($line));
        }
        fwrite($accepted, str_repeat('x', 5_000_000));
        fclose($accepted);
        [$none, $warnings] = with_warnings(fn () => stream_socket_accept($server, 0.02));
        same([false, ['Warning: stream_socket_accept(): Accept failed: Connection timed out']], [$none, $warnings], 'nobody comes');
    });
    $client = stream_socket_client("tcp://$address", $errno, $error, PATIENCE);
    foreach (["one\n", "two\n"] as $line) {
        $before = $turns;
        fwrite($client, $line);
        same(strtoupper($line), fgets($client), 'the answer');
        check($turns > $before, 'others have run meanwhile');
    }
    stream_set_timeout($client, 0, 30_000);
    same(['', true, false], [fread($client, 10), stream_get_meta_data($client)['timed_out'], feof($client)], 'a limit');
    stream_set_blocking($client, false);
    same(['', false], [fread($client, 10), stream_get_meta_data($client)['blocked']], 'not blocking');
    stream_set_blocking($client, true);
    stream_set_timeout($client, (int) PATIENCE);
    stream_socket_shutdown($client, STREAM_SHUT_WR);
    same(5_000_000, strlen(stream_get_contents($client)), 'all of it, to the end');
    same([true, true], [feof($client), fclose($client)], 'the end');
    Coroutine::join([$serving]);
    $over = true;
});
echo "done\n";
?>
--EXPECT--
done
