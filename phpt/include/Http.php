<?php
/**
 * HTTP over a TestClient, byte by byte, so that a test sees what was sent and not what a library made of it.
 *
 *     $t = Http::server($mode, fn ($request, $response) => $response->end('hello'));
 *     $answer = Http::get($t, '/path');
 *     same(200, $answer->status); same('hello', $answer->body); same('5', $answer->field('Content-Length'));
 */
final class Http
{
    public int $status = 0;
    public string $reason = '';
    /** The head as it came, without the empty line. */
    public string $head = '';
    /** @var list<array{string, string}> */
    public array $fields = [];
    public string $body = '';
    /** Trailers of a chunked body, as they came. */
    public string $trailers = '';

    /** An HTTP server with one worker whose onRequest is the callback. */
    public static function server(int $mode, callable $request, array $settings = [], array $events = []): TestServer
    {
        return TestServer::start(fn (TestServer $t) => self::define($t, $mode, $request, $settings, $events));
    }

    /** The server of server(), not started. */
    public static function define(TestServer $t, int $mode, callable $request, array $settings = [], array $events = []): Swoole\Http\Server
    {
        $server = new Swoole\Http\Server('127.0.0.1', 0, $mode);
        $server->set($settings + ['worker_num' => 1, 'log_file' => $t->log]);
        $server->on('request', $request);
        foreach ($events as $name => $callback) {
            $server->on($name, $callback);
        }
        return $server;
    }

    /** A whole request; Host and Content-Length are added. */
    public static function request(string $method, string $target, array $fields = [], string $body = ''): string
    {
        $fields += ['Host' => 'localhost'];
        if ($body !== '') {
            $fields += ['Content-Length' => strlen($body)];
        }
        $head = "$method $target HTTP/1.1\r\n";
        foreach ($fields as $name => $value) {
            $head .= "$name: $value\r\n";
        }
        return "$head\r\n$body";
    }

    /** Asks on a connection of its own. */
    public static function ask(TestServer $t, string $method, string $target, array $fields = [], string $body = ''): self
    {
        $client = $t->connect();
        $answer = self::exchange($client, self::request($method, $target, $fields, $body), $method === 'HEAD');
        $client->close();
        return $answer;
    }

    public static function get(TestServer $t, string $target, array $fields = []): self
    {
        return self::ask($t, 'GET', $target, $fields);
    }

    /** Sends bytes and reads one answer. */
    public static function exchange(TestClient $client, string $bytes, bool $headOnly = false): self
    {
        return self::read($client->send($bytes), $headOnly);
    }

    /** Reads one answer; one whose body has no length of its own is read until the connection ends. */
    public static function read(TestClient $client, bool $headOnly = false): self
    {
        $answer = new self();
        while (($line = fgets($client->stream)) !== false && $line !== "\r\n") {
            $answer->head .= $line;
        }
        if ($line === false) {
            fail('no whole answer came, but ' . json_encode($answer->head, JSON_INVALID_UTF8_SUBSTITUTE));
            return $answer;
        }
        $lines = explode("\r\n", rtrim($answer->head, "\r\n"));
        [, $status, $answer->reason] = explode(' ', array_shift($lines), 3) + ['', '', ''];
        $answer->status = (int) $status;
        foreach ($lines as $line) {
            $answer->fields[] = explode(': ', $line, 2) + ['', ''];
        }
        if (!$headOnly && $answer->status >= 200 && $answer->status !== 204 && $answer->status !== 304) {
            $answer->readBody($client);
        }
        return $answer;
    }

    private function readBody(TestClient $client): void
    {
        if ($this->field('Transfer-Encoding') === 'chunked') {
            while ($size = hexdec($client->line())) {
                $this->body .= $client->read($size);
                same("\r\n", $client->read(2), 'end of a chunk');
            }
            while (($line = fgets($client->stream)) !== false && $line !== "\r\n") {
                $this->trailers .= $line;
            }
        } elseif (($length = $this->field('Content-Length')) !== null) {
            $this->body = $client->read((int) $length);
        } else {
            $this->body = $client->readAll();
        }
    }

    /** The value of a field; all of them, if there are several; null if there is none. */
    public function field(string $name): string|array|null
    {
        $found = array_column(array_filter($this->fields, fn ($field) => strcasecmp($field[0], $name) === 0), 1);
        return count($found) > 1 ? $found : $found[0] ?? null;
    }
}
