--TEST--
a private method as a callback: the exception says that it is private
--FILE--
<?php
// better than the reference: there the warning says only "is not callable".
require __DIR__ . '/../include/bootstrap.php';

class Handler
{
    private function hidden(): void
    {
    }
}
$server = new Swoole\Server('127.0.0.1', 0);
$thrown = thrown_by(fn () => @$server->on('receive', [new Handler(), 'hidden']));
check(str_contains($thrown, 'private'), $thrown);
echo "done\n";
?>
--EXPECT--
done
