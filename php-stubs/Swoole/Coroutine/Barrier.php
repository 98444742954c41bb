<?php

namespace Swoole\Coroutine;

use Swoole\Coroutine;
use Swoole\Exception;
use Swoole\Timer;

/**
 * Waits until nobody else holds it: coroutines get the barrier passed, and who waits goes on when the last one has ended.
 *
 * @in-php
 */
class Barrier
{
    /**
     * The coroutine that waits.
     */
    private ?int $waiting = null;

    /**
     * Nobody holds it any more: who waits goes on.
     */
    public function __destruct()
    {
        if ($this->waiting !== null && Coroutine::exists($this->waiting)) {
            Coroutine::resume($this->waiting);
        }
    }

    /**
     * A new barrier.
     */
    public static function make(): self
    {
        return new self();
    }

    /**
     * Lets go of the barrier and waits until everybody else has.
     *
     * @param Barrier $barrier is null afterwards
     * @param float $timeout limit in seconds; none if it is not above 0
     * @throws Exception if another coroutine waits for it already
     */
    public static function wait(Barrier &$barrier, float $timeout = -1): void
    {
        if ($barrier->waiting !== null) {
            throw new Exception('The barrier is waiting, cannot wait again.');
        }
        $rest = \WeakReference::create($barrier);
        $barrier = null;
        if ($rest->get() === null) {
            return;
        }
        $rest->get()->waiting = $id = Coroutine::getCid();
        if ($timeout > 0) {
            $timer = Timer::after(max((int) ($timeout * 1000), 1), fn () => Coroutine::resume($id));
        }
        try {
            Coroutine::yield();
        } finally {
            if (isset($timer)) {
                Timer::clear($timer);
            }
            // Time was up, or the coroutine was cancelled: whoever lets go last resumes nobody.
            if ($left = $rest->get()) {
                $left->waiting = null;
            }
        }
    }
}
