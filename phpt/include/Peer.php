<?php
/**
 * The other end of a client under test: a socket of PHP's own in a forked process, and the proxies between.
 *
 *     $peer = Peer::tcp(fn ($stream) => fwrite($stream, fread($stream, 100)));
 *     $client->connect('127.0.0.1', $peer->port);
 *
 * The closure runs once for each connection (for datagrams once, with the socket), one connection after the other; when it returns the
 * connection is closed. Nothing outlives the test.
 */
final class Peer
{
    public int $port = 0;
    public string $path = '';
    /** @var list<int> */
    private static array $processes = [];

    public static function tcp(callable $serve, string $host = '127.0.0.1'): self
    {
        return self::start("tcp://$host:0", STREAM_SERVER_BIND | STREAM_SERVER_LISTEN, $serve);
    }

    public static function udp(callable $serve, string $host = '127.0.0.1'): self
    {
        return self::start("udp://$host:0", STREAM_SERVER_BIND, $serve);
    }

    public static function unix(callable $serve): self
    {
        return self::start('unix://' . Scratch::path('peer.sock'), STREAM_SERVER_BIND | STREAM_SERVER_LISTEN, $serve);
    }

    public static function unixDatagram(callable $serve): self
    {
        return self::start('udg://' . Scratch::path('peer.sock'), STREAM_SERVER_BIND, $serve);
    }

    /** A stream server that gives back what it gets, until the client closes. */
    public static function echo(): self
    {
        return self::tcp(function ($stream) {
            while (($data = (string) fread($stream, 1 << 16)) !== '') {
                fwrite($stream, $data);
            }
        });
    }

    /** A stream server that takes connections and is silent until the client closes. */
    public static function silent(): self
    {
        return self::tcp(function ($stream) {
            while ((string) fread($stream, 1 << 16) !== '') {
            }
        });
    }

    /** A port of 127.0.0.1 at which nobody listens. */
    public static function nobody(): int
    {
        $socket = stream_socket_server('tcp://127.0.0.1:0');
        return (int) substr(strrchr(stream_socket_get_name($socket, false), ':'), 1);
    }

    private static function start(string $address, int $flags, callable $serve): self
    {
        $socket = stream_socket_server($address, $errno, $error, $flags) ?: throw new RuntimeException("$address: $error");
        $peer = new self();
        $name = stream_socket_get_name($socket, false);
        if (preg_match('/^(tcp|udp):/', $address)) {
            $peer->port = (int) substr(strrchr($name, ':'), 1);
        } else {
            $peer->path = $name;
        }
        $test = getmypid();
        $pid = pcntl_fork();
        if ($pid === 0) {
            self::serve($socket, $flags, $serve);
        }
        fclose($socket);
        self::$processes || register_shutdown_function(fn () => getmypid() === $test && self::endAll());
        self::$processes[] = $pid;
        return $peer;
    }

    private static function serve($socket, int $flags, callable $serve): never
    {
        pcntl_alarm((int) ceil(6 * PATIENCE));
        pcntl_signal(SIGALRM, SIG_DFL);
        try {
            if (!($flags & STREAM_SERVER_LISTEN)) {
                $serve($socket);
            } else {
                while ($stream = @stream_socket_accept($socket, 6 * PATIENCE)) {
                    $serve($stream);
                    is_resource($stream) && fclose($stream);
                }
            }
        } catch (Throwable $e) {
            echo "FAILED in the peer: $e\n";
        }
        // Without the test's shutdown functions.
        posix_kill(getmypid(), SIGKILL);
        exit;
    }

    /** Ends all peers. */
    public static function endAll(): void
    {
        foreach (self::$processes as $pid) {
            posix_kill($pid, SIGKILL);
            pcntl_waitpid($pid, $status);
        }
        self::$processes = [];
    }

    /** Exactly so many bytes. */
    public static function take($stream, int $length): string
    {
        for ($data = ''; strlen($data) < $length && ($part = (string) fread($stream, $length - strlen($data))) !== '';) {
            $data .= $part;
        }
        return $data;
    }

    /** Everything up to and including the marker. */
    public static function until($stream, string $marker): string
    {
        for ($data = ''; !str_ends_with($data, $marker) && ($byte = (string) fread($stream, 1)) !== '';) {
            $data .= $byte;
        }
        return $data;
    }

    /** Copies between two streams until one of them ends. */
    public static function relay($a, $b): void
    {
        for (;;) {
            $read = [$a, $b];
            $none = null;
            stream_select($read, $none, $none, (int) (6 * PATIENCE));
            foreach ($read ?: [] as $from) {
                if (($data = (string) fread($from, 1 << 16)) === '') {
                    return;
                }
                fwrite($from === $a ? $b : $a, $data);
            }
            if (!$read) {
                return;
            }
        }
    }

    /** A SOCKS5 proxy, with a login if one is given; names of the domain "test" stand for 127.0.0.1. */
    public static function socks5(?string $user = null, ?string $password = null): self
    {
        return self::tcp(function ($stream) use ($user, $password) {
            [, $version, $count] = unpack('C2', self::take($stream, 2));
            $method = $user === null ? "\0" : "\2";
            if ($version !== 5 || !str_contains(self::take($stream, $count), $method)) {
                fwrite($stream, "\5\xff");
                return;
            }
            fwrite($stream, "\5$method");
            if ($user !== null) {
                self::take($stream, 1);
                $given = [self::take($stream, ord(self::take($stream, 1))), self::take($stream, ord(self::take($stream, 1)))];
                fwrite($stream, $given === [$user, $password] ? "\1\0" : "\1\1");
                if ($given !== [$user, $password]) {
                    return;
                }
            }
            $request = self::take($stream, 4);
            $host = match (ord($request[3])) {
                1 => inet_ntop(self::take($stream, 4)),
                3 => self::take($stream, ord(self::take($stream, 1))),
                4 => '[' . inet_ntop(self::take($stream, 16)) . ']',
            };
            $port = unpack('n', self::take($stream, 2))[1];
            $target = @stream_socket_client('tcp://' . (str_ends_with($host, '.test') ? '127.0.0.1' : $host) . ":$port");
            // Split, so that the client has to wait for the rest.
            fwrite($stream, $target ? "\5\0\0" : "\5\5\0");
            usleep(1000);
            fwrite($stream, "\1\0\0\0\0\0\0");
            $target && self::relay($stream, $target);
        });
    }

    /** An HTTP proxy for CONNECT; the head it gets is handed to $look, whose answer is sent instead of 200 if it gives one. */
    public static function httpProxy(?callable $look = null): self
    {
        return self::tcp(function ($stream) use ($look) {
            $head = self::until($stream, "\r\n\r\n");
            $answer = $look ? $look($head) : null;
            if (!preg_match('/^CONNECT (\S+):(\d+) HTTP/', $head, $m)) {
                return;
            }
            $host = str_ends_with($m[1], '.test') ? '127.0.0.1' : $m[1];
            $target = @stream_socket_client("tcp://$host:$m[2]");
            fwrite($stream, $answer ?? "HTTP/1.1 200 Connection ");
            usleep(1000);
            fwrite($stream, $answer === null ? "established\r\nVia: test\r\n\r\n" : '');
            $target && $answer === null && self::relay($stream, $target);
        });
    }
}
