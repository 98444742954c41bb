--TEST--
the module says which extensions it needs
--FILE--
<?php
print_r((new ReflectionExtension('swoole'))->getDependencies());
?>
--EXPECT--
Array
(
    [json] => Required
    [sockets] => Required
    [inotify] => Optional
)
