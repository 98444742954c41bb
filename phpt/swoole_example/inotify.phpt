--TEST--
examples/inotify.php prints what changes in a directory
--FILE--
<?php
require __DIR__ . '/example.inc';
mkdir(Scratch::path('watched'));
$example = example('inotify', Scratch::path('watched'));
$example->waitOutput('watching');
file_put_contents(Scratch::path('watched/new file'), 'text');
$example->waitOutput('string(8) "new file"');
$example->waitOutput("[\"mask\"]=>\n    int(256)");
check($example->exit === null, 'it goes on watching');
echo "done\n";
?>
--EXPECT--
done
