<?php

namespace Swoole\Process;

use Swoole\Process;

/**
 * A fixed number of worker processes that run the script's callbacks and are replaced when they end.
 *
 * @class-alias swoole_process_pool
 * @class-init
 * @not-serializable
 */
class Pool
{
    /**
     * Process id of the master, which called start().
     */
    public $master_pid = -1;

    /**
     * In a worker, its process id.
     */
    public $workerPid = -1;

    /**
     * In a worker, its number from 0.
     */
    public $workerId = -1;

    /**
     * In a worker, the processes that getProcess() was asked for, by worker id.
     */
    public $workers;

    /**
     * False once the worker is about to end.
     */
    public $workerRunning = true;

    /**
     * False once the pool is shutting down, and in a worker that is about to end.
     */
    public $running = true;

    /**
     * Nothing is started yet.
     *
     * @param int $ipc_type SWOOLE_IPC_*: how messages come to the workers
     * @param int $msgqueue_key key of the message queue; 0 makes one that goes with the pool
     * @param bool $enable_coroutine callbacks run in coroutines
     */
    public function __construct(int $worker_num, int $ipc_type = SWOOLE_IPC_NONE, int $msgqueue_key = 0, bool $enable_coroutine = false)
    {
    }

    /**
     * Frees what the object holds.
     *
     * @does-nothing
     */
    public function __destruct()
    {
    }

    /**
     * Settings: enable_coroutine, enable_message_bus, max_package_size, max_wait_time.
     */
    public function set(array $settings): void
    {
    }

    /**
     * Sets the callback of an event: Start, Shutdown (in the master), WorkerStart, WorkerStop, WorkerExit, Message (in a worker).
     */
    public function on(string $name, callable $callback): bool
    {
    }

    /**
     * The process of a worker; -1 is the calling one.
     */
    public function getProcess(int $work_id = -1): Process|false
    {
    }

    /**
     * Listens for messages, for SWOOLE_IPC_SOCKET. Call it once for each address.
     *
     * @param string $host an address, or unix: and a path
     */
    public function listen(string $host, int $port = 0, int $backlog = 2048): bool
    {
    }

    /**
     * Adds to the answer to the message whose callback is running, for SWOOLE_IPC_SOCKET.
     */
    public function write(string $data): bool
    {
    }

    /**
     * Sends a message to a worker, for SWOOLE_IPC_UNIXSOCK.
     */
    public function sendMessage(string $data, int $dst_worker_id): bool
    {
    }

    /**
     * The calling worker leaves the pool, which replaces it at once; it takes no more messages and ends when its callback does.
     */
    public function detach(): bool
    {
    }

    /**
     * Starts the workers and watches over them, until shutdown() or SIGTERM. SIGUSR1 replaces them one by one.
     *
     * @return ?false null when the pool has ended, false if it could not start
     */
    public function start(): ?false
    {
    }

    /**
     * The calling worker takes no more messages.
     */
    public function stop(): void
    {
    }

    /**
     * Ends the pool.
     */
    public function shutdown(): bool
    {
    }
}
