--TEST--
open_eof_split: a stream cut in two at any place gives the same packages
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['open_eof_split' => true, 'package_eof' => '--end--'], [
        'receive' => fn ($server, $fd, $reactor, $data) => $server->send($fd, strlen($data) . "\n"),
    ]));
    $stream = 'a--end--bb--en--end----end--';
    $client = $t->connect();
    for ($cut = 1; $cut < strlen($stream); $cut++) {
        $client->send(substr($stream, 0, $cut));
        usleep(300);
        $client->send(substr($stream, $cut));
        if (!same(['8', '13', '7'], [$client->line(), $client->line(), $client->line()], "cut at $cut")) {
            break;
        }
    }
});
?>
--EXPECT--
BASE done
PROCESS done
