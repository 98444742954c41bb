--TEST--
options of the library are set and read, and kept for the request
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
same([[], null], [swoole_library_get_options(), swoole_library_get_option('a')], 'none');
swoole_library_set_options(['a' => 1, 'b' => 2]);
swoole_library_set_option('a', 3);
same(['a' => 3, 'b' => 2], swoole_library_get_options(), 'all');
same([3, null], [swoole_library_get_option('a'), swoole_library_get_option('c')], 'one');
swoole_library_set_options(['c' => 4]);
same(['c' => 4], SwooleLibrary::$options, 'in their place');
?>
--EXPECT--
