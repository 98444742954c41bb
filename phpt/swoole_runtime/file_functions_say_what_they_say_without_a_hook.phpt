--TEST--
functions of files do, return and warn in coroutines as they do elsewhere
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
/** Does things with files; gives all that was returned, and all warnings. */
function things(string $dir): array
{
    $warned = [];
    set_error_handler(function (int $level, string $text) use (&$warned, $dir) {
        $warned[] = str_replace($dir, '', $text);
        return true;
    });
    $did = [];
    $did['mkdir'] = [mkdir($dir), mkdir($dir), mkdir("$dir/a/b/c", 0755, true), mkdir("$dir/a/b/c", 0755, true), fileperms("$dir/a/b/c")];
    $did['put'] = [file_put_contents("$dir/x", 'hello'), file_put_contents("$dir/x", ' world', FILE_APPEND | LOCK_EX), file_get_contents("$dir/x"), file_get_contents("$dir/x", false, null, 3, 4)];
    $file = fopen("$dir/x", 'r+');
    $did['r+'] = [fread($file, 3), ftell($file), fwrite($file, 'LO'), ftell($file), rewind($file), stream_get_contents($file), feof($file), fread($file, 1), feof($file)];
    $did['more'] = [ftruncate($file, 4), fstat($file)['size'], fflush($file), flock($file, LOCK_EX), flock($file, LOCK_UN), fseek($file, -1, SEEK_END), fgetc($file)];
    $data = stream_get_meta_data($file);
    unset($data['uri']);
    $did['meta'] = [$data, fsync($file), fdatasync($file), fclose($file)];
    $file = fopen("$dir/x", 'a');
    $did['a'] = [ftell($file), fwrite($file, 'zz'), ftell($file), fclose($file)];
    $file = fopen("$dir/x", 'a+');
    $did['a+'] = [ftell($file), fgets($file), fwrite($file, "q\nw\n"), rewind($file), fgets($file), fgets($file), fgets($file), fclose($file)];
    $did['fail'] = [fopen("$dir/none", 'r'), fopen("$dir/x", 'x'), fopen("$dir/a", 'w'), fopen("$dir/x", '?'), file_get_contents("$dir/a"), file_put_contents("$dir/none/x", '')];
    $did['wrong'] = [fwrite(fopen("$dir/x", 'r'), 'a'), fread(fopen("$dir/x", 'c'), 10)];
    $did['copy'] = [copy(__FILE__, "$dir/copy"), md5_file("$dir/copy") === md5_file(__FILE__), filesize("$dir/copy") === filesize(__FILE__), count(file(__FILE__)) > 5];
    $did['rename'] = [rename("$dir/copy", "$dir/new"), file_exists("$dir/copy"), is_file("$dir/new"), rename("$dir/none", "$dir/n2")];
    $did['list'] = [scandir($dir), scandir("$dir/none"), touch("$dir/t", 1000, 2000), filemtime("$dir/t"), chmod("$dir/t", 0600), fileperms("$dir/t"), rmdir($dir)];
    $object = new SplFileObject("$dir/o", 'w+');
    $did['object'] = [$object->fwrite("one\ntwo\n"), $object->rewind(), $object->fgets(), $object->flock(LOCK_EX), $object->ftell()];
    unset($object);
    symlink("$dir/x", "$dir/l");
    $did['stat'] = [is_link("$dir/l"), lstat("$dir/l")['size'] > 0, stat("file://$dir/x")['size'], stat("$dir/none")];
    foreach (['l', 'o', 't', 'new', 'x', 'x'] as $name) {
        $did["unlink $name"][] = unlink("$dir/$name");
    }
    $did['rmdir'] = array_map(rmdir(...), ["$dir/a/b/c", "$dir/a/b", "$dir/a", $dir, $dir]);
    $large = str_repeat(random_bytes(1 << 10), 10 << 10);
    $did['large'] = [file_put_contents($dir, $large), file_get_contents($dir) === $large, unlink($dir)];
    $did['devices'] = [strlen(file_get_contents('/proc/self/status')) > 100, strlen(file_get_contents('/dev/zero', false, null, 0, 10)), file_put_contents('/dev/null', 'abc')];
    chdir(dirname($dir));
    $did['relative'] = [file_put_contents('./relative', 'abc'), filesize('relative'), unlink('relative')];
    restore_error_handler();
    return [$did, $warned];
}
$without = things(Scratch::path('dir'));
Co::set(['hook_flags' => SWOOLE_HOOK_FILE]);
Co\run(function () use (&$with) {
    $with = things(Scratch::path('dir'));
});
foreach ($without[0] as $what => $did) {
    same($did, $with[0][$what], $what);
}
same($without[1], $with[1], 'warnings');
check(count($without[1]) > 10, 'there were some');
?>
--EXPECT--
