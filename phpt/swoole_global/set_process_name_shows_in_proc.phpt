--TEST--
swoole_set_process_name() sets what the process table shows
--FILE--
<?php
var_dump(swoole_set_process_name('a name for the process table'));
echo rtrim(file_get_contents('/proc/self/cmdline'), "\0 "), "\n";
var_dump(cli_get_process_title());
?>
--EXPECT--
bool(true)
a name for the process table
string(28) "a name for the process table"
