<?php
/**
 * A client of eof_split.php and eof_check.php: each recv() gives one whole package.
 *
 *     php examples/eof_client.php [PORT, default 9501] [split|check]
 */
$port = (int) ($argv[1] ?? 9501);
$kind = $argv[2] ?? 'split';

$client = new Swoole\Client(SWOOLE_SOCK_TCP);
if ($kind === 'split') {
    $client->set(array(
        'open_eof_split' => true,
        'package_eof' => "\r\n",
    ));
} else {
    $client->set(array(
        'open_eof_check' => true,
        'package_eof' => "\r\n",
    ));
}
if (!$client->connect('127.0.0.1', $port, 5)) {
    exit("connect failed. Error: {$client->errCode}\n");
}
// Both at once: the server, or this client, tells them apart.
$client->send("one\r\ntwo\r\n");
echo $client->recv();
echo $client->recv();
$client->close();
