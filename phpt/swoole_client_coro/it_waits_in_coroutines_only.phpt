--TEST--
connect() outside of a coroutine throws
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\Client;
same('Swoole\Error(10001): API must be called in the coroutine', thrown_by(fn () => (new Client(SWOOLE_SOCK_TCP))->connect('127.0.0.1', Peer::nobody())), 'thrown');
echo "done\n";
?>
--EXPECT--
done
