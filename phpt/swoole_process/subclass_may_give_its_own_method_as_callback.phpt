--TEST--
a subclass may pass one of its methods to the constructor, and has no property that it did not declare
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

class Worker extends Swoole\Process
{
    public function __construct()
    {
        parent::__construct([$this, 'run']);
    }

    public function run(): void
    {
        $this->write('from ' . static::class);
    }
}

[$process, $warnings] = with_warnings(fn () => new Worker());
same([], $warnings, 'warnings');
check(!array_key_exists('callback', get_object_vars($process)), 'no $callback that scripts see');
$process->start();
same('from Worker', $process->read(), 'what the method wrote');
Swoole\Process::wait();
echo "done\n";
?>
--EXPECT--
done
