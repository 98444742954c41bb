--TEST--
a client that sends byte by byte does not hold up another
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['open_eof_split' => true, 'package_eof' => "\n"]));
    $slow = $t->connect();
    $fast = $t->connect();
    foreach (str_split("slow line\n") as $i => $byte) {
        $slow->send($byte);
        same("fast $i", $fast->ask("fast $i\n"), 'answer for the fast client');
    }
    same('slow line', $slow->line(), 'answer for the slow client');
});
?>
--EXPECT--
BASE done
PROCESS done
