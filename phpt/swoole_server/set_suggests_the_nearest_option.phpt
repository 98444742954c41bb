--TEST--
an option that is nearly right: the warning says which was meant
--FILE--
<?php
// better than the reference: there the warning names only what was written.
require __DIR__ . '/../include/bootstrap.php';

$server = new Swoole\Server('127.0.0.1', 0);
ob_start();
[, $warnings] = with_warnings(fn () => $server->set(['worker_nums' => 1]));
[, $more] = with_warnings(fn () => $server->set(['package_eol' => "\n"]));
ob_end_clean();
check(str_contains($warnings[0] ?? '', 'worker_num') && preg_match('/\bworker_num\b/', $warnings[0]) === 1, show($warnings));
check(str_contains($more[0] ?? '', 'package_eof'), show($more));
echo "done\n";
?>
--EXPECT--
done
