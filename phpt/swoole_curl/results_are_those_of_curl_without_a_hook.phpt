--TEST--
what curl_exec() returns, prints, writes and says of errors is the same in a coroutine and outside of one
--EXTENSIONS--
curl
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
/** Makes transfers of many kinds; gives all that is told of them. */
function transfers(string $url): array
{
    $told = [];
    $make = function (string $path, array $options = []) use ($url) {
        $curl = curl_init($url . $path);
        curl_setopt_array($curl, [CURLOPT_RETURNTRANSFER => true, CURLOPT_PROXY => '']);
        curl_setopt_array($curl, $options);
        return $curl;
    };
    $tell = function (string $what, CurlHandle $curl, mixed $result) use (&$told) {
        $info = curl_getinfo($curl);
        $told[$what] = [$result, curl_errno($curl), curl_error($curl), $info['http_code'], $info['size_download'], $info['redirect_count'], $info['content_type']];
    };
    foreach ([
        'get' => ['/'], 'head' => ['/', [CURLOPT_NOBODY => true]], 'empty' => ['/empty'], 'status' => ['/404'], 'fail' => ['/404', [CURLOPT_FAILONERROR => true]],
        'redirect' => ['/redirect', [CURLOPT_FOLLOWLOCATION => true]], 'chunks' => ['/chunks'], 'cut' => ['/cut'],
        'post' => ['/echo', [CURLOPT_POSTFIELDS => ['a' => 'b', 'c' => 'd']]], 'large' => ['/echo', [CURLOPT_POSTFIELDS => str_repeat('large ', 100_000)]],
        'header' => ['/', [CURLOPT_HEADER => true, CURLOPT_HTTP_VERSION => CURL_HTTP_VERSION_1_0]],
    ] as $what => $of) {
        $curl = $make(...$of);
        $result = curl_exec($curl);
        $tell($what, $curl, is_string($result) ? preg_replace('/Date: .*|-{8,}\w+/', '', $result) : $result);
    }
    foreach (['refused' => 'http://127.0.0.1:1/', 'no host' => 'http://no.such.host.invalid/', 'no protocol' => 'nonsense://x/'] as $what => $target) {
        $curl = $make('', [CURLOPT_URL => $target]);
        $result = curl_exec($curl);
        $told[$what] = [$result, curl_errno($curl), preg_replace('/after \d+ ms/', '', curl_error($curl))];
    }
    $curl = $make('/slow', [CURLOPT_TIMEOUT_MS => 50]);
    $told['late'] = [curl_exec($curl), curl_errno($curl)];
    $curl = curl_init("$url/");
    ob_start();
    $told['printed'] = [curl_exec($curl), ob_get_clean()];
    curl_setopt($curl, CURLOPT_FILE, $file = fopen(Scratch::path('out'), 'w+'));
    $told['written'] = [curl_exec($curl), rewind($file), stream_get_contents($file)];
    $curl = $make('/echo', [CURLOPT_UPLOAD => true, CURLOPT_INFILE => fopen(Scratch::file('in', 'from a file'), 'r'), CURLOPT_INFILESIZE => 11]);
    $told['upload'] = curl_exec($curl);
    $lines = [];
    $curl = $make('/', [CURLOPT_HEADERFUNCTION => function ($curl, $line) use (&$lines) {
        $lines[] = str_starts_with($line, 'Date') ? 'Date' : $line;
        return strlen($line);
    }]);
    $told['headers'] = [curl_exec($curl), $lines];
    $curl = $make('/', [CURLOPT_WRITEFUNCTION => fn () => 0]);
    $told['refused by a callback'] = [curl_exec($curl), curl_errno($curl), curl_error($curl)];
    $curl = $make('/', [CURLOPT_WRITEFUNCTION => fn () => throw new Exception('thrown')]);
    $told['thrown'] = [thrown_by(fn () => curl_exec($curl)), curl_errno($curl)];
    $curl = $make('/', [CURLOPT_NOPROGRESS => false, CURLOPT_PROGRESSFUNCTION => fn () => 1]);
    $told['aborted'] = [curl_exec($curl), curl_errno($curl), curl_error($curl)];
    curl_multi_add_handle($multi = curl_multi_init(), $curl = $make('/'));
    $told['in use'] = [curl_exec($curl), curl_errno($curl), curl_error($curl)];
    curl_multi_remove_handle($multi, $curl);
    $told['free again'] = [curl_exec($curl), curl_errno($curl), curl_error($curl)];
    return $told;
}
$t = Http::server(SWOOLE_BASE, function ($request, $response) {
    $path = $request->server['request_uri'];
    match ($path) {
        '/redirect' => $response->redirect('/'),
        '/404' => $response->status(404) && $response->end('not here'),
        '/empty' => $response->end(),
        '/echo' => $response->end(json_encode([$request->server['request_method'], $request->post, md5($request->getContent() && !$request->post ? $request->getContent() : '')])),
        '/chunks' => array_map($response->write(...), ['one', 'two', 'three']) && $response->end(),
        '/cut' => $response->write('begun') && $response->close(),
        '/slow' => Co::sleep(0.3) && $response->end('late'),
        default => $response->end("hello $path"),
    };
});
$without = transfers("http://127.0.0.1:$t->port");
foreach ([SWOOLE_HOOK_NATIVE_CURL, SWOOLE_HOOK_CURL] as $flags) {
    Co::set(['hook_flags' => $flags]);
    Co\run(function () use ($t, &$with) {
        $with = transfers("http://127.0.0.1:$t->port");
    });
    foreach ($without as $what => $told) {
        same($told, $with[$what], $what);
    }
}
?>
--EXPECT--
