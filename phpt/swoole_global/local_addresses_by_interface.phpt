--TEST--
swoole_get_local_ip() and swoole_get_local_mac() map interfaces to addresses, without the loopback
--FILE--
<?php
$known = array_keys(net_get_interfaces());
foreach (swoole_get_local_ip() as $interface => $address) {
    in_array($interface, $known, true) && filter_var($address, FILTER_VALIDATE_IP, FILTER_FLAG_IPV4) && !str_starts_with($address, '127.') || print "bad: $interface $address\n";
}
foreach (swoole_get_local_ip(AF_INET6) as $interface => $address) {
    in_array($interface, $known, true) && filter_var($address, FILTER_VALIDATE_IP, FILTER_FLAG_IPV6) && $address !== '::1' || print "bad: $interface $address\n";
}
foreach (swoole_get_local_mac() as $interface => $address) {
    in_array($interface, $known, true) && preg_match('/^([0-9A-F]{2}:){5}[0-9A-F]{2}$/', $address) || print "bad: $interface $address\n";
}
var_dump(is_array(swoole_get_local_ip()), is_array(swoole_get_local_mac()));
?>
--EXPECT--
bool(true)
bool(true)
