--TEST--
SIGPIPE that somebody sends to the master is a line in the log, and the server goes on
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

$t = TestServer::start(fn (TestServer $t) => $t->tcp(SWOOLE_PROCESS));
$t->signal(SIGPIPE);
wait_until(fn () => $t->logged() !== '', 'a line in the log');
check(preg_match('~^\[\S+ \S+ #\d+\.0\]\tWARNING\t\S+ \(ERRNO 721\): Unable to find callback function for signal Broken pipe: 13\n$~', $t->logged()) === 1, $t->logged());
same('hello', $t->connect()->send('hello')->read(5), 'echo');
echo "done\n";
?>
--EXPECT--
done
