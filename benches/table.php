<?php
/*
 * Processor time of Swoole\Table's operations as a script calls them; the same script for every build that is measured.
 *
 *   php table.php [CALLS]
 *
 * Prints a line for each: its name and nanoseconds per call, user and system, the empty loop taken off. A thousand rows of three columns in a
 * table that does not fit into the processor's caches, one process.
 */
use Swoole\Table;

$calls = (int) ($argv[1] ?? 1_000_000);
$table = new Table(1 << 17);
$table->column('id', Table::TYPE_INT);
$table->column('name', Table::TYPE_STRING, 64);
$table->column('score', Table::TYPE_FLOAT);
$table->create();
$keys = array_map(fn ($i) => "user:$i", range(0, 999));
foreach ($keys as $i => $key) {
    $table->set($key, ['id' => $i, 'name' => "name of $i", 'score' => $i * 0.5]);
}

function processor_time(): float
{
    $usage = getrusage();
    return ($usage['ru_utime.tv_sec'] + $usage['ru_stime.tv_sec']) * 1e9 + ($usage['ru_utime.tv_usec'] + $usage['ru_stime.tv_usec']) * 1e3;
}

$measure = function (Closure $loop) use ($calls): float {
    $loop(1000);
    $before = processor_time();
    $loop($calls);
    return (processor_time() - $before) / $calls;
};
$empty = $measure(function (int $n) use ($keys) {
    for ($i = 0; $i < $n; $i++) {
        $key = $keys[$i % 1000];
    }
});
$loops = [
    'table set, 3 columns' => function (int $n) use ($table, $keys) {
        for ($i = 0; $i < $n; $i++) {
            $table->set($keys[$i % 1000], ['id' => $i, 'name' => 'a name of some length', 'score' => 0.5]);
        }
    },
    'table get, 3 columns' => function (int $n) use ($table, $keys) {
        for ($i = 0; $i < $n; $i++) {
            $table->get($keys[$i % 1000]);
        }
    },
    'table get, 1 column' => function (int $n) use ($table, $keys) {
        for ($i = 0; $i < $n; $i++) {
            $table->get($keys[$i % 1000], 'id');
        }
    },
    'table incr' => function (int $n) use ($table, $keys) {
        for ($i = 0; $i < $n; $i++) {
            $table->incr($keys[$i % 1000], 'id');
        }
    },
];
foreach ($loops as $name => $loop) {
    printf("%s\t%.1f\n", $name, $measure($loop) - $empty);
}
