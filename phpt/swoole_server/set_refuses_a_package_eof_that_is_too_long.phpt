--TEST--
package_eof longer than 8 bytes, or empty: a fatal error that says so
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

foreach (['"123456789"' => 'package_eof max length is 8', '""' => 'package_eof cannot be an empty string'] as $eof => $message) {
    $script = new TestScript("(new Swoole\Server('127.0.0.1', 0))->set(['open_eof_check' => true, 'package_eof' => $eof]);");
    same(255, $script->wait(), 'exit code');
    check(str_contains($script->output(), $message), $script->output());
}
echo "done\n";
?>
--EXPECT--
done
