--TEST--
swoole_clear_dns_cache() may be called at any time
--FILE--
<?php
var_dump(swoole_clear_dns_cache());
?>
--EXPECT--
NULL
