--TEST--
where open_basedir forbids a file, no thread touches it
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
$outside = Scratch::file('outside', 'secret');
mkdir($inside = Scratch::path('inside'));
$script = new TestScript(<<<'PHP'
    [, $inside, $outside] = $argv;
    error_reporting(0);
    ini_set('open_basedir', $inside);
    Co::set(['hook_flags' => SWOOLE_HOOK_FILE]);
    Co\run(function () use ($inside, $outside) {
        file_put_contents("$inside/x", 'x');
        echo json_encode([file_get_contents("$inside/x"), file_get_contents($outside), file_put_contents($outside, 'y'), unlink($outside),
            rename("$inside/x", $outside), rename($outside, "$inside/y"), mkdir("$outside.d"), rmdir(dirname($outside)), filesize($outside)]);
        echo error_get_last()['message'];
    });
    PHP, $inside, $outside);
[$code, $output] = [$script->wait(), $script->output()];
same(0, $code, 'exit code');
check(str_starts_with($output, '["x",false,false,false,false,false,false,false,false]filesize(): open_basedir restriction in effect'), $output);
same('secret', file_get_contents($outside), 'untouched');
?>
--EXPECT--
