--TEST--
an option that nobody knows: a warning that names it, and the rest is set
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$server = new Swoole\Server('127.0.0.1', 0);
ob_start();
[$result, $warnings] = with_warnings(fn () => $server->set(['foo' => 1, 'worker_num' => 2]));
ob_end_clean();
same(true, $result, 'what set() returned');
check(count($warnings) === 1 && str_contains($warnings[0], 'unsupported option [foo]'), show($warnings));
same(2, $server->setting['worker_num'], 'worker_num');
echo "done\n";
?>
--EXPECT--
done
