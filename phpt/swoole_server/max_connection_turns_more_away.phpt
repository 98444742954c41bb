--TEST--
max_connection: a connection beyond it is closed at once, and room that becomes free is used again
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['max_connection' => 50], ['close' => $t->noting('close')]));
    $clients = [];
    $served = 0;
    for ($i = 0; $i < 60; $i++) {
        $clients[] = $client = $t->connect();
        @fwrite($client->stream, 'x');
        if (@fread($client->stream, 1) !== 'x') {
            break;
        }
        $served++;
    }
    check($served >= 30 && $served <= 50, "served $served connections at once");
    $clients[0]->close();
    $t->journal->wait('close');
    wait_until(function () use ($t) {
        $client = $t->connect();
        @fwrite($client->stream, 'x');
        return @fread($client->stream, 1) === 'x';
    }, 'a new connection in the freed place');
});
?>
--EXPECT--
BASE done
PROCESS done
