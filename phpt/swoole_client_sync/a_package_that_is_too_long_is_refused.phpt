--TEST--
an announced length above package_max_length gives an empty string, a marker that does not come false, both with an error code
--FILE--
<?php
// better than the reference: $errCode tells why
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Client;
$client = new Client(SWOOLE_SOCK_TCP);
$client->set(['open_length_check' => true, 'package_max_length' => 70000]);
$client->connect('127.0.0.1', Peer::echo()->port, PATIENCE);
$client->send("\x7f\0\0\0body");
swoole_async_set(['log_level' => SWOOLE_LOG_ERROR]);
same(['', SWOOLE_ERROR_PACKAGE_LENGTH_TOO_LARGE, ''], [$client->recv(), $client->errCode, $client->recv()], 'length');
$client = new Client(SWOOLE_SOCK_TCP);
$client->set(['open_eof_check' => true, 'package_eof' => "\n", 'package_max_length' => 70000]);
$client->connect('127.0.0.1', Peer::tcp(fn ($stream) => fwrite($stream, str_repeat('x', 70001)))->port, PATIENCE);
[$data, $warnings] = with_warnings(fn () => $client->recv());
same([false, SWOOLE_ERROR_PACKAGE_LENGTH_TOO_LARGE], [$data, $client->errCode], 'marker');
same(['Warning: Swoole\Client::recv(): no package eof'], $warnings, 'warnings');
echo "done\n";
?>
--EXPECT--
done
