<?php

namespace Swoole;

/**
 * A child process that runs a function of the script's, with a pipe to it. Replaces pcntl_fork().
 *
 * @class-alias swoole_process
 * @class-init
 * @not-serializable
 */
class Process
{
    /** For useQueue(): push() and pop() do not wait. */
    public const IPC_NOWAIT = 256;
    /** For close(): the end of the process that made the object. */
    public const PIPE_MASTER = 1;
    /** For close(): the end of the process that was made. */
    public const PIPE_WORKER = 2;
    /** For close(): reading from this process's end. */
    public const PIPE_READ = 3;
    /** For close(): writing to this process's end. */
    public const PIPE_WRITE = 4;
    /** For the constructor: no pipe. */
    public const PIPE_TYPE_NONE = 0;
    /** For the constructor: bytes follow bytes. */
    public const PIPE_TYPE_STREAM = 1;
    /** For the constructor: what was written at once is read at once. */
    public const PIPE_TYPE_DGRAM = 2;

    /**
     * Descriptor of this process's end of the pipe; null if there is none.
     */
    public $pipe;

    /**
     * The system's number of the message queue, once useQueue() was called.
     */
    public $msgQueueId;

    /**
     * Key of the message queue, once useQueue() was called.
     */
    public $msgQueueKey;

    /**
     * Process id, once started.
     */
    public $pid;

    /**
     * Number of the object, counted from 1; in a pool, the worker id.
     */
    public $id;

    /**
     * What the process runs.
     */
    private $callback;

    /**
     * Nothing is started yet.
     *
     * @param callable $callback gets the object; the process ends when it returns and nothing is left in the event loop
     * @param bool $redirect_stdin_and_stdout descriptors 0, 1 and 2 of the process become its end of the pipe, which is then a stream
     * @param int $pipe_type PIPE_TYPE_*
     * @param bool $enable_coroutine the callback runs in a coroutine
     */
    public function __construct(callable $callback, bool $redirect_stdin_and_stdout = false, int $pipe_type = SOCK_DGRAM, bool $enable_coroutine = false)
    {
    }

    /**
     * Closes what this process has of the pipe. The process that was started goes on.
     *
     * @does-nothing
     */
    public function __destruct()
    {
    }

    /**
     * Takes a child that has ended.
     *
     * @param bool $blocking wait until one has; a signal that has a handler ends the wait
     * @return array|false its pid, exit code and the signal that ended it (else 0); false if there is none
     */
    public static function wait(bool $blocking = true): array|false
    {
    }

    /**
     * Calls back from the event loop when the signal has arrived, which no longer does anything else then.
     *
     * @param ?callable $callback gets the signal's number; null removes it
     */
    public static function signal(int $signal_no, ?callable $callback = null): bool
    {
    }

    /**
     * Has the system send a signal each time so many microseconds have passed; a negative number ends that.
     *
     * @param int $type 0 real time, SIGALRM; 1 CPU time of the program, SIGVTALRM; 2 CPU time with that of the system, SIGPROF
     */
    public static function alarm(int $usec, int $type = 0): bool
    {
    }

    /**
     * Sends a signal to a process; 0 only asks whether it is there.
     */
    public static function kill(int $pid, int $signal_no = SIGTERM): bool
    {
    }

    /**
     * Leaves the terminal and the parent: goes on in a process of its own, with another process id.
     *
     * @param bool $nochdir stay in the directory; else go to the root
     * @param bool $noclose keep descriptors 0, 1 and 2; else they become /dev/null
     * @param array $pipes descriptors, streams or sockets that become descriptors 0, 1 and 2; null leaves one as it is
     */
    public static function daemon(bool $nochdir = true, bool $noclose = true, array $pipes = []): bool
    {
    }

    /**
     * Binds this process to CPUs, by number.
     */
    public static function setAffinity(array $cpu_settings): bool
    {
    }

    /**
     * The CPUs that this process may use.
     */
    public static function getAffinity(): array
    {
    }

    /**
     * Sets the nice value of a process, process group or user.
     *
     * @param int $which PRIO_PROCESS, PRIO_PGRP or PRIO_USER
     * @param ?int $who whose; null is the process that the object stands for
     */
    public function setPriority(int $which, int $priority, ?int $who = null): bool
    {
    }

    /**
     * The nice value of a process, process group or user; see setPriority().
     */
    public function getPriority(int $which, ?int $who = null): int|false
    {
    }

    /**
     * Settings: enable_coroutine, as for the constructor.
     */
    public function set(array $settings): void
    {
    }

    /**
     * Bounds how long read() and write() of this process wait; 0 or less is no bound.
     */
    public function setTimeout(float $seconds): bool
    {
    }

    /**
     * Whether read() and write() of this process wait.
     */
    public function setBlocking(bool $blocking): bool
    {
    }

    /**
     * Opens a System V message queue for push() and pop(). It outlives every process until freeQueue().
     *
     * @param int $key 0 or less: one derived from the script's file
     * @param int $mode SWOOLE_MSGQUEUE_BALANCE: pop() takes any message; SWOOLE_MSGQUEUE_ORIENT: only those pushed by an object of the same $id; both with IPC_NOWAIT
     * @param int $capacity bytes that the queue holds; -1 leaves it as it is
     */
    public function useQueue(int $key = 0, int $mode = 2, int $capacity = -1): bool
    {
    }

    /**
     * How full the queue is: queue_num messages of queue_bytes in all.
     */
    public function statQueue(): array|false
    {
    }

    /**
     * Removes the queue from the system, with what is in it.
     */
    public function freeQueue(): bool
    {
    }

    /**
     * Forks, and runs the callback in the new process.
     *
     * @return int|bool the new process's id; false with a warning if that failed
     */
    public function start(): int|bool
    {
    }

    /**
     * Writes to the pipe, and waits for room for all of it.
     *
     * @return int|false bytes written
     */
    public function write(string $data): int|false
    {
    }

    /**
     * Closes the pipe in this process, or a part of it: PIPE_*; 0 is all of it.
     */
    public function close(int $which = 0): bool
    {
    }

    /**
     * Reads from the pipe, and waits for something to be there.
     *
     * @param int $size bytes at most; a longer datagram loses its end
     * @return string|false empty at the end of a stream
     */
    public function read(int $size = 8192): string|false
    {
    }

    /**
     * Puts a message into the queue.
     */
    public function push(string $data): bool
    {
    }

    /**
     * Takes a message out of the queue.
     *
     * @param int $size bytes at most; a longer message stays in the queue
     */
    public function pop(int $size = 65536): string|false
    {
    }

    /**
     * Ends this process, which must be the object's. With 0 shutdown functions and destructors run, with another code nothing does.
     */
    public function exit(int $exit_code = 0): void
    {
    }

    /**
     * Becomes another program. With redirection its input and output are the pipe.
     *
     * @param string $exec_file path of the program
     * @param array $args its arguments
     * @return bool false with a warning if that failed; else it does not return
     */
    public function exec(string $exec_file, array $args): bool
    {
    }

    /**
     * This process's end of the pipe as a socket for coroutines.
     */
    public function exportSocket(): Coroutine\Socket|false
    {
    }

    /**
     * Names this process, for ps(1).
     */
    public function name(string $process_name): bool
    {
    }
}
