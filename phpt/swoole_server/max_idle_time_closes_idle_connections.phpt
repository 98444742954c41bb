--TEST--
max_idle_time: a connection without traffic for so many seconds is closed, with onClose
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['max_idle_time' => 1], ['close' => $t->noting('close')]));
    $idle = $t->connect();
    same('x', $idle->send('x')->read(1), 'echo');
    check(!$idle->readable(0.5), 'closed too soon');
    check($idle->isClosed(), 'the idle connection is still open');
    same(1, $t->journal->wait('close')[0] ?? null, 'closed session');
});
?>
--EXPECT--
BASE done
PROCESS done
