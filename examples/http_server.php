<?php
/**
 * An HTTP server: pages, a form with an upload, a cookie and a redirect, a stream, and files beside it.
 *
 *     php examples/http_server.php [PORT, default 9501, 0 for any free one] [base|process]
 *
 * Then open http://127.0.0.1:9501/ in a browser.
 */
$port = (int) ($argv[1] ?? 9501);
$mode = ($argv[2] ?? 'process') === 'base' ? SWOOLE_BASE : SWOOLE_PROCESS;
$server = new Swoole\Http\Server('127.0.0.1', $port, $mode);
$server->set([
    // What lies beneath this directory is served under /files without the script.
    'enable_static_handler' => true,
    'document_root' => __DIR__ . '/http_root',
    'static_handler_locations' => ['/files'],
]);

const PAGE = <<<'HTML'
    <!DOCTYPE html>
    <link rel="stylesheet" href="/files/style.css">
    <h1>Hello %s</h1>
    <form method="post" action="/upload" enctype="multipart/form-data">
        <input name="name"> <input type="file" name="file"> <button>send</button>
    </form>
    <p><a href="/login?name=you">log in</a> <a href="/count">count</a></p>
    HTML;

$server->on('Request', function (Swoole\Http\Request $request, Swoole\Http\Response $response) {
    switch ($request->server['path_info']) {
        case '/':
            $response->header('Content-Type', 'text/html; charset=utf-8');
            $response->end(sprintf(PAGE, htmlspecialchars($request->cookie['name'] ?? 'nobody')));
            break;
        case '/login':
            $response->cookie('name', $request->get['name'] ?? '', path: '/', httponly: true);
            $response->redirect('/');
            break;
        case '/upload':
            $file = $request->files['file'] ?? null;
            $response->header('Content-Type', 'text/plain; charset=utf-8');
            $response->end(($request->post['name'] ?? '') . ' sent ' . ($file ? "$file[name], $file[size] bytes" : 'nothing') . "\n");
            break;
        case '/count':
            $response->header('Content-Type', 'text/plain');
            for ($i = 1; $i <= 5; $i++) {
                $response->write("$i\n");
            }
            $response->end();
            break;
        default:
            $response->status(404);
            $response->end("there is no such page\n");
    }
});

echo "HTTP server listening on 127.0.0.1:$server->port\n";
$server->start();
