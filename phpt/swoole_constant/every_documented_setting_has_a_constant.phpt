--TEST--
every setting that the documentation lists has a constant, named as the setting
--FILE--
<?php
$constants = (new ReflectionClass(Swoole\Constant::class))->getConstants();
$page = file_get_contents(__DIR__ . '/../../docs/settings.md');
preg_match_all('/^\| `(\w+)` \|/m', $page, $rows);
$missing = [];
foreach (array_unique($rows[1]) as $name) {
    if (($constants['OPTION_' . strtoupper($name)] ?? null) !== $name) {
        $missing[] = $name;
    }
}
var_dump(count($rows[1]) > 150);
echo implode(' ', $missing), "\n";
?>
--EXPECT--
bool(true)
