--TEST--
package_length_type that pack() does not know: a fatal error that says so
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$script = new TestScript('(new Swoole\Server("127.0.0.1", 0))->set(["open_length_check" => true, "package_length_type" => "z"]);');
same(255, $script->wait(), 'exit code');
check(str_contains($script->output(), 'unknown package_length_type, see pack(). Link: https://php.net/pack'), $script->output());
echo "done\n";
?>
--EXPECT--
done
