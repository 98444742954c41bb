--TEST--
a server that does not start leaves a pid_file that was there before as it is
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$other = Scratch::file('other.pid', '1234');
both_modes(function (int $mode) use ($other) {
    $own = Scratch::path('own.pid');
    foreach ([$other, $own] as $file) {
        $t = TestServer::launch(fn (TestServer $t) => $t->tcp($mode, ['pid_file' => $file, 'user' => 'nobody-of-that-name']));
        $t->waitEnd();
        same(0, $t->starts(), 'workers started');
    }
    same('1234', file_get_contents($other), "the other server's file");
    check(!file_exists($own), 'a file is left behind');
});
?>
--EXPECT--
BASE done
PROCESS done
