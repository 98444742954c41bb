--TEST--
a client that has said it will send no more still gets the answer to what it sent
--FILE--
<?php
// better than the reference: there PROCESS mode drops the answer.
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, [], ['close' => $t->noting('close')]));
    $client = $t->connect()->send("last words\n")->finish();
    same("last words\n", $client->readAll(), 'answer');
    $t->journal->wait('close');
});
?>
--EXPECT--
BASE done
PROCESS done
