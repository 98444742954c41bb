<?php
/**
 * `make test-browser`: a real browser uses `examples/http_server.php`, in both modes. The last line is the count.
 *
 *     php OPTIONS -d extension=swoole.so tests/browser/run.php OPTIONS...
 *
 * The arguments are the options under which the server is started.
 */
require_once __DIR__ . '/Browser.php';

/** The example, in a process of its own. */
final class Example
{
    private const PATIENCE = 10.0;

    /** @var resource */
    private $process;
    public readonly string $url;

    /** @param list<string> $options of PHP */
    public function __construct(array $options, string $mode)
    {
        $command = [PHP_BINARY, ...$options, __DIR__ . '/../../examples/http_server.php', '0', $mode];
        $process = proc_open($command, [['file', '/dev/null', 'r'], ['pipe', 'w'], STDERR], $pipes);
        $line = $process ? (string) fgets($pipes[1]) : '';
        if (!preg_match('/(127\.0\.0\.1:\d+)$/', trim($line), $found)) {
            throw new RuntimeException("the example says: $line");
        }
        [$this->process, $this->url] = [$process, "http://$found[1]"];
    }

    /** Asks it to end; says whether it did, by itself and without an error. */
    public function stop(): bool
    {
        proc_terminate($this->process);
        for ($deadline = microtime(true) + self::PATIENCE; microtime(true) < $deadline; usleep(10_000)) {
            $status = proc_get_status($this->process);
            if (!$status['running']) {
                return $status['exitcode'] === 0;
            }
        }
        proc_terminate($this->process, SIGKILL);
        return false;
    }
}

function same(mixed $expected, mixed $found, string $what): void
{
    if ($expected !== $found) {
        throw new RuntimeException("$what: expected " . json_encode($expected) . ', found ' . json_encode($found));
    }
}

/** @return array<string, callable(Browser, string): void> by what it says of the browser */
function tests(string $home): array
{
    $heading = "document.querySelector('h1').textContent";
    return [
        'shows a page with its static files' => function (Browser $browser, string $url) use ($heading) {
            $browser->open("$url/");
            same('Hello nobody', $browser->evaluate($heading), 'the heading');
            $answer = $browser->responses()['/files/style.css'] ?? null;
            same([200, 'text/css'], [$answer['status'] ?? null, $answer['mimeType'] ?? null], 'the style sheet');
            $rules = $browser->evaluate('document.styleSheets[0].cssRules.length');
            same(true, $rules > 0, 'the style sheet is used');
        },
        'has a static file confirmed that it has already' => function (Browser $browser, string $url) {
            $browser->open("$url/files/style.css");
            $again = "fetch('/files/style.css', {cache: 'no-cache'}).then(answer => answer.text()).then(text => text.length)";
            $size = filesize(__DIR__ . '/../../examples/http_root/files/style.css');
            same($size, $browser->evaluate($again), 'its size');
            same(true, in_array(304, $browser->statuses(), true), 'the server confirms it');
        },
        'posts a form with a file' => function (Browser $browser, string $url) use ($home) {
            $text = str_repeat("a line of text\r\n--with dashes\n", 20_000);
            file_put_contents("$home/notes é.txt", $text);
            $browser->open("$url/");
            $browser->evaluate("document.querySelector('input[name=name]').value = 'Ada & Björn'");
            $browser->chooseFile('input[type=file]', "$home/notes é.txt");
            $browser->follow('button');
            $said = trim($browser->evaluate('document.body.textContent'));
            same('Ada & Björn sent notes é.txt, ' . strlen($text) . ' bytes', $said, 'the answer');
        },
        'follows a redirect with a cookie' => function (Browser $browser, string $url) use ($heading) {
            $browser->open("$url/");
            $browser->follow('a[href^="/login"]');
            same('/', $browser->evaluate('location.pathname'), 'where it has come to');
            same(302, $browser->responses()['/login']['status'] ?? null, 'the redirect');
            same('Hello you', $browser->evaluate($heading), 'what the cookie does');
            $cookie = $browser->cookies()['name'] ?? null;
            same(['you', true], [$cookie['value'] ?? null, $cookie['httpOnly'] ?? null], 'the cookie');
        },
        'reads an answer that comes in pieces' => function (Browser $browser, string $url) {
            $browser->open("$url/count");
            same("1\n2\n3\n4\n5\n", $browser->evaluate('document.body.textContent'), 'the pieces');
        },
        'keeps its connections' => function (Browser $browser, string $url) {
            $browser->open("$url/");
            $fetch = "fetch('/count').then(answer => answer.text())";
            $browser->evaluate("(async () => { for (let i = 0; i < 20; i++) await $fetch; })()");
            $browser->open("$url/count");
            $answer = $browser->responses()['/count'];
            same([true, 'http/1.1'], [$answer['connectionReused'], $answer['protocol']], 'the connection');
        },
    ];
}

$home = sys_get_temp_dir() . '/swoole-browser-' . getmypid();
mkdir($home, 0700);
$passed = $failed = 0;
$tell = function (string $test, ?Throwable $problem) use (&$passed, &$failed) {
    $problem === null ? $passed++ : $failed++;
    echo $problem === null ? "ok      $test\n" : "FAILED  $test: {$problem->getMessage()}\n";
};
foreach (['process', 'base'] as $mode) {
    $browser = $example = null;
    try {
        $example = new Example(array_slice($argv, 1), $mode);
        $browser = new Browser($home);
    } catch (RuntimeException $problem) {
        $tell("$mode: the browser and the example start", $problem);
    }
    foreach ($browser === null ? [] : tests($home) as $test => $run) {
        $problem = null;
        try {
            $run($browser, $example->url);
        } catch (RuntimeException $problem) {
        }
        $tell("$mode: the browser $test", $problem);
    }
    $browser?->close();
    if ($example !== null) {
        $tell("$mode: the example ends", $example->stop() ? null : new RuntimeException('it did not'));
    }
}
exec('rm -rf ' . escapeshellarg($home));
echo "$passed passed, $failed failed, 0 skipped\n";
exit($failed === 0 ? 0 : 1);
