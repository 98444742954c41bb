--TEST--
url_rewrite_rules: paths of files become others by what they begin with, or by a pattern; the script sees the path that was asked for; what is no pattern is refused
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
mkdir(Scratch::path('root/static/article'), recursive: true);
file_put_contents(Scratch::path('root/static/3.html'), 'three');
file_put_contents(Scratch::path('root/static/article/a.html'), 'article');
$settings = ['enable_static_handler' => true, 'document_root' => Scratch::path('root'), 'static_handler_locations' => ['/static']];
$rules = ['~^/view/post/(\d+)$~' => '/static/$1.html', '/article/' => '/static/article/'];
both_modes(function (int $mode) use ($settings, $rules) {
    $t = Http::server($mode, fn ($request, $response) => $response->end('script ' . $request->server['request_uri']), $settings + ['url_rewrite_rules' => $rules]);
    foreach (['/view/post/3' => [200, 'three'], '/view/post/4' => [404, ''], '/view/post/x' => [200, 'script /view/post/x'], '/article/a.html' => [200, 'article'],
        '/article/%61.html' => [200, 'article'], '/article/b.html' => [404, ''], '/article/../../../etc/passwd' => [404, ''], '/static/3.html' => [200, 'three']] as $path => $expected) {
        $answer = Http::ask($t, 'GET', $path);
        same($expected, [$answer->status, $answer->body], $path);
    }
});
$server = new Swoole\Http\Server('127.0.0.1', 0, SWOOLE_BASE);
echo thrown_by(fn () => $server->set(['url_rewrite_rules' => ['~(~' => '/x']])), "\n";
echo thrown_by(fn () => $server->set(['url_rewrite_rules' => ['/x']])), "\n";
?>
--EXPECT--
BASE done
PROCESS done
Swoole\Exception(505): url_rewrite_rules['~(~'] is no pattern: error: unclosed group
Swoole\Exception(505): url_rewrite_rules must be an array of strings with strings as keys
