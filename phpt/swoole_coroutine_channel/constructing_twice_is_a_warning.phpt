--TEST--
a channel that is constructed again stays as it was, with a warning
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';

Co\run(function () {
    $channel = new Swoole\Coroutine\Channel(1);
    $channel->push('a value');
    $messages = [];
    set_error_handler(function (int $level, string $message) use (&$messages) {
        $messages[] = $message;
    });
    $channel->__construct(2);
    restore_error_handler();
    same(['Swoole\Coroutine\Channel::__construct(): channel has already been constructed'], $messages, 'warnings');
    same([1, 1, 'a value'], [$channel->capacity, $channel->length(), $channel->pop()], 'the channel');
});
?>
--EXPECT--
