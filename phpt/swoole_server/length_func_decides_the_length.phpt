--TEST--
package_length_func: a PHP function tells the length: 0 for more, -1 for an error
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, ['open_length_check' => true,
        'package_length_func' => function (string $data): int {
            $end = strpos($data, ':');
            if ($end === false) {
                return 0;
            }
            $length = substr($data, 0, $end);
            return ctype_digit($length) ? $end + 1 + (int) $length : -1;
        }], ['receive' => $t->noting('data'), 'close' => $t->noting('close')]));
    $client = $t->connect()->send('5:hello3:abc1');
    $t->journal->wait('data', 2);
    $client->send('2:twelve bytes');
    $t->journal->wait('data', 3);
    same(['5:hello', '3:abc', '12:twelve bytes'], array_column($t->journal->all('data'), 3), 'packages');
    $client->send('no number:');
    check($client->isClosed(), 'connection still open after an error');
    $t->journal->wait('close');
});
?>
--EXPECT--
BASE done
PROCESS done
