--TEST--
user and group: workers keep no supplementary groups of root
--SKIPIF--
<?php
extension_loaded('FFI') || @dl('ffi.so') || die('skip there is no FFI extension');
?>
--FILE--
<?php
// better than the reference: there they keep them.
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(function (TestServer $t) use ($mode) {
        // Root of a container may have none to lose.
        $libc = c_library('int setgroups(size_t size, const unsigned *list);');
        $list = $libc->new('unsigned[2]');
        [$list[0], $list[1]] = [0, 4];
        $libc->setgroups(2, $list);
        return $t->tcp($mode, ['worker_num' => 2, 'user' => 'nobody', 'group' => 'nogroup']);
    });
    $gid = posix_getgrnam('nogroup')['gid'];
    foreach ($t->workers() as $pid) {
        check(in_array(trim(process_status($pid, 'Groups')), ['', (string) $gid], true), 'groups: ' . process_status($pid, 'Groups'));
    }
});
?>
--EXPECT--
BASE done
PROCESS done
