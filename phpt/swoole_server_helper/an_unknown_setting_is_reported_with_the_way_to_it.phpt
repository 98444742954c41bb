--TEST--
a setting that nobody knows is reported in the library's file, and the way there is printed
--FILE--
<?php
set_error_handler(function (int $level, string $message, string $file) {
    echo $level === E_USER_WARNING ? 'warning' : $level, ": $message in $file\n";
    return true;
});
ob_start(fn ($output) => str_replace(__DIR__ . '/', '', $output));
$server = new Swoole\Server('127.0.0.1', 0);
$server->set(['worker_num' => 1, 'foo' => 2]);
$server->listen('127.0.0.1', 0, SWOOLE_SOCK_TCP)->set(['foo' => 2]);
Swoole\Server\Helper::checkOptions(['worker_num' => 'many', 'package_eof' => 1, 'foo' => 2]);
?>
--EXPECTF--
warning: unsupported option [foo] in @swoole/library/core/Server/Helper.php
#0 [internal function]: Swoole\Server\Helper::checkOptions()
#1 [internal function]: Swoole\Server\Port->set()
#2 %s.php(8): Swoole\Server->set()
warning: unsupported option [foo] in @swoole/library/core/Server/Helper.php
#0 [internal function]: Swoole\Server\Helper::checkOptions()
#1 %s.php(9): Swoole\Server\Port->set()
warning: unsupported option [foo] in @swoole/library/core/Server/Helper.php
#0 %s.php(10): Swoole\Server\Helper::checkOptions()
