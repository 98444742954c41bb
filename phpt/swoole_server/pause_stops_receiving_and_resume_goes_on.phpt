--TEST--
after pause() nothing more is received from the client until resume()
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, [], [
        'receive' => function ($server, $fd, $reactor, $data) use ($t) {
            $t->journal->note('data', $fd, $data);
            $result = match ($data) {
                "pause\n" => $server->pause(1),
                "resume\n" => $server->resume(1),
                default => null,
            };
            $server->send($fd, json_encode($result) . "\n");
        },
    ]));
    $paused = $t->connect();
    same('true', $paused->ask("pause\n"), 'what pause() returned');
    $other = $t->connect();
    same('null', $other->ask("other\n"), 'answer for another client');
    $paused->send("while paused\n");
    $came = fn () => in_array(['data', 1, "while paused\n"], $t->journal->all('data'), true);
    stays(fn () => !$came(), 'silence while paused');
    same('true', $other->ask("resume\n"), 'what resume() returned');
    wait_until($came, 'the data after resume()');
});
?>
--EXPECT--
BASE done
PROCESS done
