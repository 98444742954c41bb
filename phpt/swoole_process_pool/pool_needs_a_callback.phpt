--TEST--
a pool without the callback that makes it useful does not start: a fatal error
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Process;
use Swoole\Process\Pool;

(new Pool(1, SWOOLE_IPC_UNIXSOCK))->start();
?>
--EXPECTF--
Fatal error: Swoole\Process\Pool::start(): require 'onMessage' callback in %s
