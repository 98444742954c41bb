--TEST--
dns_cache_capacity -1 keeps the address of every name
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$scheduler = new Swoole\Coroutine\Scheduler();
$scheduler->set(['dns_cache_capacity' => -1]);
$scheduler->add(function () {
    same('127.0.0.1', Co::gethostbyname('localhost'), 'an address');
});
same(true, $scheduler->start(), 'start()');
?>
--EXPECT--
