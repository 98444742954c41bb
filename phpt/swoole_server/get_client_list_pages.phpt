--TEST--
getClientList() lists session ids in ascending order, page by page
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['open_eof_split' => true, 'package_eof' => "\n"], [
        'receive' => function ($server, $fd, $reactor, $data) {
            [$start, $count] = explode(' ', $data);
            $server->send($fd, json_encode($server->getClientList((int) $start, (int) $count)) . "\n");
        },
    ]));
    $clients = [];
    for ($i = 1; $i <= 12; $i++) {
        $clients[] = $client = $t->connect();
        $client->ask("0 1\n");
    }
    same('[1,2,3,4,5]', $client->ask("0 5\n"), 'first page');
    same('[6,7,8,9,10]', $client->ask("5 5\n"), 'second page');
    same('[11,12]', $client->ask("10 5\n"), 'last page');
    check(in_array($client->ask("12 5\n"), ['[]', 'false']), 'page after the last');
    same('false', $client->ask("9999 5\n"), 'page that starts at an unknown session');
    same('[1,2,3,4,5,6,7,8,9,10,11,12]', $client->ask("0 100\n"), 'all');
});
?>
--EXPECT--
BASE done
PROCESS done
