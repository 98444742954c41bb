<?php
/**
 * A client of length_check.php: each recv() gives one whole package, header included.
 *
 *     php examples/length_client.php [PORT, default 9501]
 */
$port = (int) ($argv[1] ?? 9501);

$client = new Swoole\Client(SWOOLE_SOCK_TCP);
$client->set(array(
    'open_length_check' => true,
    'package_max_length' => 81920,
    'package_length_type' => 'n', //see php pack()
    'package_length_offset' => 0,
    'package_body_offset' => 2,
));
if (!$client->connect('127.0.0.1', $port, 5)) {
    exit("connect failed. Error: {$client->errCode}\n");
}
foreach (['hello', 'world'] as $body) {
    $client->send(pack('n', strlen($body)) . $body);
    echo substr($client->recv(), 2), "\n";
}
$client->close();
