<?php

namespace Swoole\Coroutine;

/**
 * Waits until a number of things are done, whichever coroutines do them. Can be used again once a wait has returned.
 *
 * @short-name Co\WaitGroup
 * @in-php
 */
class WaitGroup
{
    protected Channel $chan;

    protected int $count = 0;

    protected bool $waiting = false;

    /**
     * Makes a group.
     *
     * @param int $delta how many things there are to be done
     */
    public function __construct(int $delta = 0)
    {
        $this->chan = new Channel();
        if ($delta > 0) {
            $this->add($delta);
        }
    }

    /**
     * Adds to what there is to be done. Not while a coroutine waits.
     *
     * @throws \BadMethodCallException if a coroutine waits
     * @throws \InvalidArgumentException if less than nothing were left to be done
     */
    public function add(int $delta = 1): void
    {
        if ($this->waiting) {
            throw new \BadMethodCallException('WaitGroup misuse: add called concurrently with wait');
        }
        if ($this->count + $delta < 0) {
            throw new \InvalidArgumentException('WaitGroup misuse: negative counter');
        }
        $this->count += $delta;
    }

    /**
     * One thing is done. After the last one the coroutine that waits goes on.
     *
     * @throws \BadMethodCallException if nothing was left to be done
     */
    public function done(): void
    {
        if ($this->count < 1) {
            throw new \BadMethodCallException('WaitGroup misuse: negative counter');
        }
        $this->count--;
        if ($this->count === 0 && $this->waiting) {
            $this->chan->push(true);
        }
    }

    /**
     * Waits until everything is done.
     *
     * @param float $timeout limit in seconds; none if it is not above 0
     * @return bool false if time was up, or the coroutine was cancelled
     * @throws \BadMethodCallException if another coroutine waits already
     */
    public function wait(float $timeout = -1): bool
    {
        if ($this->waiting) {
            throw new \BadMethodCallException('WaitGroup misuse: reused before previous wait has returned');
        }
        if ($this->count === 0) {
            return true;
        }
        $this->waiting = true;
        try {
            return $this->chan->pop($timeout) === true;
        } finally {
            $this->waiting = false;
        }
    }

    /**
     * How many things are left to be done.
     */
    public function count(): int
    {
        return $this->count;
    }
}
