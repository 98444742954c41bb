--TEST--
sendfile(): a relative path starts at the working directory
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

chdir(Scratch::path());
Scratch::file('relative.txt', "relative content\n");
both_modes(function (int $mode) {
    $t = TestServer::start(fn (TestServer $t) => $t->tcp($mode, [], ['receive' => fn ($server, $fd) => $server->sendfile($fd, 'relative.txt')]));
    same('relative content', $t->connect()->ask("x\n"), 'content');
});
?>
--EXPECT--
BASE done
PROCESS done
