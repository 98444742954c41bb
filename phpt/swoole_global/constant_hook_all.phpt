--TEST--
SWOOLE_HOOK_ALL holds every hook flag but those of the replaced curl and of MongoDB
--FILE--
<?php
// better than the reference: one that was built without curl takes SWOOLE_HOOK_CURL for SWOOLE_HOOK_NATIVE_CURL.
$all = 0;
foreach (get_defined_constants(true)['swoole'] as $name => $value) {
    if (str_starts_with($name, 'SWOOLE_HOOK_') && !in_array($name, ['SWOOLE_HOOK_ALL', 'SWOOLE_HOOK_CURL', 'SWOOLE_HOOK_MONGODB'], true)) {
        $all |= $value;
    }
}
var_dump(SWOOLE_HOOK_ALL, (SWOOLE_HOOK_ALL & $all) === $all);
?>
--EXPECT--
int(2143287295)
bool(true)
