--TEST--
in PROCESS mode a WebSocket outlives the worker that serves it, a fragment that has come included
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
$t = TestServer::start(fn (TestServer $t) => WebSocket::define($t, SWOOLE_PROCESS, [
    'message' => function ($server, $frame) {
        if ($frame->data === 'die') {
            posix_kill(getmypid(), SIGKILL);
        }
        $server->push($frame->fd, "$frame->data " . getmypid());
    },
]));
$client = WebSocket::connect($t);
$first = $client->ask('hello');
$client->say('half of it', 1, false);
$other = WebSocket::connect($t)->say('die');
$t->waitStarts(2);
$client->say(', and the rest', 0);
[$text, $pid] = preg_split('/ (?=\d+$)/', $client->hear()[1]);
same('half of it, and the rest', $text, 'the message');
check("hello $pid" !== $first, 'of another worker');
same('hello', explode(' ', $other->ask('hello'))[0], 'the one whose message has killed it');
$t->signal(SIGUSR1);
same("again", explode(' ', $client->ask('again'))[0], 'after a reload');
same(0, $t->stop(), 'end');
same([], $client->hear(), 'the end of the server');
echo "done\n";
?>
--EXPECT--
done
