--TEST--
the process gets the name, and PHP knows it too
--FILE--
<?php
var_dump(swoole_set_process_name('a name of its own'));
echo cli_get_process_title(), "\n", rtrim(file_get_contents('/proc/self/cmdline'), "\0"), "\n";
?>
--EXPECT--
bool(true)
a name of its own
a name of its own
