--TEST--
the settings of the documentation's page on packet boundaries work as printed
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$settings = [
    'split' => ['open_eof_split' => true, 'package_eof' => "\r\n"],
    'check' => ['open_eof_check' => true, 'package_eof' => "\r\n"],
    'length' => ['open_length_check' => true, 'package_max_length' => 81920, 'package_length_type' => 'n',
        'package_length_offset' => 0, 'package_body_offset' => 2],
];
both_modes(function (int $mode) use ($settings) {
    foreach ($settings as $name => $setting) {
        $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, $setting, [
            'receive' => fn ($server, $fd, $reactor, $data) => $server->send($fd, json_encode(explode("\r\n", $data)) . "\n"),
        ]));
        $client = $t->connect();
        if ($name === 'length') {
            same('["\u0000\u0005hello"]', $client->ask(pack('n', 5) . 'hello'), $name);
            continue;
        }
        same('["hello",""]', $client->ask("hello\r\n"), $name);
        $client->send("one\r\ntwo\r\n");
        if ($name === 'split') {
            same(['["one",""]', '["two",""]'], [$client->line(), $client->line()], $name);
        } else {
            same('["one","two",""]', $client->line(), $name);
        }
    }
});
?>
--EXPECT--
BASE done
PROCESS done
