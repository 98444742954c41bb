--TEST--
gethostbyname() and getaddrinfo() ask the system, on a thread
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Coroutine\System;

Co\run(function () {
    var_dump(System::gethostbyname('localhost'), System::gethostbyname('192.0.2.7'), System::gethostbyname('::1', AF_INET6));
    var_dump(System::gethostbyname('::1'), swoole_last_error() === SWOOLE_ERROR_DNSLOOKUP_RESOLVE_FAILED);
    var_dump(System::getaddrinfo('192.0.2.7', AF_INET, SOCK_DGRAM, 0, '53'));
    var_dump(System::getaddrinfo('192.0.2.7', service: 'no-such-service'), swoole_strerror(swoole_last_error(), SWOOLE_STRERROR_GAI));
    check(Co::stats()['aio_worker_num'] >= 1, 'a thread');
    foreach ([['', AF_INET], ['localhost', 99]] as $arguments) {
        foreach (['gethostbyname', 'getaddrinfo'] as $function) {
            [$result, $warnings] = with_warnings(fn () => System::$function(...$arguments));
            echo json_encode([$result, swoole_last_error()]), ' ', $warnings[0] ?? 'no warning', "\n";
        }
    }
});
?>
--EXPECTF--
string(9) "127.0.0.1"
string(9) "192.0.2.7"
string(3) "::1"
bool(false)
bool(true)
array(1) {
  [0]=>
  string(9) "192.0.2.7"
}
bool(false)
string(%d) "Servname not supported for ai_socktype"
[false,503] Warning: Swoole\Coroutine\System::gethostbyname(): domain name is empty
[false,503] Warning: Swoole\Coroutine\System::getaddrinfo(): hostname is empty
[false,503] Warning: Swoole\Coroutine\System::gethostbyname(): unknown protocol family, must be AF_INET or AF_INET6
[false,503] Warning: Swoole\Coroutine\System::getaddrinfo(): unknown protocol family, must be AF_INET or AF_INET6
