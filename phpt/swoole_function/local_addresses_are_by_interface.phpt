--TEST--
addresses and hardware addresses come by interface, without the loopback
--FILE--
<?php
$interfaces = array_diff(scandir('/sys/class/net'), ['.', '..']);
foreach (swoole_get_local_ip() as $name => $ip) {
    in_array($name, $interfaces, true) && filter_var($ip, FILTER_VALIDATE_IP, FILTER_FLAG_IPV4) || print("$name $ip\n");
}
foreach (swoole_get_local_ip(AF_INET6) as $name => $ip) {
    in_array($name, $interfaces, true) && filter_var($ip, FILTER_VALIDATE_IP, FILTER_FLAG_IPV6) || print("$name $ip\n");
}
foreach (swoole_get_local_mac() as $name => $mac) {
    $real = strtoupper(trim(file_get_contents("/sys/class/net/$name/address")));
    $mac === $real || print("$name $mac $real\n");
}
var_dump(isset(swoole_get_local_ip()['lo']), isset(swoole_get_local_mac()['lo']), swoole_get_local_ip(99));
?>
--EXPECT--
bool(false)
bool(false)
array(0) {
}
