--TEST--
in a running server $setting holds what was set and the values that were filled in
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['worker_num' => 2, 'package_eof' => "\n"], [
        'receive' => fn ($server) => $t->journal->note('setting', $server->setting),
    ]));
    $client = $t->connect()->send('x');
    [$setting] = $t->journal->wait('setting');
    same([2, "\n", 0], [$setting['worker_num'], $setting['package_eof'], $setting['task_worker_num']], 'values');
    check($setting['max_connection'] > 0, 'no max_connection');
    check($setting['output_buffer_size'] > 0, 'no output_buffer_size');
});
?>
--EXPECT--
BASE done
PROCESS done
