--TEST--
constants: the HTTP/2 constants
--FILE--
<?php
$expected = [
    'SWOOLE_HTTP2_ERROR_CANCEL' => 8,
    'SWOOLE_HTTP2_ERROR_COMPRESSION_ERROR' => 9,
    'SWOOLE_HTTP2_ERROR_CONNECT_ERROR' => 10,
    'SWOOLE_HTTP2_ERROR_ENHANCE_YOUR_CALM' => 11,
    'SWOOLE_HTTP2_ERROR_FLOW_CONTROL_ERROR' => 3,
    'SWOOLE_HTTP2_ERROR_FRAME_SIZE_ERROR' => 6,
    'SWOOLE_HTTP2_ERROR_HTTP_1_1_REQUIRED' => 13,
    'SWOOLE_HTTP2_ERROR_INADEQUATE_SECURITY' => 12,
    'SWOOLE_HTTP2_ERROR_INTERNAL_ERROR' => 2,
    'SWOOLE_HTTP2_ERROR_NO_ERROR' => 0,
    'SWOOLE_HTTP2_ERROR_PROTOCOL_ERROR' => 1,
    'SWOOLE_HTTP2_ERROR_REFUSED_STREAM' => 7,
    'SWOOLE_HTTP2_ERROR_SETTINGS_TIMEOUT' => 4,
    'SWOOLE_HTTP2_ERROR_STREAM_CLOSED' => 5,
    'SWOOLE_HTTP2_TYPE_CONTINUATION' => 9,
    'SWOOLE_HTTP2_TYPE_DATA' => 0,
    'SWOOLE_HTTP2_TYPE_GOAWAY' => 7,
    'SWOOLE_HTTP2_TYPE_HEADERS' => 1,
    'SWOOLE_HTTP2_TYPE_PING' => 6,
    'SWOOLE_HTTP2_TYPE_PRIORITY' => 2,
    'SWOOLE_HTTP2_TYPE_PUSH_PROMISE' => 5,
    'SWOOLE_HTTP2_TYPE_RST_STREAM' => 3,
    'SWOOLE_HTTP2_TYPE_SETTINGS' => 4,
    'SWOOLE_HTTP2_TYPE_WINDOW_UPDATE' => 8,
];
foreach ($expected as $name => $value) {
    if (!defined($name)) {
        echo "$name is missing\n";
    } elseif (constant($name) !== $value) {
        echo "$name is ", var_export(constant($name), true), ', not ', var_export($value, true), "\n";
    }
}
echo count($expected), " constants\n";
?>
--EXPECT--
24 constants
