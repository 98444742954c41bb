--TEST--
stream_socket_accept() in a coroutine takes connections that have come together, one call after the other
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
Co\run(function () {
    $listener = stream_socket_server('tcp://127.0.0.1:0');
    $name = stream_socket_get_name($listener, false);
    $clients = array_map(fn () => stream_socket_client("tcp://$name"), range(1, 3));
    foreach ($clients as $number => $client) {
        check(is_resource(stream_socket_accept($listener, PATIENCE)), "connection $number");
    }
});
echo "done\n";
?>
--EXPECT--
done
