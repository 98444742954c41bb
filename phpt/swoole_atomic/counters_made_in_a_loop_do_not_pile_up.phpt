--TEST--
counters that are made and dropped leave no memory behind
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Atomic;

$mappings = fn () => substr_count(file_get_contents('/proc/self/maps'), '/dev/zero');
$before = $mappings();
for ($i = 0; $i < 10000; $i++) {
    (new Atomic($i))->get() === $i || fail('value');
}
check($mappings() <= $before + 1, 'mappings pile up');
$many = array_map(fn ($i) => new Atomic($i), range(0, 999));
same(range(0, 999), array_map(fn ($counter) => $counter->get(), $many), 'values');
echo "done\n";
?>
--EXPECT--
done
