--TEST--
set() keeps what was set before, takes names of servers in silence, and refuses values that cannot be
--FILE--
<?php
// better than the reference: a bad value throws; there it is a fatal error in connect()
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Client;
$client = new Client(SWOOLE_SOCK_TCP);
same([true, []], with_warnings(fn () => $client->set(['timeout' => 1, 'worker_num' => 4])), 'set');
$client->set(['open_eof_check' => true]);
same(['timeout' => 1, 'worker_num' => 4, 'open_eof_check' => true], $client->setting, 'setting');
check(str_contains(thrown_by(fn () => $client->set(['package_eof' => ''])), 'package_eof cannot be an empty string'), 'package_eof');
check(str_contains(thrown_by(fn () => (new Client(1))->set(['package_length_type' => 'x'])), 'unknown package_length_type'), 'package_length_type');
same([true, ["Warning: Swoole\Client::set(): function 'nothing' is not callable"]],
    with_warnings(fn () => (new Client(1))->set(['package_length_func' => 'nothing'])), 'package_length_func');
echo "done\n";
?>
--EXPECT--
done
