--TEST--
a proxy without a port fails connect() with a warning
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Client;
foreach (['socks5' => 'socks5_port', 'http_proxy' => 'http_proxy_port'] as $kind => $missing) {
    $client = new Client(SWOOLE_SOCK_TCP);
    $client->set(["{$kind}_host" => '127.0.0.1']);
    same([false, ["Warning: Swoole\Client::connect(): $missing should not be null"]], with_warnings(fn () => $client->connect('127.0.0.1', 9)), $kind);
}
echo "done\n";
?>
--EXPECT--
done
