<?php
/**
 * `wrk` and `ab -k`, which other people have written: load on an HTTP server, and how many of its requests failed. Debian has them in the
 * packages wrk and apache2-utils.
 */
final class HttpTool
{
    /** @var resource */
    private $process;
    private readonly string $output;

    /** @param list<string> $command */
    private function __construct(public readonly string $name, array $command)
    {
        $path = trim((string) shell_exec('command -v ' . escapeshellarg($command[0])));
        check($path !== '', "there is no $command[0]; on Debian: apt-get install wrk apache2-utils");
        $this->output = tempnam(sys_get_temp_dir(), 'soak');
        $file = ['file', $this->output, 'w'];
        $this->process = proc_open([$path, ...array_slice($command, 1)], [['file', '/dev/null', 'r'], $file, $file], $pipes);
    }

    /** 20 connections that ask until end(). */
    public static function wrk(int $port): self
    {
        return new self('wrk', ['wrk', '-t1', '-c20', '-d3600', '--timeout', '10', "http://127.0.0.1:$port/"]);
    }

    /** 20 connections that ask until end(), with keep-alive. */
    public static function ab(int $port): self
    {
        return new self('ab -k', ['ab', '-k', '-q', '-c20', '-s', '10', '-t3600', '-n', '10000000', "http://127.0.0.1:$port/"]);
    }

    private function running(): bool
    {
        return proc_get_status($this->process)['running'];
    }

    /** Ends it and says how many requests were answered, and how many failed: not answered, not with 200, or not in time. */
    public function end(): array
    {
        check($this->running(), "$this->name has ended by itself");
        proc_terminate($this->process, SIGINT);
        wait_until(fn () => !$this->running(), "the end of $this->name");
        $text = file_get_contents($this->output);
        unlink($this->output);
        $sum = fn (string $pattern) => preg_match($pattern, $text, $m) ? array_sum(array_map('intval', array_slice($m, 1))) : 0;
        $failed = $sum('/Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)/') + $sum('/Non-2xx or 3xx responses: (\d+)/')
            + $sum('/Failed requests:\s+(\d+)/') + $sum('/Write errors:\s+(\d+)/') + $sum('/Non-2xx responses:\s+(\d+)/');
        $answered = $sum('/(\d+) requests in/') + $sum('/Complete requests:\s+(\d+)/');
        // What ends before it has asked for so long has met something that it does not get over.
        check($answered > 0 && !str_contains($text, 'apr_'), "$this->name says: $text");
        return [$answered, $failed];
    }
}
