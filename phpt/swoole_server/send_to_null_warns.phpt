--TEST--
send() to null: a warning that says so
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';


$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_BASE, [], [
    'receive' => fn ($server) => $t->journal->note('send', with_warnings(fn () => $server->send(null, 'x'))),
]));
$t->connect()->send('x');
same([[false, ['Warning: Swoole\Server::send(): fd can not be null']]], $t->journal->wait('send'), 'send()');
?>
--EXPECT--
