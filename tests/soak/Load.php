<?php
/**
 * Clients that keep a server busy: each sends numbered requests over one connection, a few at a time, and looks at every answer.
 *
 * A request is its number and a line end, an answer `number worker pid`. Answers of one connection come in order, so a number that is
 * passed over is a request that was lost. Works on any server that answers like this; see answer().
 */
final class Load
{
    public int $answered = 0;
    /** Requests that were never answered. */
    public int $lost = 0;
    /** Connections that ended though nobody here closed them. */
    public int $closed = 0;
    /** Answers to nothing that was asked. */
    public int $wrong = 0;
    /** @var array<int, int> process id by worker id, from the newest answer */
    public array $pids = [];

    /** @var list<array{stream: resource, port: int, next: int, due: int, since: float, input: string}> */
    private array $clients = [];

    public function __construct(private readonly int $port, int $clients, private readonly int $window = 4)
    {
        for ($i = 0; $i < $clients; $i++) {
            $this->clients[] = $this->connect();
        }
    }

    /** For `receive`: the answer to one request. */
    public static function answer(Swoole\Server $server, string $request): string
    {
        return rtrim($request) . " $server->worker_id " . getmypid() . "\n";
    }

    private function connect(): array
    {
        $stream = TestClient::tcp($this->port)->stream;
        stream_set_blocking($stream, false);
        return ['stream' => $stream, 'next' => 0, 'due' => 0, 'since' => microtime(true), 'input' => ''];
    }

    /** Keeps all clients busy until the condition holds, which is asked after every round; says whether it came to hold in time. */
    public function until(callable $done, float $seconds): bool
    {
        $deadline = microtime(true) + $seconds;
        do {
            $this->turn(true);
            if ($done()) {
                return true;
            }
        } while (microtime(true) < $deadline);
        return false;
    }

    /** Sends no more but one request each, and waits for the last answers; what does not come within the time is lost. */
    public function finish(float $seconds = PATIENCE): void
    {
        foreach ($this->clients as &$client) {
            $this->write($client, 1);
        }
        unset($client);
        $open = fn () => array_filter($this->clients, fn ($client) => $client['due'] < $client['next']);
        for ($deadline = microtime(true) + $seconds; $open() && microtime(true) < $deadline;) {
            $this->turn(false);
        }
        foreach ($open() as $client) {
            $this->lost += $client['next'] - $client['due'];
        }
    }

    private function turn(bool $send): void
    {
        foreach ($this->clients as &$client) {
            $room = $this->window - ($client['next'] - $client['due']);
            // All of a window may be lost with the worker that had taken it: one request more shows it.
            if ($send && ($room > 0 || microtime(true) - $client['since'] > 0.3)) {
                $this->write($client, max(1, $room));
            }
        }
        unset($client);
        $read = array_column($this->clients, 'stream');
        $write = $except = null;
        stream_select($read, $write, $except, 0, 20_000);
        foreach ($this->clients as $i => &$client) {
            if (in_array($client['stream'], $read, true)) {
                $this->take($client);
                if (feof($client['stream'])) {
                    $this->closed++;
                    $this->lost += $client['next'] - $client['due'];
                    fclose($client['stream']);
                    $client = $this->connect();
                }
            }
        }
    }

    private function write(array &$client, int $count): void
    {
        $requests = implode("\n", range($client['next'], $client['next'] + $count - 1)) . "\n";
        if (@fwrite($client['stream'], $requests) === strlen($requests)) {
            $client['next'] += $count;
            $client['since'] = microtime(true);
        }
    }

    private function take(array &$client): void
    {
        $client['input'] .= (string) @fread($client['stream'], 65536);
        $lines = explode("\n", $client['input']);
        $client['input'] = array_pop($lines);
        foreach ($lines as $line) {
            [$number, $worker, $pid] = array_map(intval(...), explode(' ', "$line  "));
            if ($number < $client['due'] || $number >= $client['next']) {
                $this->wrong++;
                continue;
            }
            $this->lost += $number - $client['due'];
            $client['due'] = $number + 1;
            $client['since'] = microtime(true);
            $this->answered++;
            $this->pids[$worker] = $pid;
        }
    }
}
