--TEST--
a user process goes on in its event loop: timers, signals, and messages that it gets
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

// better than the reference: there nobody can send a message to a user process
both_modes(function (int $mode) {
    $t = TestServer::start(function (TestServer $t) use ($mode) {
        $server = $t->tcp($mode, [], [
            'receive' => fn ($server, $fd, $reactor, $data) => $server->sendMessage(['fd' => $fd, 'data' => $data], 1),
            'pipeMessage' => fn ($server, $source, $message) => $server->send($message['fd'], "from $source: $message[data]"),
        ]);
        $server->addProcess(new Swoole\Process(function () use ($t) {
            Swoole\Timer::after(1, fn () => $t->journal->note('timer'));
            Swoole\Timer::tick(60_000, fn () => null);
            Swoole\Process::signal(SIGTERM, function () use ($t) {
                $t->journal->note('asked to end');
                Swoole\Event::exit();
            });
        }));
        return $server;
    });
    $t->journal->wait('timer');
    same('from 0: hello', $t->connect()->ask("hello\n"), 'answer to a message');
    same(0, $t->stop(), 'exit code');
    same(1, $t->journal->count('asked to end'), 'calls of the handler for SIGTERM');
});
?>
--EXPECT--
BASE done
PROCESS done
