--TEST--
Response::create() with what is no server or session
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

same(false, @Swoole\Http\Response::create(3), 'no server');
$server = new Swoole\Http\Server('127.0.0.1', 0);
same(false, @Swoole\Http\Response::create($server), 'no session');
same(false, @Swoole\Http\Response::create($server, 0), 'session 0');
same(false, @Swoole\Http\Response::create([]), 'nothing');
same(false, @Swoole\Http\Response::create(new stdClass(), 1), 'another object');
$response = Swoole\Http\Response::create($server, 1);
same(1, $response->fd, 'before the start');
same(false, @$response->end('x'), 'it cannot be sent');
$response = new Swoole\Http\Response();
same([false, false, false], [$response->end('x'), $response->header('a', 'b'), $response->isWritable()], 'one of nobody');
echo "done\n";
?>
--EXPECT--
done
