--TEST--
after pause() nothing more is received from the client until resume()
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['open_eof_split' => true, 'package_eof' => "\n"], [
        'receive' => function ($server, $fd, $reactor, $data) use ($t) {
            $t->journal->note('data', $fd, $data);
            if ($data === "pause\n") {
                $server->send($fd, json_encode($server->pause($fd)) . "\n");
            } elseif ($data === "resume 1\n") {
                $server->send($fd, json_encode($server->resume(1)) . "\n");
            }
        },
    ]));
    $paused = $t->connect();
    same('true', $paused->ask("pause\n"), 'what pause() returned');
    $other = $t->connect();
    $other->ask("resume 1\n");
    same('true', $paused->ask("pause\n"), 'what pause() returned the second time');
    usleep(20_000);
    $paused->send("while paused\n");
    stays(fn () => !in_array(['data', 1, "while paused\n"], $t->journal->all('data'), true), 'silence while paused');
    same('true', $other->ask("resume 1\n"), 'what resume() returned');
    wait_until(fn () => in_array(['data', 1, "while paused\n"], $t->journal->all('data'), true), 'the data after resume()');
});
?>
--EXPECT--
BASE done
PROCESS done
