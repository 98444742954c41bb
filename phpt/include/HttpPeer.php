<?php
/**
 * A server of HTTP made of bytes, for clients under test: what it answers is what the test says, however wrong.
 *
 *     $peer = HttpPeer::answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
 *     $client = new Swoole\Coroutine\Http\Client('127.0.0.1', $peer->port);
 */
final class HttpPeer
{
    /**
     * Answers one request after the other, on any number of connections. An answer is bytes; a list of bytes and pauses (seconds); or a closure that is
     * given the stream and the request. Null closes the connection, also as the last of a list; so does the end of the answers.
     */
    public static function answering(string|array|Closure|null ...$answers): Peer
    {
        return Peer::tcp(function ($stream) use (&$answers) {
            while ($answers && ($request = self::request($stream)) !== null) {
                $answer = array_shift($answers);
                if ($answer === null) {
                    return;
                }
                if ($answer instanceof Closure) {
                    $answer($stream, $request);
                    continue;
                }
                foreach ((array) $answer as $part) {
                    if ($part === null) {
                        return;
                    }
                    is_string($part) ? @fwrite($stream, $part) : usleep((int) ($part * 1e6));
                }
            }
        });
    }

    /** Answers every request with its own bytes. */
    public static function mirror(): Peer
    {
        return Peer::tcp(function ($stream) {
            while (($request = self::request($stream)) !== null) {
                fwrite($stream, self::ok($request));
            }
        });
    }

    /** A whole answer. */
    public static function ok(string $body, string $fields = ''): string
    {
        return "HTTP/1.1 200 OK\r\nContent-Length: " . strlen($body) . "\r\n$fields\r\n$body";
    }

    /** An answer without a length of its own accord. */
    public static function head(string $fields, string $rest = ''): string
    {
        return "HTTP/1.1 200 OK\r\n$fields\r\n$rest";
    }

    /** A whole request as it came; null when there is no more. */
    public static function request($stream): ?string
    {
        $head = Peer::until($stream, "\r\n\r\n");
        if ($head === '') {
            return null;
        }
        $length = preg_match('/^Content-Length: (\d+)/mi', $head, $m) ? (int) $m[1] : 0;
        return $head . ($length ? Peer::take($stream, $length) : '');
    }
}
