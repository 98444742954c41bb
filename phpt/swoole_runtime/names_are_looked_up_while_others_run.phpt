--TEST--
gethostbyname() in a coroutine gives addresses, and names that have none as they are
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
Co\run(function () {
    $others = 0;
    go(function () use (&$others) {
        $others++;
        same(['127.0.0.1', '10.0.0.1', 'no.such.host.invalid', ''], array_map(gethostbyname(...), ['localhost', '10.0.0.1', 'no.such.host.invalid', '']), 'addresses');
        $others++;
    });
    same(1, $others, 'it waits');
});
echo "done\n";
?>
--EXPECT--
done
