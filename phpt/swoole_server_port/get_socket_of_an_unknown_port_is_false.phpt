--TEST--
Server::getSocket() with a port number that is not listened on: false
--FILE--
<?php
// better than the reference: there it is a segmentation fault.
require __DIR__ . '/../include/bootstrap.php';

$server = new Swoole\Server('127.0.0.1', 0);
same(false, @$server->getSocket($server->port === 1 ? 2 : 1), 'result');
echo "done\n";
?>
--EXPECT--
done
