--TEST--
the arrays that are built when read behave as any declared property
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

both_modes(function (int $mode) {
    $t = Http::server($mode, function ($request, $response) {
        $seen = [];
        $seen['isset'] = [isset($request->get), isset($request->post), isset($request->get['a']), empty($request->header)];
        $seen['vars'] = array_keys(get_object_vars($request));
        $seen['cast'] = count((array) $request);
        foreach ($request as $name => $value) {
            $seen['each'][] = $name;
        }
        $request->get['b'] = 2;
        $seen['changed'] = $request->get;
        $reference = &$request->server;
        $reference = 'mine';
        $seen['reference'] = $request->server;
        $request->cookie = ['own' => 'value'];
        $seen['written'] = $request->cookie;
        try {
            unset($request->header);
        } catch (Error $e) {
            $seen['unset'] = $e->getMessage();
        }
        $read = fn ($name) => $request->$name;
        $seen['by name'] = $read('header')['host'];
        $seen['exists'] = property_exists($request, 'files');
        $response->end(json_encode($seen));
    });
    for ($i = 0; $i < 2; $i++) {
        $names = ['fd', 'streamId', 'header', 'server', 'cookie', 'get', 'files', 'post', 'tmpfiles'];
        same([
            'isset' => [true, false, true, false], 'vars' => $names, 'cast' => 9, 'each' => $names, 'changed' => ['a' => '1', 'b' => 2],
            'reference' => 'mine', 'written' => ['own' => 'value'], 'unset' => 'Property header of class Swoole\Http\Request cannot be unset',
            'by name' => 'localhost', 'exists' => true,
        ], json_decode(Http::get($t, '/?a=1')->body, true), "request $i");
    }
});
?>
--EXPECT--
BASE done
PROCESS done
