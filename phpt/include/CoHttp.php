<?php
/**
 * A Coroutine\Http\Server and its clients, which are coroutines of the test.
 *
 *     CoHttp::run(['/' => fn ($request, $response) => $response->end('hello')], function (CoHttp $t) {
 *         same('hello', $t->get('/')->body, 'answer');
 *     });
 *
 * PHP's streams are hooked, so that a TestClient waits while the server works. When the function returns the server is shut down, and its start()
 * has to return.
 */
final class CoHttp
{
    public readonly Swoole\Coroutine\Http\Server $server;

    public static function run(array $handlers, callable $test, array $settings = []): void
    {
        Swoole\Coroutine::set(['hook_flags' => SWOOLE_HOOK_ALL]);
        Swoole\Coroutine\run(function () use ($handlers, $test, $settings) {
            $t = new self();
            $t->server = new Swoole\Coroutine\Http\Server('127.0.0.1', 0);
            $t->server->set($settings);
            foreach ($handlers as $pattern => $handler) {
                $t->server->handle($pattern, $handler);
            }
            go(function () use ($t, $test) {
                try {
                    $test($t);
                } finally {
                    $t->server->shutdown();
                }
            });
            same(true, $t->server->start(), 'start()');
        });
    }

    public function connect(): TestClient
    {
        return TestClient::tcp($this->server->port);
    }

    /** Asks on a connection of its own. */
    public function ask(string $method, string $target, array $fields = [], string $body = ''): Http
    {
        $client = $this->connect();
        $answer = Http::exchange($client, Http::request($method, $target, $fields, $body), $method === 'HEAD');
        $client->close();
        return $answer;
    }

    public function get(string $target, array $fields = []): Http
    {
        return $this->ask('GET', $target, $fields);
    }
}
