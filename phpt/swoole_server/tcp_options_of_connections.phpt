--TEST--
open_tcp_nodelay, open_tcp_keepalive and tcp_user_timeout reach the sockets of the connections
--SKIPIF--
<?php
extension_loaded('FFI') || @dl('ffi.so') || die('skip there is no FFI extension');
?>
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_BASE, ['open_tcp_nodelay' => true, 'open_tcp_keepalive' => true,
    'tcp_keepidle' => 44, 'tcp_keepinterval' => 5, 'tcp_keepcount' => 6, 'tcp_user_timeout' => 7000], [
    'receive' => function ($server, $fd) {
        $libc = c_library('int getsockopt(int fd, int level, int name, int *value, unsigned *length);');
        $option = function (int $level, int $name) use ($libc, $server, $fd): int {
            $value = $libc->new('int');
            $length = $libc->new('unsigned');
            $length->cdata = 4;
            $libc->getsockopt($server->getClientInfo($fd)['socket_fd'], $level, $name, FFI::addr($value), FFI::addr($length));
            return $value->cdata;
        };
        $server->send($fd, json_encode(['TCP_NODELAY' => $option(6, 1), 'SO_KEEPALIVE' => $option(1, 9), 'TCP_KEEPIDLE' => $option(6, 4),
            'TCP_KEEPINTVL' => $option(6, 5), 'TCP_KEEPCNT' => $option(6, 6), 'TCP_USER_TIMEOUT' => $option(6, 18)]) . "\n");
    },
]));
echo $t->connect()->ask("x\n"), "\n";
?>
--EXPECT--
{"TCP_NODELAY":1,"SO_KEEPALIVE":1,"TCP_KEEPIDLE":44,"TCP_KEEPINTVL":5,"TCP_KEEPCNT":6,"TCP_USER_TIMEOUT":7000}
