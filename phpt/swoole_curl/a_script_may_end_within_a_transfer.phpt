--TEST--
exit(), exceptions and fatal errors in a callback end the script as elsewhere, and so does one elsewhere while a transfer waits
--EXTENSIONS--
curl
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
$t = Http::server(SWOOLE_BASE, function ($request, $response) {
    $request->server['request_uri'] === '/never' && Co::sleep(0.5);
    $response->end('fine');
});
foreach ([
    'exit()' => ['/', 'fn () => exit(3)', '', 'Uncaught Swoole\\ExitException'],
    'a fatal error' => ['/', 'fn () => ini_set("memory_limit", "8M") && str_repeat("x", 1 << 28)', '', 'Allowed memory size'],
    'an exception' => ['/', 'fn () => throw new Exception("oops")', '', 'Uncaught Exception: oops'],
    'the end' => ['/never', 'fn ($curl, $data) => strlen($data)', 'Co::sleep(0.05); throw new Exception("end");', 'Uncaught Exception: end'],
] as $name => [$path, $callback, $then, $says]) {
    $script = new TestScript(<<<PHP
        Co::set(['hook_flags' => SWOOLE_HOOK_ALL]);
        Co\\run(function () {
            go(function () {
                \$curl = curl_init('http://127.0.0.1:$t->port$path');
                curl_setopt_array(\$curl, [CURLOPT_PROXY => '', CURLOPT_WRITEFUNCTION => $callback]);
                curl_exec(\$curl);
                echo 'goes on';
            });
            $then
        });
        PHP);
    same(255, $script->wait(), $name);
    check(str_contains($script->output(), $says), "$name says {$script->output()}");
    check(!str_contains($script->output(), 'goes on'), "$name ends it");
}
?>
--EXPECT--
