--TEST--
onRequest in all four styles
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

final class Styles
{
    public static function asStatic($request, $response)
    {
        $response->end('static');
    }

    public function asMethod($request, $response)
    {
        $response->end('method');
    }
}
function as_function($request, $response)
{
    $response->end('function');
}
$words = 'closure';
foreach ([
    'closure' => function ($request, $response) use ($words) {
        $response->end($words);
    },
    'static' => 'Styles::asStatic',
    'static, as an array' => ['Styles', 'asStatic'],
    'function' => 'as_function',
    'method' => [new Styles(), 'asMethod'],
] as $style => $callback) {
    $t = Http::server(SWOOLE_BASE, $callback);
    same(strtok($style, ','), Http::get($t, '/')->body, $style);
    $t->stop();
}
echo "done\n";
?>
--EXPECT--
done
