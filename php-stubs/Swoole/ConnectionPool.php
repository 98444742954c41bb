<?php

namespace Swoole;

use Swoole\Coroutine\Channel;

/**
 * Connections that coroutines share: get() takes one out, put() gives it back. They are made when they are first needed.
 *
 * @in-php
 */
class ConnectionPool
{
    /**
     * How many connections there are at most, unless told otherwise.
     */
    const DEFAULT_SIZE = 64;

    /**
     * Those that are free; null once the pool is closed.
     */
    protected ?Channel $pool = null;

    /**
     * What makes a connection.
     */
    protected $constructor;

    /**
     * How many have been made.
     */
    protected int $num = 0;

    /**
     * How many there may be.
     */
    protected int $size;

    /**
     * The class that stands for connections.
     */
    protected ?string $proxy = null;

    /**
     * Makes a pool without connections.
     *
     * @param callable $constructor makes a connection
     * @param int $size how many there are at most
     * @param string|null $proxy a class whose objects stand for connections; its constructor gets $constructor
     */
    public function __construct(callable $constructor, int $size = self::DEFAULT_SIZE, ?string $proxy = null)
    {
        $this->pool = new Channel($size);
        $this->constructor = $constructor;
        $this->size = $size;
        $this->proxy = $proxy;
    }

    /**
     * Makes all connections that there may be.
     */
    public function fill(): void
    {
        while ($this->pool !== null && $this->num < $this->size) {
            $this->make();
        }
    }

    /**
     * Takes a connection out: one that is free, else a new one, else the next that is given back.
     *
     * @param float $timeout limit in seconds; none if it is not above 0
     * @return mixed false if time was up, or the pool is closed meanwhile
     * @throws \RuntimeException if the pool is closed
     */
    public function get(float $timeout = -1)
    {
        if ($this->pool === null) {
            throw new \RuntimeException('Pool has been closed');
        }
        if ($this->num < $this->size && $this->pool->isEmpty()) {
            $this->make();
        }
        return $this->pool->pop($timeout);
    }

    /**
     * Gives a connection back.
     *
     * @param mixed $connection null for one that is broken: a new one is made in its place
     */
    public function put(mixed $connection): void
    {
        if ($this->pool === null) {
            return;
        }
        if ($connection !== null) {
            $this->pool->push($connection);
        } else {
            $this->num = max($this->num - 1, 0);
            $this->make();
        }
    }

    /**
     * Lets go of the connections. Those that are taken out go when they are given back.
     */
    public function close(): void
    {
        $this->pool?->close();
        $this->pool = null;
        $this->num = 0;
    }

    /**
     * Makes a connection and puts it in.
     */
    protected function make(): void
    {
        // Before the connection is there: it may take a while, and others look meanwhile.
        $this->num++;
        try {
            $connection = $this->proxy === null ? ($this->constructor)() : new ($this->proxy)($this->constructor);
            if ($connection === null) {
                throw new \RuntimeException('the constructor of the pool has made no connection');
            }
        } catch (\Throwable $e) {
            $this->num--;
            throw $e;
        }
        $this->put($connection);
    }
}
