--TEST--
getOption() and setOption() know numbers, lingering, times and multicast groups
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine;
use Swoole\Coroutine\Socket;

$tcp = new Socket(AF_INET, SOCK_STREAM, 0);
same([SOCK_STREAM, 0], [$tcp->getOption(SOL_SOCKET, SO_TYPE), $tcp->getOption(SOL_SOCKET, SO_KEEPALIVE)], 'numbers');
same([true, 1], [$tcp->setOption(SOL_SOCKET, SO_KEEPALIVE, true), $tcp->getOption(SOL_SOCKET, SO_KEEPALIVE)], 'set');
$linger = ['l_onoff' => 1, 'l_linger' => 3];
same([true, $linger], [$tcp->setOption(SOL_SOCKET, SO_LINGER, $linger), $tcp->getOption(SOL_SOCKET, SO_LINGER)], 'lingering');
same(['sec' => 60, 'usec' => 0], $tcp->getOption(SOL_SOCKET, SO_RCVTIMEO), 'usual limit');
$limit = ['sec' => 1, 'usec' => 500000];
same([true, $limit], [$tcp->setOption(SOL_SOCKET, SO_SNDTIMEO, $limit), $tcp->getOption(SOL_SOCKET, SO_SNDTIMEO)], 'limit');
$warned = fn (callable $call) => str_replace('Warning: Swoole\Coroutine\Socket::', '', with_warnings($call)[1][0] ?? '');
same('setOption(): no key "l_linger" passed in optval', $warned(fn () => $tcp->setOption(SOL_SOCKET, SO_LINGER, ['l_onoff' => 1])), 'a key is missing');
same("setOption(): setsockopt({$tcp->fd}) failed, Error: Protocol not available[92]", $warned(fn () => $tcp->setOption(SOL_SOCKET, 9999, 1)), 'no option');
same("getOption(): getsockopt({$tcp->fd}, 1, 9999), Error: Protocol not available[92]", $warned(fn () => $tcp->getOption(SOL_SOCKET, 9999)), 'no option');
check(str_starts_with(thrown_by(fn () => $tcp->setOption(SOL_SOCKET, SO_RCVTIMEO, 5)), 'TypeError(0): '), 'no array');
check($tcp->getOption(SOL_TCP, TCP_INFO)['state'] > 0, 'TCP_INFO');

$udp = new Socket(AF_INET, SOCK_DGRAM, 0);
$group = ['group' => '224.10.20.30', 'interface' => 'lo'];
same([true, true], [$udp->setOption(IPPROTO_IP, MCAST_JOIN_GROUP, $group), $udp->setOption(IPPROTO_IP, MCAST_LEAVE_GROUP, $group)], 'group');
same('setOption(): no interface with name "nope" could be found',
    $warned(fn () => $udp->setOption(IPPROTO_IP, MCAST_JOIN_GROUP, ['interface' => 'nope'] + $group)), 'no interface');
foreach ([[IP_MULTICAST_TTL, 9], [IP_MULTICAST_LOOP, 0], [IP_MULTICAST_IF, 1]] as [$name, $value]) {
    same([true, $value], [$udp->setOption(IPPROTO_IP, $name, $value), $udp->getOption(IPPROTO_IP, $name)], "option $name");
}
same('setOption(): Expected a value between 0 and 255', $warned(fn () => $udp->setOption(IPPROTO_IP, IP_MULTICAST_TTL, 300)), 'too far');
echo "done\n";
?>
--EXPECT--
done
