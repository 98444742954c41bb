<?php
/**
 * A server in a process group of its own, forked off the test.
 *
 *     $t = TestServer::start(function (TestServer $t) use ($mode) {
 *         $server = new Swoole\Server('127.0.0.1', 0, $mode);
 *         $server->set(['worker_num' => 1]);
 *         $server->on('receive', fn ($server, $fd, $reactor, $data) => $server->send($fd, $data));
 *         return $server;
 *     });
 *     $client = $t->connect();
 *
 * The closure runs in the forked process and returns the server, which is then started there. start() returns when every
 * worker has run onWorkerStart, the manager (if there is one) onManagerStart and the master onStart, the test's own
 * callbacks first; until then nothing is assumed about the server.
 */
final class TestServer
{
    /** What the server's processes write and the test reads. */
    public readonly Journal $journal;
    /** Process id of the process that called Swoole\Server::start(). */
    public int $pid = 0;
    /** Port of the first listening endpoint; valid once start() has returned, and inside callbacks. */
    public int $port = 0;
    /** Ports of all endpoints, in the order of Swoole\Server::$ports. */
    public array $ports = [];
    /** How the process ended: exit code, or minus the signal; null while it runs. */
    public ?int $exit = null;

    /** Log file of a server made by tcp() or make(); empty until something is logged. */
    public readonly string $log;

    private string $output;
    /** @var list<self> */
    private static array $running = [];
    /** @var list<int> */
    private static array $daemons = [];
    /** In the processes of a server: that server. */
    private static ?self $inside = null;

    private function __construct()
    {
        $this->journal = new Journal();
        $this->output = Scratch::path('output-' . spl_object_id($this) . '-' . bin2hex(random_bytes(2)));
        touch($this->output);
        $this->log = "$this->output.log";
    }

    /**
     * A TCP server on a free port of 127.0.0.1 with one worker, which echoes unless 'receive' is among the events.
     *
     * Events are given by name; to be called inside the closure given to start().
     */
    public function tcp(int $mode, array $settings = [], array $events = []): Swoole\Server
    {
        return $this->make($mode, SWOOLE_SOCK_TCP, $settings, $events + [
            'receive' => fn ($server, $fd, $reactor, $data) => $server->send($fd, $data),
        ]);
    }

    /** A server of any socket type; $host is a path for unix sockets. */
    public function make(int $mode, int $type, array $settings, array $events, string $host = '127.0.0.1'): Swoole\Server
    {
        $server = new Swoole\Server($host, 0, $mode, $type);
        $server->set($settings + ['worker_num' => 1, 'log_file' => $this->log]);
        foreach ($events as $name => $callback) {
            $server->on($name, $callback);
        }
        return $server;
    }

    /** Notes the event and its arguments, but for the server, whenever it comes. */
    public function noting(string $word): Closure
    {
        return fn (Swoole\Server $server, mixed ...$arguments) => $this->journal->note($word, ...$arguments);
    }

    /** Notes the event and the process it happens in. */
    public function notingPid(string $word): Closure
    {
        return fn (Swoole\Server $server) => $this->journal->note($word, getmypid());
    }

    /** What the server has logged so far. */
    public function logged(): string
    {
        return is_file($this->log) ? file_get_contents($this->log) : '';
    }

    /** Waits until the log contains the text. */
    public function waitLog(string $text): void
    {
        wait_until(fn () => str_contains($this->logged(), $text), "log '$text'; it is\n" . $this->logged());
    }

    /** Starts the server that the closure returns and waits until its workers are up. */
    public static function start(callable $define): self
    {
        $t = self::launch($define);
        $t->waitReady();
        return $t;
    }

    /** Like start(), but does not wait: for servers that are expected not to come up, or not in the usual way. */
    public static function launch(callable $define): self
    {
        $t = new self();
        $pid = pcntl_fork();
        if ($pid === 0) {
            $t->runChild($define);
        }
        posix_setpgid($pid, $pid);
        $t->pid = $pid;
        self::$running[] = $t;
        return $t;
    }

    private function runChild(callable $define): never
    {
        posix_setpgid(0, 0);
        pcntl_async_signals(false);
        default_signals();
        self::$running = [];
        self::$inside = $this;
        $this->pid = getmypid();
        // Closing the standard streams frees descriptors 1 and 2, which the next two opens then get.
        fclose(STDOUT);
        fclose(STDERR);
        $GLOBALS['harness_stdout'] = fopen($this->output, 'a');
        $GLOBALS['harness_stderr'] = fopen($this->output, 'a');
        $server = $define($this);
        if ($server instanceof Swoole\Server) {
            $this->announce($server);
            $this->journal->note('harness-started', $server->start());
        }
        exit(0);
    }

    /** Adds the readiness report to whatever onWorkerStart the test has set. */
    private function announce(Swoole\Server $server): void
    {
        foreach ($server->ports as $port) {
            $this->ports[] = $port->port;
        }
        $this->port = $this->ports[0];
        $report = fn (string $word) => fn (Swoole\Server $server, int $id = -1) => $this->journal->note($word, $id, getmypid(),
            $this->ports, ($server->setting['worker_num'] ?? 1) + ($server->setting['task_worker_num'] ?? 0));
        foreach (['WorkerStart' => 'harness-worker', 'ManagerStart' => 'harness-manager', 'Start' => 'harness-master'] as $event => $word) {
            $own = $server->getCallback($event);
            $server->on($event, function (...$arguments) use ($own, $report, $word) {
                if ($own) {
                    $own(...$arguments);
                }
                $report($word)(...$arguments);
            });
        }
    }

    /** Waits until the workers, the manager if there is one, and the master have started. */
    public function waitReady(): void
    {
        $ready = function () {
            $up = $this->journal->all('harness-worker');
            if (!$up || count(array_unique(array_column($up, 1))) < $up[0][4]) {
                return $this->ended();
            }
            $alone = $up[0][2] === $this->pid;
            return $this->journal->count('harness-master') > 0 && ($alone || $this->journal->count('harness-manager') > 0)
                || $this->ended();
        };
        wait_until($ready, 'the workers to start');
        $first = $this->journal->first('harness-worker');
        if ($first === null || $this->exit !== null) {
            throw new RuntimeException("the server did not start; it wrote:\n" . substr($this->output(), 0, 2000));
        }
        $this->ports = $first[2];
        $this->port = $this->ports[0];
    }

    /** Process ids of the workers that started last, by worker id. */
    public function workers(): array
    {
        $pids = [];
        foreach ($this->journal->all('harness-worker') as [, $id, $pid]) {
            $pids[$id] = $pid;
        }
        ksort($pids);
        return $pids;
    }

    /** How many times workers have started, all ids together. */
    public function starts(): int
    {
        return $this->journal->count('harness-worker');
    }

    /** Waits until workers have started this many times altogether. */
    public function waitStarts(int $count): void
    {
        $this->journal->wait('harness-worker', $count);
    }

    /** A stream client of one of the ports (by index), connected. */
    public function connect(int $index = 0): TestClient
    {
        return TestClient::tcp($this->ports[$index]);
    }

    public function signal(int $signal): void
    {
        posix_kill($this->pid, $signal);
    }

    /** Whether the process has ended; if so, exit is set. */
    public function ended(): bool
    {
        if ($this->exit === null && pcntl_waitpid($this->pid, $status, WNOHANG) === $this->pid) {
            $this->exit = pcntl_wifexited($status) ? pcntl_wexitstatus($status) : -pcntl_wtermsig($status);
        }
        return $this->exit !== null;
    }

    /** Waits for the end and returns the exit code, or minus the signal. */
    public function waitEnd(float $seconds = PATIENCE): ?int
    {
        wait_until(fn () => $this->ended(), 'the server to end', $seconds);
        return $this->exit;
    }

    /** Asks for a normal shutdown, waits for it, and checks that it left nobody behind. */
    public function stop(): ?int
    {
        if (!$this->ended()) {
            $this->signal(SIGTERM);
        }
        $exit = $this->waitEnd();
        wait_until(fn () => group_members($this->pid) === [], 'the last process of the server to end');
        return $exit;
    }

    /** Everything the server's processes have printed so far, warnings and log lines included. */
    public function output(): string
    {
        return file_get_contents($this->output);
    }

    /** Waits until the output contains the text. */
    public function waitOutput(string $text): void
    {
        wait_until(fn () => str_contains($this->output(), $text), "output '$text'; it is\n" . $this->output());
    }

    /** Prints a failure; one found in a process of a server is handed to the test, which prints it when the server ends. */
    public static function reportFailure(string $text): void
    {
        if (self::$inside !== null) {
            self::$inside->journal->note('harness-failure', $text);
        } else {
            echo "$text\n";
        }
    }

    /** Has the group of a process that left the server's own (a daemon's) killed at the end too. */
    public static function alsoKill(int $pid): void
    {
        self::$daemons[] = $pid;
    }

    /** Kills what is left of every server of this test, whatever state it is in. */
    public static function end_all(): void
    {
        foreach (self::$running as $t) {
            posix_kill(-$t->pid, SIGKILL);
            if ($t->exit === null) {
                posix_kill($t->pid, SIGKILL);
                pcntl_waitpid($t->pid, $status);
                $t->exit = -SIGKILL;
            }
            foreach ($t->journal->all('harness-failure') as [, $text]) {
                echo "$text\n";
            }
            if ($t->journal->count('harness-started') > 1) {
                echo "FAILED: start() returned in more than one process\n";
            }
        }
        foreach (self::$daemons as $pid) {
            posix_kill(-$pid, SIGKILL);
            posix_kill($pid, SIGKILL);
        }
        self::$running = self::$daemons = [];
    }
}
