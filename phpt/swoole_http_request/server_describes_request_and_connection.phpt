--TEST--
server: what $_SERVER would have
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = Http::server($mode, fn ($request, $response) => $response->end(json_encode($request->server)));
    $client = $t->connect();
    $server = json_decode(Http::exchange($client, Http::request('GET', '/a%20b+c?x=1&y'))->body, true);
    same(['query_string', 'request_method', 'request_uri', 'path_info', 'request_time', 'request_time_float', 'server_protocol',
        'server_port', 'remote_port', 'server_addr', 'remote_addr', 'master_time'], array_keys($server), 'names');
    same('x=1&y', $server['query_string'], 'query_string');
    same('GET', $server['request_method'], 'request_method');
    same('/a%20b+c', $server['request_uri'], 'request_uri');
    same('/a b+c', $server['path_info'], 'path_info');
    same('HTTP/1.1', $server['server_protocol'], 'server_protocol');
    same($t->port, $server['server_port'], 'server_port');
    same($client->localPort(), $server['remote_port'], 'remote_port');
    same('127.0.0.1', $server['remote_addr'], 'remote_addr');
    same('127.0.0.1', $server['server_addr'], 'server_addr');
    check(abs($server['request_time_float'] - microtime(true)) < 10 && is_int($server['request_time']) && is_int($server['master_time']), 'times');
    check(!isset(json_decode(Http::get($t, '/')->body, true)['query_string']), 'no query');
});
?>
--EXPECT--
BASE done
PROCESS done
