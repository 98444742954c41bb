--TEST--
while a thread opens, writes and renames for a coroutine others run; what is included is not given out of hand
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
Co::set(['hook_flags' => SWOOLE_HOOK_FILE]);
$path = Scratch::path('file');
$included = Scratch::file('included.php', '<?php return "included";');
Co\run(function () use ($path, $included) {
    $log = fopen("$path.log", 'w');
    foreach ([
        'fopen' => fn () => fopen($path, 'w'),
        'file_put_contents' => fn () => file_put_contents($path, 'abc'),
        'file_get_contents' => fn () => file_get_contents($path),
        'fwrite' => fn () => fwrite($log, 'abc'),
        'fsync' => fn () => fsync($log),
        'rename' => fn () => rename($path, "$path.2"),
        'unlink' => fn () => unlink("$path.2"),
        'mkdir' => fn () => mkdir($path),
        'scandir' => fn () => scandir($path),
        'rmdir' => fn () => rmdir($path),
    ] as $name => $work) {
        $events = [];
        $id = go(function () use ($work, $name, &$events) {
            check($work() !== false, $name);
            $events[] = 'done';
        });
        $events[] = 'meanwhile';
        Co::join([$id]);
        same(['meanwhile', 'done'], $events, $name);
    }
    $events = [];
    go(function () use ($included, &$events) {
        same('included', include $included, 'include');
        $events[] = 'done';
    });
    $events[] = 'after';
    same(['done', 'after'], $events, 'include');
});
?>
--EXPECT--
