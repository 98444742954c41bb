--TEST--
a subclass that forgets the parent's constructor: a fatal error that says so, no crash
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$script = new TestScript(<<<'PHP'
    class Forgetful extends Swoole\Server
    {
        public function __construct()
        {
        }
    }
    (new Forgetful())->start();
    PHP);
same(255, $script->wait(), 'exit code');
check(str_contains($script->output(), 'Invalid instance of Forgetful'), $script->output());
echo "done\n";
?>
--EXPECT--
done
