<?php
/** A plain client with a time limit on every read; every call either does what it says or reports a failure. */
final class TestClient
{
    /** @var resource */
    public $stream;

    private function __construct(string $address, float $seconds)
    {
        // Workers may be up before the master listens, so a refusal is not final until the time is over.
        $deadline = microtime(true) + $seconds;
        while (!($stream = @stream_socket_client($address, $errno, $error, $seconds))) {
            if ($errno !== SOCKET_ECONNREFUSED || microtime(true) > $deadline) {
                throw new RuntimeException("cannot connect to $address: $error");
            }
            usleep(1000);
        }
        $this->stream = $stream;
        stream_set_timeout($stream, (int) $seconds, (int) (fmod($seconds, 1) * 1e6));
    }

    public static function tcp(int $port, string $host = '127.0.0.1', float $seconds = PATIENCE): self
    {
        return new self("tcp://$host:$port", $seconds);
    }

    public static function unix(string $path, float $seconds = PATIENCE): self
    {
        return new self("unix://$path", $seconds);
    }

    public static function udp(int $port, string $host = '127.0.0.1', float $seconds = PATIENCE): self
    {
        return new self("udp://$host:$port", $seconds);
    }

    /** The client's own port number. */
    public function localPort(): int
    {
        $name = stream_socket_get_name($this->stream, false);
        return (int) substr($name, strrpos($name, ':') + 1);
    }

    /** Writes all of it. */
    public function send(string $data): self
    {
        for ($done = 0; $done < strlen($data); $done += $n) {
            $n = @fwrite($this->stream, $done === 0 ? $data : substr($data, $done));
            if ($n === false || $n === 0) {
                fail("sent only $done of " . strlen($data) . ' bytes');
                break;
            }
        }
        return $this;
    }

    /** Exactly so many bytes, or as many as came before the end of the stream or the time limit. */
    public function read(int $length): string
    {
        $data = '';
        while (strlen($data) < $length) {
            $part = @fread($this->stream, min(1 << 20, $length - strlen($data)));
            if ($part === false || $part === '') {
                break;
            }
            $data .= $part;
        }
        return $data;
    }

    /** One line without its end. */
    public function line(): string
    {
        return rtrim((string) fgets($this->stream), "\r\n");
    }

    /** One datagram. */
    public function datagram(): string
    {
        // fread() would cut a datagram at the stream's chunk size.
        return $this->readable(PATIENCE) ? (string) stream_socket_recvfrom($this->stream, 65535) : '';
    }

    /** Sends and returns the one line that comes back. */
    public function ask(string $data): string
    {
        return $this->send($data)->line();
    }

    /** All that comes until the peer closes; fails if it does not within the time limit. */
    public function readAll(): string
    {
        $data = '';
        while (($part = @fread($this->stream, 1 << 16)) !== false && $part !== '') {
            $data .= $part;
        }
        check(!stream_get_meta_data($this->stream)['timed_out'], 'the peer did not close the connection');
        return $data;
    }

    /** Whether the peer closes the connection, without sending anything more, within the time limit. */
    public function isClosed(): bool
    {
        $part = @fread($this->stream, 1);
        return ($part === '' || $part === false) && !stream_get_meta_data($this->stream)['timed_out'];
    }

    /** Whether something (data or the end) is there to be read within so many seconds. */
    public function readable(float $seconds): bool
    {
        $read = [$this->stream];
        $write = $except = null;
        return stream_select($read, $write, $except, (int) $seconds, (int) (fmod($seconds, 1) * 1e6)) === 1;
    }

    /** Says that nothing more will be sent; can still read. */
    public function finish(): self
    {
        stream_socket_shutdown($this->stream, STREAM_SHUT_WR);
        return $this;
    }

    public function close(): void
    {
        if (is_resource($this->stream)) {
            fclose($this->stream);
        }
    }
}
