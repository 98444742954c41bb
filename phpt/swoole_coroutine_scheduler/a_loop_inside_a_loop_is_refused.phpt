--TEST--
the loop cannot be run from inside a coroutine
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
register_shutdown_function(fn () => print("shutdown\n"));
Co\run(function () {
    Co\run(fn () => 1);
    echo "never\n";
});
echo "never\n";
?>
--EXPECTF--
Fatal error: Co\run(): Unable to call Event::wait() in coroutine in %s on line %d
shutdown
