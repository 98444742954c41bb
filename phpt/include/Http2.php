<?php
/**
 * An HTTP/2 server, requests to it, and frames written by hand.
 *
 *     $t = Http2::server($mode, fn ($request, $response) => $response->end('hello'));
 *     Http2::run($t, function (Swoole\Coroutine\Http2\Client $client) { ... Http2::get($client, '/') ... });
 *     $raw = Http2::raw($t);
 *     $raw->frame(Http2::PING, 0, 0, '12345678');
 *     [$type, $flags, $stream, $payload] = $raw->next();
 */
final class Http2
{
    const DATA = 0;
    const HEADERS = 1;
    const RST_STREAM = 3;
    const SETTINGS = 4;
    const PING = 6;
    const GOAWAY = 7;
    const WINDOW_UPDATE = 8;

    const END_STREAM = 1;
    const END_HEADERS = 4;

    /** GET / of http://a by numbers that every decoder knows. */
    const GET = "\x82\x86\x84\x41\x01a";
    /** POST / likewise. */
    const POST = "\x83\x86\x84\x41\x01a";

    private function __construct(private TestClient $client)
    {
    }

    /** A server that speaks both HTTP/1.1 and HTTP/2. */
    public static function server(int $mode, callable $request, array $settings = [], array $events = []): TestServer
    {
        return Http::server($mode, $request, $settings + ['open_http2_protocol' => true], $events);
    }

    /** Calls the function with a client that is connected, in a coroutine. */
    public static function run(TestServer $t, callable $test, array $settings = []): void
    {
        Swoole\Coroutine\run(function () use ($t, $test, $settings) {
            $client = self::client($t->port, $settings);
            $test($client);
            $client->close();
        });
    }

    /** A client that is connected, for a coroutine. */
    public static function client(int $port, array $settings = []): Swoole\Coroutine\Http2\Client
    {
        $client = new Swoole\Coroutine\Http2\Client('127.0.0.1', $port);
        $client->set($settings + ['timeout' => PATIENCE]);
        check($client->connect(), "connect: $client->errMsg");
        return $client;
    }

    public static function request(string $path, string $method = 'GET', mixed $data = '', array $headers = [], array $more = []): Swoole\Http2\Request
    {
        $request = new Swoole\Http2\Request();
        [$request->path, $request->method, $request->data, $request->headers] = [$path, $method, $data, $headers];
        foreach ($more as $name => $value) {
            $request->$name = $value;
        }
        return $request;
    }

    /** Sends a request and receives its response. */
    public static function get(Swoole\Coroutine\Http2\Client $client, string $path, string $method = 'GET', mixed $data = '', array $headers = []): Swoole\Http2\Response|false
    {
        check($client->send(self::request($path, $method, $data, $headers)) > 0, "send: $client->errMsg");
        return $client->recv();
    }

    /** A connection that has begun, and says nothing more by itself. */
    public static function raw(TestServer|CoHttp $t): self
    {
        $raw = new self($t->connect());
        $raw->client->send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
        return $raw->frame(self::SETTINGS);
    }

    public function frame(int $type, int $flags = 0, int $stream = 0, string $payload = ''): self
    {
        return $this->send(self::bytes($type, $flags, $stream, $payload));
    }

    /** The bytes of a frame. */
    public static function bytes(int $type, int $flags = 0, int $stream = 0, string $payload = ''): string
    {
        return substr(pack('N', strlen($payload)), 1) . chr($type) . chr($flags) . pack('N', $stream) . $payload;
    }

    public function send(string $bytes): self
    {
        $this->client->send($bytes);
        return $this;
    }

    /** The next frame: type, flags, stream and payload; null at the end. */
    public function next(): ?array
    {
        $head = $this->client->read(9);
        if (strlen($head) < 9) {
            return null;
        }
        $length = unpack('N', "\0" . substr($head, 0, 3))[1];
        return [ord($head[3]), ord($head[4]), unpack('N', substr($head, 5))[1], $length ? $this->client->read($length) : ''];
    }

    /** The next frame of a type; what comes before it is passed over. */
    public function until(int $type, int $without = 0): ?array
    {
        do {
            $frame = $this->next();
        } while ($frame !== null && ($frame[0] !== $type || $frame[1] & $without));
        return $frame;
    }

    public function close(): void
    {
        $this->client->close();
    }
}
