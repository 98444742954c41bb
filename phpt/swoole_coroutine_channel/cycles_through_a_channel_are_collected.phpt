--TEST--
a channel that holds itself is collected
--FILE--
<?php
pcntl_alarm(20); // ends a loop that hangs
class D { public function __destruct() { echo "destroyed\n"; } }
Co\run(function () {
    $channel = new chan(2);
    $channel->push($channel);
    $channel->push(new D);
});
gc_collect_cycles();
echo "end\n";
?>
--EXPECT--
destroyed
end
