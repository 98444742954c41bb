--TEST--
set() returns true, keeps what was set before and replaces what is set again
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$server = new Swoole\Server('127.0.0.1', 0);
same(true, $server->set(['worker_num' => 3, 'package_eof' => "\r\n"]), 'what set() returned');
same(['worker_num' => 3, 'package_eof' => "\r\n"], $server->setting, 'setting');
$server->set(['worker_num' => 2]);
same(['worker_num' => 2, 'package_eof' => "\r\n"], $server->setting, 'setting after the second set()');
same($server->setting, $server->ports[0]->setting, 'setting of the first port');
echo "done\n";
?>
--EXPECT--
done
