<?php

namespace Swoole\Process;

use Swoole\Coroutine;

/**
 * A pool whose workers do different things: each runs a function of its own, again and again.
 *
 * @class-alias Swoole\Process\ProcessManager
 * @in-php
 */
class Manager
{
    /**
     * The pool, once it has started.
     */
    protected $pool;

    /**
     * How workers are sent messages: SWOOLE_IPC_*.
     */
    protected $ipcType = 0;

    /**
     * The key of the message queue.
     */
    protected $msgQueueKey = 0;

    /**
     * For each worker its function, and whether that runs in a coroutine.
     */
    protected $startFuncMap = [];

    /**
     * Makes a manager without workers.
     *
     * @param int $ipcType as for Process\Pool
     * @param int $msgQueueKey as for Process\Pool
     */
    public function __construct(int $ipcType = \SWOOLE_IPC_NONE, int $msgQueueKey = 0)
    {
        $this->setIPCType($ipcType)->setMsgQueueKey($msgQueueKey);
    }

    /**
     * Adds a worker.
     *
     * @param callable $func gets the Process\Pool and the worker's number
     */
    public function add(callable $func, bool $enableCoroutine = false): self
    {
        return $this->addBatch(1, $func, $enableCoroutine);
    }

    /**
     * Adds so many workers that do the same.
     *
     * @param callable $func gets the Process\Pool and the worker's number
     */
    public function addBatch(int $workerNum, callable $func, bool $enableCoroutine = false): self
    {
        for ($i = 0; $i < $workerNum; $i++) {
            $this->startFuncMap[] = [$func, $enableCoroutine];
        }
        return $this;
    }

    /**
     * Starts the workers. Returns when all of them have been told to stop and have done so.
     */
    public function start(): void
    {
        $this->pool = new Pool(count($this->startFuncMap), $this->ipcType, $this->msgQueueKey);
        $this->pool->on('workerStart', function (Pool $pool, int $workerId): void {
            [$func, $enableCoroutine] = $this->startFuncMap[$workerId];
            if ($enableCoroutine) {
                Coroutine\run($func, $pool, $workerId);
            } else {
                $func($pool, $workerId);
            }
        });
        $this->pool->start();
    }

    /**
     * Sets how workers are sent messages.
     */
    public function setIPCType(int $ipcType): self
    {
        $this->ipcType = $ipcType;
        return $this;
    }

    /**
     * How workers are sent messages.
     */
    public function getIPCType(): int
    {
        return $this->ipcType;
    }

    /**
     * Sets the key of the message queue.
     */
    public function setMsgQueueKey(int $msgQueueKey): self
    {
        $this->msgQueueKey = $msgQueueKey;
        return $this;
    }

    /**
     * The key of the message queue.
     */
    public function getMsgQueueKey(): int
    {
        return $this->msgQueueKey;
    }
}
