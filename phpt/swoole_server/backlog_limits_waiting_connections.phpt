--TEST--
backlog: a stopped server lets only so many connections wait
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_BASE, ['backlog' => 2]));
$t->signal(SIGSTOP);
wait_until(fn () => process_stat($t->pid)['state'] === 'T', 'the stop');
$clients = [];
for ($i = 0; $i < 6; $i++) {
    try {
        $clients[] = TestClient::tcp($t->port, '127.0.0.1', 0.1);
    } catch (RuntimeException) {
        break;
    }
}
same(3, count($clients), 'connections that were let in: the kernel takes one more than the backlog');
$t->signal(SIGCONT);
same('x', $clients[0]->send('x')->read(1), 'echo');
echo "done\n";
?>
--EXPECT--
done
