--TEST--
unset() of a declared property is an error; what is written to it is taken as it is
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = Http::server($mode, function ($request, $response) {
        try {
            unset($response->header);
        } catch (Error $e) {
            $message = $e->getMessage();
        }
        $response->header = 'nonsense';
        $response->header('A', 'b');
        $copy = $response->header;
        $response->header('C', 'd');
        same(['A' => 'b'], $copy, 'a copy is a copy');
        $response->cookie = new stdClass();
        $response->end($message);
    });
    $answer = Http::get($t, '/');
    same('Property header of class Swoole\Http\Response cannot be unset', $answer->body, 'message');
    same(['b', 'd'], [$answer->field('A'), $answer->field('C')], 'fields');
});
?>
--EXPECT--
BASE done
PROCESS done
