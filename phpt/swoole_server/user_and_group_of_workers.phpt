--TEST--
user and group: workers run as them, without other groups; the calling process keeps its own
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['worker_num' => 2, 'user' => 'nobody', 'group' => 'nogroup'], [
        'receive' => fn ($server, $fd) => $server->send($fd, posix_getuid() . ' ' . posix_geteuid() . ' ' . posix_getgid() . "\n"),
    ]));
    $uid = posix_getpwnam('nobody')['uid'];
    $gid = posix_getgrnam('nogroup')['gid'];
    same("$uid $uid $gid", $t->connect()->ask("x\n"), 'ids in a worker');
    foreach ($t->workers() as $pid) {
        same("$uid\t$uid\t$uid\t$uid", process_status($pid, 'Uid'), 'Uid');
        same("$gid\t$gid\t$gid\t$gid", process_status($pid, 'Gid'), 'Gid');
    }
    same("0\t0\t0\t0", process_status($t->pid, 'Uid'), 'Uid of the calling process');
});
?>
--EXPECT--
BASE done
PROCESS done
