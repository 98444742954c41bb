--TEST--
sendMessage(): strings, numbers, null, arrays and objects arrive as they are
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

class Point
{
    public function __construct(public int $x, private string $name)
    {
    }
}
both_modes(function (int $mode) {
    $messages = ['text', "binary\0\xff", 7, 1.5, true, [1, 'two' => [3]], new Point(3, 'secret')];
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['worker_num' => 2], [
        'receive' => function ($server) use ($messages) {
            foreach ($messages as $message) {
                $server->sendMessage($message, 1 - $server->worker_id);
            }
        },
        'pipeMessage' => fn ($server, $from, $message) => $t->journal->note('got', base64_encode(serialize($message))),
    ]));
    $client = $t->connect()->send('x');
    $t->journal->wait('got', count($messages));
    foreach ($messages as $i => $message) {
        same(base64_encode(serialize($message)), $t->journal->all('got')[$i][1], "message $i");
    }
});
?>
--EXPECT--
BASE done
PROCESS done
