<?php
/** Eight processes, readers and writers by turns, on the rows of one table: nobody ever sees a row of which some columns are old and some new. */
require_once __DIR__ . '/../../phpt/include/bootstrap.php';
require_once __DIR__ . '/bootstrap.php';

use Swoole\Atomic\Long;
use Swoole\Table;

$seconds = defined('SECONDS') ? SECONDS : rounds(60);
may_take(60 + 2 * $seconds);
$table = new Table(64);
$table->column('number', Table::TYPE_INT);
$table->column('text', Table::TYPE_STRING, 400);
$table->column('half', Table::TYPE_FLOAT);
$table->create();
[$written, $read, $torn] = [new Long(), new Long(), new Long()];
$is_whole = fn (array $row) => $row['text'] === str_repeat($row['number'] . ',', $row['number'] % 40) && $row['half'] === $row['number'] * 0.5;
$run = function (int $who) use ($table, $seconds, $written, $read, $torn, $is_whole): void {
    $until = microtime(true) + $seconds;
    for ($i = $who; microtime(true) < $until; $i += 8) {
        $key = 'row' . $i % 5;
        if (($i + $who) % 2) {
            $n = mt_rand(0, 999_999);
            $table->set($key, ['number' => $n, 'text' => str_repeat("$n,", $n % 40), 'half' => $n * 0.5]);
            $written->add();
        } elseif ($i % 50 === 0) {
            $table->del($key);
        } elseif ($i % 51 === 0) {
            foreach ($table as $row) {
                $is_whole($row) || $torn->add();
                $read->add();
            }
        } elseif ($row = $table->get($key)) {
            $is_whole($row) || $torn->add();
            $read->add();
        }
        $i % 3 || $who += 1;
    }
};
for ($who = 0; $who < 8; $who++) {
    if (pcntl_fork() === 0) {
        $run($who);
        exit(0);
    }
}
for ($ended = 0; pcntl_wait($status) > 0; $ended++) {
    same(0, $status, 'status of a process');
}
same(8, $ended, 'processes that came to their end');
figure('rows written', $written->get());
figure('rows read', $read->get());
figure('torn rows', $torn->get());
same(0, $torn->get(), 'torn rows');
check($written->get() > 100 && $read->get() > 100, 'nothing happened');
