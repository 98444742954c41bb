<?php
/**
 * A PHP script of its own, run by the same binary with the same options as the test.
 *
 * For what only a whole script can show: its exit code, its standard output and error, signals from a terminal.
 */
final class TestScript
{
    /** @var resource */
    private $process;
    private string $out;
    private string $err;
    public int $pid;
    /** Exit code, or minus the signal; null while it runs. */
    public ?int $exit = null;
    /** @var list<self> */
    private static array $running = [];

    /** Starts the code (without the opening tag); $arguments are its $argv[1..]. */
    public function __construct(string $code, string ...$arguments)
    {
        $name = 'script-' . bin2hex(random_bytes(4));
        $start = 'posix_setpgid(0, 0); require ' . var_export(__DIR__ . '/processes.php', true)
            . "; default_signals(); ini_set('display_errors', '1'); ini_set('html_errors', '0');";
        $file = Scratch::file("$name.php", "<?php $start\n$code");
        $this->out = Scratch::path("$name.out");
        $this->err = Scratch::path("$name.err");
        $this->process = proc_open(
            [PHP_BINARY, ...self::options(), $file, ...$arguments],
            [['file', '/dev/null', 'r'], ['file', $this->out, 'w'], ['file', $this->err, 'w']],
            $pipes,
        );
        $this->pid = $this->look()['pid'];
        self::$running[] = $this;
    }

    /** PHP tells how a process has ended only once, which is noted whenever it does. */
    private function look(): array
    {
        $status = proc_get_status($this->process);
        if (!$status['running'] && $this->exit === null) {
            $this->exit = $status['signaled'] ? -$status['termsig'] : $status['exitcode'];
        }
        return $status;
    }

    /** The -d options with which this test itself was started. */
    public static function options(): array
    {
        $words = explode("\0", rtrim(file_get_contents('/proc/self/cmdline'), "\0"));
        $options = [];
        for ($i = 1; $i < count($words); $i++) {
            if ($words[$i] === '-d') {
                array_push($options, '-d', $words[++$i]);
            } elseif (str_starts_with($words[$i], '-d') || $words[$i] === '-n') {
                $options[] = $words[$i];
            } elseif ($words[$i] === '-f' || $words[$i][0] !== '-') {
                break;
            }
        }
        return $options;
    }

    public function output(): string
    {
        return file_get_contents($this->out);
    }

    public function errors(): string
    {
        return file_get_contents($this->err);
    }

    public function signal(int $signal): void
    {
        posix_kill($this->pid, $signal);
    }

    /** Waits until the standard output contains the text. */
    public function waitOutput(string $text): void
    {
        wait_until(fn () => str_contains($this->output(), $text), "script output '$text'");
    }

    /** Waits for the end and returns the exit code, or minus the signal. */
    public function wait(float $seconds = PATIENCE): ?int
    {
        wait_until(function () {
            $this->look();
            return $this->exit !== null;
        }, 'the script to end', $seconds);
        return $this->exit;
    }

    public static function end_all(): void
    {
        foreach (self::$running as $script) {
            posix_kill(-$script->pid, SIGKILL);
            posix_kill($script->pid, SIGKILL);
            proc_close($script->process);
        }
        self::$running = [];
    }
}
