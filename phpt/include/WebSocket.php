<?php
/**
 * WebSocket over a TestClient, frame by frame, so that a test sees what was sent and not what a library made of it.
 *
 *     $t = WebSocket::server($mode, ['message' => fn ($server, $frame) => $server->push($frame->fd, $frame->data)]);
 *     $client = WebSocket::connect($t);
 *     $client->say('hello'); same([1, 'hello'], $client->hear(), 'echo');
 */
final class WebSocket
{
    /** The key of the handshake, and what answers it (RFC 6455, section 1.3). */
    public const KEY = 'dGhlIHNhbXBsZSBub25jZQ==';
    public const ACCEPT = 's3pPLMBiTxaQ9kYGzzhZRbK+xOo=';

    public readonly TestClient $client;
    /** The answer to the handshake. */
    public readonly Http $answer;
    /** The first byte of the frame heard last: FIN, reserved bits and opcode. */
    public int $first = 0;

    private function __construct(TestClient $client, Http $answer)
    {
        $this->client = $client;
        $this->answer = $answer;
    }

    /** A WebSocket server with one worker; it echoes unless 'message' is among the events. */
    public static function server(int $mode, array $events = [], array $settings = []): TestServer
    {
        return TestServer::start(fn (TestServer $t) => self::define($t, $mode, $events, $settings));
    }

    /** The server of server(), not started. */
    public static function define(TestServer $t, int $mode, array $events = [], array $settings = []): Swoole\WebSocket\Server
    {
        $server = new Swoole\WebSocket\Server('127.0.0.1', 0, $mode);
        $server->set($settings + ['worker_num' => 1, 'log_file' => $t->log]);
        $events += ['message' => fn ($server, $frame) => $server->push($frame->fd, $frame->data, $frame->opcode)];
        foreach ($events as $name => $callback) {
            $server->on($name, $callback);
        }
        return $server;
    }

    /** The bytes of a handshake. */
    public static function handshake(string $target = '/', array $fields = []): string
    {
        return Http::request('GET', $target, array_filter($fields + ['Upgrade' => 'websocket', 'Connection' => 'Upgrade',
            'Sec-WebSocket-Key' => self::KEY, 'Sec-WebSocket-Version' => '13'], is_string(...)));
    }

    /** A client whose handshake has been answered, by whatever; $behind is sent right behind it. */
    public static function connect(TestServer $t, array $fields = [], string $behind = '', int $index = 0): self
    {
        $client = $t->connect($index);
        $answer = Http::exchange($client, self::handshake('/', $fields) . $behind);
        return new self($client, $answer);
    }

    /** The bytes of a frame of a client. */
    public static function frame(string $payload, int $opcode = 1, bool $fin = true, ?string $mask = 'mask', int $reserved = 0): string
    {
        $length = strlen($payload);
        $bit = $mask === null ? 0 : 0x80;
        $head = chr(($fin ? 0x80 : 0) | $reserved << 4 | $opcode) . match (true) {
            $length < 126 => chr($bit | $length),
            $length < 65536 => chr($bit | 126) . pack('n', $length),
            default => chr($bit | 127) . pack('J', $length),
        };
        return $mask === null ? $head . $payload : $head . $mask . ($payload ^ str_repeat($mask, intdiv($length, 4) + 1));
    }

    /**
     * A server of WebSocket made of bytes, for clients under test: each connection's handshake is answered, then the closure is called with the other
     * end and the request.
     */
    public static function peer(callable $talk, string $fields = ''): Peer
    {
        return HttpPeer::answering(...array_fill(0, 10, function ($stream, string $request) use ($talk, $fields) {
            preg_match('/^Sec-WebSocket-Key: (\S+)/mi', $request, $m);
            $accept = base64_encode(sha1(($m[1] ?? '') . '258EAFA5-E914-47DA-95CA-C5AB0DC85B11', true));
            fwrite($stream, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: $accept\r\n$fields\r\n");
            $talk($stream, $request);
            Peer::until($stream, "\0 nothing but the end");
        }));
    }

    /** A frame that a client has sent, off a stream: [first byte, payload, masked]; null at the end. */
    public static function take($stream): ?array
    {
        $head = Peer::take($stream, 2);
        if (strlen($head) < 2) {
            return null;
        }
        $length = match (ord($head[1]) & 0x7f) {
            126 => unpack('n', Peer::take($stream, 2))[1],
            127 => unpack('J', Peer::take($stream, 8))[1],
            default => ord($head[1]) & 0x7f,
        };
        $masked = ord($head[1]) > 127;
        $mask = $masked ? Peer::take($stream, 4) : "\0\0\0\0";
        return [ord($head[0]), $length ? Peer::take($stream, $length) ^ str_repeat($mask, intdiv($length, 4) + 1) : '', $masked];
    }

    /** Sends a frame. */
    public function say(string $payload, int $opcode = 1, bool $fin = true): self
    {
        $this->client->send(self::frame($payload, $opcode, $fin));
        return $this;
    }

    /** One frame: [opcode, payload]; [] at the end of the stream. A server masks nothing. */
    public function hear(): array
    {
        $head = $this->client->read(2);
        if (strlen($head) < 2) {
            return [];
        }
        $this->first = ord($head[0]);
        check(ord($head[1]) < 128, 'a server masks a frame');
        $length = match (ord($head[1])) {
            126 => unpack('n', $this->client->read(2))[1],
            127 => unpack('J', $this->client->read(8))[1],
            default => ord($head[1]),
        };
        return [$this->first & 0x0f, $this->client->read($length)];
    }

    /** Sends a text and returns the text that comes back. */
    public function ask(string $text): string
    {
        return $this->say($text)->hear()[1] ?? '';
    }
}
