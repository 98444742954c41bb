--TEST--
http_parse_files, and Request::create(): the brackets of an upload's name stand within each property, as in $_FILES; else the upload stands within the brackets
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
$part = fn (string $name, string $content) => "--b\r\nContent-Disposition: form-data; name=\"$name\"; filename=\"$content.txt\"\r\nContent-Type: text/plain\r\n\r\n$content\r\n";
$body = $part('file', 'one') . $part('form[file]', 'two') . $part('form[group][]', 'three') . $part('form[group][x]', 'four') . "--b--\r\n";
$plain = ['name' => 'one.txt', 'type' => 'text/plain', 'tmp_name' => 'one', 'error' => 0, 'size' => 3];
$inside = function (array $files) {
    array_walk_recursive($files, function (&$value) {
        $value = is_string($value) && is_file($value) ? file_get_contents($value) : $value;
    });
    return $files;
};
$check = function (array $files, bool $nests) use ($plain) {
    same($plain, $files['file'], 'without brackets');
    if (!$nests) {
        same('two', $files['form']['file']['tmp_name'], 'form[file]');
        same(['three', 'four'], [$files['form']['group'][0]['tmp_name'], $files['form']['group']['x']['tmp_name']], 'form[group]');
        return;
    }
    same(['name', 'type', 'tmp_name', 'error', 'size'], array_keys($files['form']), 'properties');
    same(['file' => 'two', 'group' => [0 => 'three', 'x' => 'four']], $files['form']['tmp_name'], 'tmp_name');
    same(['file' => 'two.txt', 'group' => [0 => 'three.txt', 'x' => 'four.txt']], $files['form']['name'], 'name');
    same(['file' => 3, 'group' => [0 => 5, 'x' => 4]], $files['form']['size'], 'size');
};
$type = ['Content-Type' => 'multipart/form-data; boundary=b'];
foreach ([[[], false], [['http_parse_files' => false], false], [['http_parse_files' => true], true]] as [$settings, $nests]) {
    $t = Http::server(SWOOLE_BASE, fn ($request, $response) => $response->end(json_encode($inside($request->files))), $settings);
    $check(json_decode(Http::ask($t, 'POST', '/', $type, $body)->body, true), $nests);
}
foreach ([[[], true], [['parse_files' => false], false]] as [$options, $nests]) {
    $request = Swoole\Http\Request::create($options);
    $request->parse(Http::request('POST', '/', $type, $body));
    $check($inside($request->files), $nests);
}
echo "done\n";
?>
--EXPECT--
done
