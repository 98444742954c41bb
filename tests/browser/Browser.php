<?php
/**
 * A headless Chromium that is driven over its DevTools protocol: JSON messages, each ended by a NUL byte, through two pipes
 * (`--remote-debugging-pipe`), so that there is neither a port nor a handshake.
 *
 * One page is open. Whatever the browser does not do within PATIENCE seconds is an exception.
 */
final class Browser
{
    private const PATIENCE = 20.0;
    private const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

    /** @var resource */
    private $process;
    /** @var array<int, resource> 3: what the browser reads, 4: what it writes */
    private array $pipes;
    private string $input = '';
    private int $lastId = 0;
    private string $session;
    /** @var list<array> events that nobody has waited for yet */
    private array $events = [];

    /** @param string $home a directory of its own, which the caller removes */
    public function __construct(string $home)
    {
        $options = [
            '--headless=new', '--remote-debugging-pipe', "--user-data-dir=$home", '--no-first-run', '--disable-gpu', '--disable-dev-shm-usage',
            '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-proxy-server',
        ];
        if (posix_geteuid() === 0) {
            // Its sandbox refuses to run as root.
            $options[] = '--no-sandbox';
        }
        $log = ['file', "$home/log", 'a'];
        $ends = [['file', '/dev/null', 'r'], $log, $log, ['pipe', 'r'], ['pipe', 'w']];
        $process = proc_open([self::binary(), ...$options, 'about:blank'], $ends, $pipes, null, ['HOME' => $home] + getenv());
        if (!$process) {
            throw new RuntimeException('the browser does not start');
        }
        [$this->process, $this->pipes] = [$process, $pipes];
        stream_set_blocking($pipes[4], false);
        $target = $this->call('Target.createTarget', ['url' => 'about:blank'])['targetId'];
        $this->session = $this->call('Target.attachToTarget', ['targetId' => $target, 'flatten' => true])['sessionId'];
        foreach (['Page', 'Network', 'DOM'] as $domain) {
            $this->call("$domain.enable");
        }
    }

    private static function binary(): string
    {
        foreach (explode(':', (string) getenv('PATH')) as $directory) {
            foreach (self::NAMES as $name) {
                if (is_executable("$directory/$name")) {
                    return "$directory/$name";
                }
            }
        }
        throw new RuntimeException('there is no browser on the PATH: ' . implode(', ', self::NAMES));
    }

    /** Opens an address and waits until the page and all it consists of are there. */
    public function open(string $url): void
    {
        $this->act(fn () => $this->call('Page.navigate', ['url' => $url]));
    }

    /** Clicks on what a CSS selector finds, and waits for the page that this leads to. */
    public function follow(string $selector): void
    {
        $this->act(fn () => $this->evaluate("document.querySelector('$selector').click()"));
    }

    /** The value of a JavaScript expression. */
    public function evaluate(string $expression): mixed
    {
        $answer = $this->call('Runtime.evaluate', ['expression' => $expression, 'returnByValue' => true, 'awaitPromise' => true]);
        if (isset($answer['exceptionDetails'])) {
            throw new RuntimeException("$expression: " . json_encode($answer['exceptionDetails']));
        }
        return $answer['result']['value'] ?? null;
    }

    /** Chooses a file in the form field that a CSS selector finds. */
    public function chooseFile(string $selector, string $path): void
    {
        $root = $this->call('DOM.getDocument')['root']['nodeId'];
        $field = $this->call('DOM.querySelector', ['nodeId' => $root, 'selector' => $selector])['nodeId'];
        $this->call('DOM.setFileInputFiles', ['nodeId' => $field, 'files' => [$path]]);
    }

    /** The cookies of the page, also those that its scripts do not see: name => cookie. */
    public function cookies(): array
    {
        return array_column($this->call('Network.getCookies')['cookies'], null, 'name');
    }

    /** The answers that came for the page that was opened last: path => the protocol's description. A redirect is with the request it led to. */
    public function responses(): array
    {
        $responses = [];
        foreach ($this->events as ['method' => $method, 'params' => $params]) {
            $response = match ($method) {
                'Network.responseReceived' => $params['response'],
                'Network.requestWillBeSent' => $params['redirectResponse'] ?? null,
                default => null,
            };
            if ($response !== null) {
                $responses[parse_url($response['url'], PHP_URL_PATH)] = $response;
            }
        }
        return $responses;
    }

    /** The status codes that came from the server since the page was opened, also those that the browser answers from what it has. */
    public function statuses(): array
    {
        $answers = array_filter($this->events, fn ($event) => $event['method'] === 'Network.responseReceivedExtraInfo');
        return array_map(fn ($event) => $event['params']['statusCode'], array_values($answers));
    }

    /** Ends the browser. */
    public function close(): void
    {
        try {
            $this->call('Browser.close');
        } catch (RuntimeException) {
            proc_terminate($this->process, SIGKILL);
        }
        array_map('fclose', $this->pipes);
        proc_close($this->process);
    }

    private function act(callable $action): void
    {
        $this->events = [];
        $action();
        $deadline = microtime(true) + self::PATIENCE;
        while (!in_array('Page.loadEventFired', array_column($this->events, 'method'), true)) {
            $this->take($this->receive($deadline, 'the page to be loaded'));
        }
    }

    /** Calls a method of the protocol and gives its result. */
    private function call(string $method, array $params = []): array
    {
        $message = ['id' => ++$this->lastId, 'method' => $method, 'params' => (object) $params];
        if (isset($this->session)) {
            $message['sessionId'] = $this->session;
        }
        if (@fwrite($this->pipes[3], json_encode($message, JSON_THROW_ON_ERROR) . "\0") === false) {
            throw new RuntimeException("the browser has gone before $method");
        }
        $deadline = microtime(true) + self::PATIENCE;
        do {
            $answer = $this->receive($deadline, "the answer to $method");
            $this->take($answer);
        } while (($answer['id'] ?? null) !== $this->lastId);
        if (isset($answer['error'])) {
            throw new RuntimeException("$method: {$answer['error']['message']}");
        }
        return $answer['result'];
    }

    private function take(array $message): void
    {
        if (!isset($message['id'])) {
            $this->events[] = $message;
        }
    }

    /** The next message. */
    private function receive(float $deadline, string $what): array
    {
        while (($end = strpos($this->input, "\0")) === false) {
            [$read, $none] = [[$this->pipes[4]], null];
            $left = $deadline - microtime(true);
            if ($left <= 0 || !@stream_select($read, $none, $none, 0, (int) (1e6 * min($left, 0.5)))) {
                if ($left <= 0) {
                    throw new RuntimeException("waited in vain for $what");
                }
                continue;
            }
            $bytes = fread($this->pipes[4], 1 << 16);
            if (($bytes === '' || $bytes === false) && feof($this->pipes[4])) {
                throw new RuntimeException("the browser has ended, before $what");
            }
            $this->input .= $bytes;
        }
        $message = substr($this->input, 0, $end);
        $this->input = substr($this->input, $end + 1);
        return json_decode($message, true, flags: JSON_THROW_ON_ERROR);
    }
}
