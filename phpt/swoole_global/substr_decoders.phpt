--TEST--
swoole_substr_json_decode() and swoole_substr_unserialize() decode a part of a text
--FILE--
<?php
$value = ['hello' => 'swoole', 'list' => [1, 2.5, null]];
foreach (['json' => json_encode($value), 'php' => serialize($value)] as $kind => $text) {
    $packet = pack('N', strlen($text)) . $text . "\r\n";
    var_dump(($kind === 'json' ? swoole_substr_json_decode($packet, 4, strlen($text), true) : swoole_substr_unserialize($packet, 4, strlen($text))) === $value);
}
?>
--EXPECT--
bool(true)
bool(true)
