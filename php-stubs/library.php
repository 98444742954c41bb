<?php

/*
 * Functions whose code stands here. They are there while swoole.enable_library is on.
 */

namespace Swoole\Coroutine {
    use Swoole\Coroutine;

    /**
     * Runs every task in a coroutine of its own, all at once, and waits for their results.
     *
     * @param array<callable> $tasks called without arguments
     * @param float $timeout limit in seconds; none if it is not above 0. Tasks that run then go on running
     * @return array the results under the tasks' keys; null for a task that has not ended in time
     */
    function batch(array $tasks, float $timeout = -1): array
    {
        foreach ($tasks as $key => $task) {
            if (!is_callable($task)) {
                throw new \TypeError("Swoole\\Coroutine\\batch(): Argument #1 (\$tasks) must be an array of callables, [$key] is " . get_debug_type($task));
            }
        }
        if (Coroutine::getCid() === -1) {
            $results = [];
            run(function () use ($tasks, $timeout, &$results): void {
                $results = batch($tasks, $timeout);
            });
            return $results;
        }
        $results = array_fill_keys(array_keys($tasks), null);
        $group = new WaitGroup(count($tasks));
        foreach ($tasks as $key => $task) {
            Coroutine::create(function () use ($group, &$results, $key, $task): void {
                $results[$key] = $task();
                $group->done();
            });
        }
        $group->wait($timeout);
        return $results;
    }

    /**
     * Runs a function in $n coroutines at once and waits for all of them.
     *
     * @param int $n not above 0: nothing is done
     * @param callable $fn called without arguments
     */
    function parallel(int $n, callable $fn): void
    {
        if ($n > 0) {
            batch(array_fill(0, $n, $fn));
        }
    }

    /**
     * Calls a function for every element of an array, all at once, each in a coroutine of its own.
     *
     * @param callable $fn gets the element and its key
     * @param float $timeout as for batch()
     * @return array the results under the elements' keys
     */
    function map(array $list, callable $fn, float $timeout = -1): array
    {
        $tasks = [];
        foreach ($list as $key => $element) {
            $tasks[$key] = fn () => $fn($element, $key);
        }
        return batch($tasks, $timeout);
    }
}

namespace Swoole\Coroutine\Http {
    use Swoole\Coroutine\Http\Client\Exception;

    /**
     * Sends a request and waits for its answer.
     *
     * @param string $url with its scheme: http or https
     * @param mixed $data the body: a string, or an array as a form
     * @param array|null $options settings, as for Http\Client::set()
     * @throws Exception if there is no answer; the code is an error number
     */
    function request(string $url, string $method, mixed $data = null, ?array $options = null, ?array $headers = null, ?array $cookies = null): ClientProxy
    {
        return request_with_http_client($url, $method, $data, $options, $headers, $cookies);
    }

    /**
     * As request().
     *
     * @throws Exception
     */
    function request_with_http_client(string $url, string $method, mixed $data = null, ?array $options = null, ?array $headers = null, ?array $cookies = null): ClientProxy
    {
        $parts = parse_url($url);
        if (empty($parts['scheme']) || empty($parts['host'])) {
            throw new Exception('The URL given is illegal [no ' . (empty($parts['scheme']) ? 'scheme' : 'host') . ']');
        }
        [$port, $ssl] = match (strtolower($parts['scheme'])) {
            'http' => [80, false],
            'https' => [443, true],
            default => throw new Exception("unknown scheme \"{$parts['scheme']}\""),
        };
        $client = new Client(trim($parts['host'], '[]'), $parts['port'] ?? $port, $ssl);
        $client->setMethod(strtoupper($method));
        if (isset($parts['user'])) {
            $client->setBasicAuth(rawurldecode($parts['user']), rawurldecode($parts['pass'] ?? ''));
        }
        $options === null || $client->set($options);
        $headers === null || $client->setHeaders($headers);
        $cookies === null || $client->setCookies($cookies);
        $data === null || $client->setData(is_array($data) ? $data : (string) $data);
        if (!$client->execute(($parts['path'] ?? '/') . (isset($parts['query']) ? "?{$parts['query']}" : ''))) {
            throw new Exception($client->errMsg, $client->errCode);
        }
        $answer = new ClientProxy($client->getBody(), $client->getStatusCode(), $client->getHeaders() ?: null, $client->getCookies() ?: null);
        $client->close();
        return $answer;
    }

    /**
     * Sends a POST request; see request().
     *
     * @throws Exception
     */
    function post(string $url, mixed $data, ?array $options = null, ?array $headers = null, ?array $cookies = null): ClientProxy
    {
        return request($url, 'POST', $data, $options, $headers, $cookies);
    }

    /**
     * Sends a GET request; see request().
     *
     * @throws Exception
     */
    function get(string $url, ?array $options = null, ?array $headers = null, ?array $cookies = null): ClientProxy
    {
        return request($url, 'GET', null, $options, $headers, $cookies);
    }
}

namespace {
    use Swoole\ArrayObject;
    use Swoole\MultibyteStringObject;
    use Swoole\StringObject;
    use Swoole\Table;

    /**
     * A string with methods.
     */
    function swoole_string(string $string = ''): StringObject
    {
        return new StringObject($string);
    }

    /**
     * A string with methods that count characters, not bytes.
     */
    function swoole_mbstring(string $string = ''): MultibyteStringObject
    {
        return new MultibyteStringObject($string);
    }

    /**
     * An array with methods.
     */
    function swoole_array(array $array = []): ArrayObject
    {
        return new ArrayObject($array);
    }

    /**
     * An array with methods, of these elements.
     */
    function swoole_array_list(mixed ...$arrray): ArrayObject
    {
        return new ArrayObject($arrray);
    }

    /**
     * An element, or a default if there is none.
     */
    function swoole_array_default_value(array $array, mixed $key, mixed $default_value = null): mixed
    {
        return array_key_exists($key, $array) ? $array[$key] : $default_value;
    }

    /**
     * A table whose columns are written as `name:type:length`, separated by commas; the type is int, float or string, or its first letter.
     *
     * @throws RuntimeException if a column is written otherwise, or there is no memory
     */
    function swoole_table(int $size, string $fields): Table
    {
        $table = new Table($size);
        foreach (explode(',', $fields) as $field) {
            [$name, $type, $length] = array_map(trim(...), explode(':', $field, 3)) + [1 => '', 2 => ''];
            if ($name === '' || $type === '') {
                throw new RuntimeException("field[$field] must be written as name:type or name:type:length");
            }
            switch (strtolower($type)) {
                case 'i':
                case 'int':
                    $table->column($name, Table::TYPE_INT);
                    break;
                case 'f':
                case 'float':
                    $table->column($name, Table::TYPE_FLOAT);
                    break;
                case 's':
                case 'str':
                case 'string':
                    if ((int) $length < 1) {
                        throw new RuntimeException('need to give string length');
                    }
                    $table->column($name, Table::TYPE_STRING, (int) $length);
                    break;
                default:
                    throw new RuntimeException("unknown field type[$type]");
            }
        }
        if (!$table->create()) {
            throw new RuntimeException('failed to create table');
        }
        return $table;
    }

    /**
     * Sets options of what is written in PHP, in place of those that were set.
     */
    function swoole_library_set_options(array $options): void
    {
        SwooleLibrary::$options = $options;
    }

    /**
     * The options of what is written in PHP.
     */
    function swoole_library_get_options(): array
    {
        return SwooleLibrary::$options;
    }

    /**
     * Sets one option of what is written in PHP.
     */
    function swoole_library_set_option(string $key, mixed $value): void
    {
        SwooleLibrary::$options[$key] = $value;
    }

    /**
     * One option of what is written in PHP; null if it is not set.
     */
    function swoole_library_get_option(string $key): mixed
    {
        return SwooleLibrary::$options[$key] ?? null;
    }

    /**
     * Whether this process runs in a container.
     */
    function swoole_is_in_container(): bool
    {
        // Every runtime puts files of its own in the place of these.
        return preg_match('# /etc/(?:hostname|hosts|resolv\.conf) #', (string) @file_get_contents('/proc/self/mountinfo')) === 1;
    }

    /**
     * How many CPUs this process may use: those of the machine, or what its container is allowed, rounded up.
     */
    function swoole_container_cpu_num(): int
    {
        $all = swoole_cpu_num();
        if (!swoole_is_in_container()) {
            return $all;
        }
        $read = fn (string $file): string => trim((string) @file_get_contents("/sys/fs/cgroup/$file"));
        // Version 2 of control groups says "150000 100000" or "max 100000", version 1 has two files, with -1 for no limit.
        [$quota, $period] = array_map(intval(...), explode(' ', $read('cpu.max')) + [1 => '']);
        if ($period <= 0) {
            [$quota, $period] = [(int) $read('cpu/cpu.cfs_quota_us'), (int) $read('cpu/cpu.cfs_period_us')];
        }
        return $quota > 0 && $period > 0 ? min($all, (int) ceil($quota / $period)) : $all;
    }
}
