<?php

namespace Swoole;

/**
 * A server for TCP, UDP and unix sockets: listens on one or more ports and runs the script's callbacks in worker processes.
 *
 * Made, configured and started once in a script; start() returns when the server has been shut down.
 *
 * @class-alias swoole_server
 * @class-init
 * @not-serializable
 */
class Server
{
    /**
     * The settings in force, defaults included; null before the first set().
     */
    public $setting;

    /**
     * Iterates over the ids of all sessions of the server (Connection\Iterator).
     */
    public $connections;

    /**
     * Address the first port listens on.
     */
    public $host = '';

    /**
     * Number of the first port; what the system chose if 0 was asked for.
     */
    public $port = 0;

    /**
     * Socket type of the first port, SWOOLE_SOCK_*.
     */
    public $type = 0;

    /**
     * Whether the first port speaks TLS.
     */
    public $ssl = false;

    /**
     * SWOOLE_PROCESS or SWOOLE_BASE.
     */
    public $mode = 0;

    /**
     * All ports (Server\Port), in order of listening.
     */
    public $ports;

    /**
     * Process id of the master; 0 before start().
     */
    public $master_pid = 0;

    /**
     * Process id of the manager; 0 before start() and where there is none.
     */
    public $manager_pid = 0;

    /**
     * Number of the worker that runs the code, task workers after workers; -1 elsewhere.
     */
    public $worker_id = -1;

    /**
     * Whether the code runs in a task worker.
     */
    public $taskworker = false;

    /**
     * Process id of the worker that runs the code; 0 elsewhere.
     */
    public $worker_pid = 0;

    /**
     * Id of the timer that writes `stats_file`.
     */
    public $stats_timer;

    /**
     * Address of the administration port, if one is configured.
     */
    public $admin_server;

    /**
     * Binds the first port. Nothing runs before start().
     *
     * @param string $host an IPv4 or IPv6 address, or the path of a unix socket
     * @param int $port 0 lets the system choose (TCP and UDP)
     * @param int $mode SWOOLE_BASE or SWOOLE_PROCESS
     * @param int $sock_type SWOOLE_SOCK_*, with SWOOLE_SSL for TLS
     * @throws Exception if the port cannot be bound or the mode or type is wrong
     */
    public function __construct(string $host = '0.0.0.0', int $port = 0, int $mode = \SWOOLE_BASE, int $sock_type = \SWOOLE_SOCK_TCP)
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
     * Adds a port, with its own settings and callbacks where it needs others than the server's.
     *
     * @param int $port 0 lets the system choose
     * @return Server\Port|false false with a warning if it cannot be bound, or the server is running
     */
    public function listen(string $host, int $port, int $sock_type): \Swoole\Server\Port|false
    {
    }

    /**
     * Another name of listen().
     *
     * @implementation-alias Swoole\Server::listen
     */
    public function addlistener(string $host, int $port, int $sock_type): \Swoole\Server\Port|false
    {
    }

    /**
     * Sets the callback of an event. The name is matched without regard to case, with or without `on`.
     *
     * @return bool false with a warning for an unknown event, or when the server is running
     */
    public function on(string $event_name, callable $callback): bool
    {
    }

    /**
     * The callback of an event as it was given to on(); null if there is none.
     */
    public function getCallback(string $event_name): \Closure|array|string|null
    {
    }

    /**
     * Changes settings; those not named stay as they are. Before start() only.
     *
     * @return bool false with a warning when the server is running
     */
    public function set(array $settings): bool
    {
    }

    /**
     * Starts the processes and serves until shutdown.
     *
     * @return bool true after an orderly shutdown, false if the server could not start
     */
    public function start(): bool
    {
    }

    /**
     * Sends to a session, from any process of the server. Data beyond what the socket takes is buffered.
     *
     * @param string|int $fd session id; or, for a unix datagram socket, the peer's path
     * @param string $send_data bytes, at least one
     * @param int $serverSocket descriptor of the datagram port to send from; -1 takes the first that fits
     * @return bool false (see getLastError()) if the session is gone or the buffer full
     */
    public function send(string|int $fd, string $send_data, int $serverSocket = -1): bool
    {
    }

    /**
     * Sends one datagram.
     *
     * @param string $ip IPv4 or IPv6 address
     * @param int $server_socket descriptor of the port to send from; -1 takes the first of the address family
     * @return bool false if the system refused it
     */
    public function sendto(string $ip, int $port, string $send_data, int $server_socket = -1): bool
    {
    }

    /**
     * Sends and waits until the system has taken everything. SWOOLE_BASE only.
     *
     * @return bool false if the session is gone
     */
    public function sendwait(int $conn_fd, string $send_data): bool
    {
    }

    /**
     * Whether the session is there and not being closed.
     */
    public function exists(int $fd): bool
    {
    }

    /**
     * Another name of exists().
     *
     * @implementation-alias Swoole\Server::exists
     */
    public function exist(int $fd): bool
    {
    }

    /**
     * Keeps the heartbeat check from closing the session, or lets it again.
     */
    public function protect(int $fd, bool $is_protected = true): bool
    {
    }

    /**
     * Sends a part of a file.
     *
     * @param int $offset first byte
     * @param int $length number of bytes; 0 for the rest of the file
     * @return bool false with a warning if the file is missing or shorter than the offset
     */
    public function sendfile(int $conn_fd, string $filename, int $offset = 0, int $length = 0): bool
    {
    }

    /**
     * Closes a session; onClose follows.
     *
     * @param bool $reset drop what is not sent yet
     * @return bool false if the session is gone already
     */
    public function close(int $fd, bool $reset = false): bool
    {
    }

    /**
     * Starts to read from a session that waits for it (`enable_delay_receive`).
     */
    public function confirm(int $fd): bool
    {
    }

    /**
     * Stops reading from a session; the peer's data waits in the system.
     */
    public function pause(int $fd): bool
    {
    }

    /**
     * Reads from a paused session again.
     */
    public function resume(int $fd): bool
    {
    }

    /**
     * Hands data to a task worker and goes on.
     *
     * @param mixed $data anything that serialize() takes
     * @param int $taskWorkerIndex number of the task worker from 0; -1 takes an idle one
     * @param ?callable $finishCallback called with the result instead of onFinish
     * @return int|false the task's number, from 0
     */
    public function task(mixed $data, int $taskWorkerIndex = -1, ?callable $finishCallback = null): int|false
    {
    }

    /**
     * Hands data to a task worker and waits for the result.
     *
     * @param float $timeout seconds
     * @return mixed the result, or false after the timeout
     */
    public function taskwait(mixed $data, float $timeout = 0.5, int $taskWorkerIndex = -1): mixed
    {
    }

    /**
     * Hands several tasks out and waits for all results.
     *
     * @param float $timeout seconds, for all together
     * @return array|false results by the keys of $tasks; tasks that timed out are missing
     */
    public function taskWaitMulti(array $tasks, float $timeout = 0.5): array|false
    {
    }

    /**
     * Hands several tasks out and lets other coroutines run until all results are there.
     *
     * @param float $timeout seconds, for all together
     * @return array|false results by the keys of $tasks; false for a task that failed or timed out
     */
    public function taskCo(array $tasks, float $timeout = 0.5): array|false
    {
    }

    /**
     * In a task worker: gives the result of the task that is running.
     */
    public function finish(mixed $data): bool
    {
    }

    /**
     * Replaces the workers by new ones, one after the other, without losing a request.
     *
     * @param bool $only_reload_taskworker leave the workers as they are
     */
    public function reload(bool $only_reload_taskworker = false): bool
    {
    }

    /**
     * Ends the server: everything is served that has been taken, then start() returns. From any process of the server.
     */
    public function shutdown(): bool
    {
    }

    /**
     * Ends one worker, which is replaced.
     *
     * @param int $workerId -1 for the worker that runs the code
     */
    public function stop(int $workerId = -1): bool
    {
    }

    /**
     * The number of the last failure in this process, SWOOLE_ERROR_* or a system's errno.
     */
    public function getLastError(): int
    {
    }

    /**
     * Finds the sessions that were silent for longer than `heartbeat_idle_time`.
     *
     * @param bool $ifCloseConnection close them too
     * @return array|false their ids; false if the setting is absent
     */
    public function heartbeat(bool $ifCloseConnection = true): array|false
    {
    }

    /**
     * Facts about a session: addresses, times, state.
     *
     * The array holds server_port, server_fd, socket_fd, socket_type, remote_port, remote_ip, reactor_id, connect_time, last_time
     * (whole seconds), last_recv_time, last_send_time, last_dispatch_time (seconds with fraction), close_errno, and uid after bind().
     *
     * @param int $reactor_id not used
     * @param bool $ignoreError also for a session that is being closed
     * @return array|false false if there is no such session
     */
    public function getClientInfo(int $fd, int $reactor_id = -1, bool $ignoreError = false): array|false
    {
    }

    /**
     * Lists session ids a page at a time, in ascending order.
     *
     * @param int $start_fd the last id of the page before; 0 for the first page
     * @param int $find_count how many ids a page has, 100 at most
     * @return array|false the ids, or false when there is none left
     */
    public function getClientList(int $start_fd = 0, int $find_count = 10): array|false
    {
    }

    /**
     * Number of the worker that runs the code; false elsewhere.
     */
    public function getWorkerId(): int|false
    {
    }

    /**
     * Process id of a worker; of one that has died it is that of the dead until there is a successor.
     *
     * @param int $worker_id -1 for the worker that runs the code
     * @return int|false false if there is no such worker
     */
    public function getWorkerPid(int $worker_id = -1): int|false
    {
    }

    /**
     * What a worker is doing: SWOOLE_WORKER_BUSY, SWOOLE_WORKER_IDLE or SWOOLE_WORKER_EXIT.
     *
     * @param int $worker_id -1 for the worker that runs the code
     * @return int|false false if there is no such worker
     */
    public function getWorkerStatus(int $worker_id = -1): int|false
    {
    }

    /**
     * Process id of the manager; 0 if there is none.
     */
    public function getManagerPid(): int
    {
    }

    /**
     * Process id of the master.
     */
    public function getMasterPid(): int
    {
    }

    /**
     * Another name of getClientInfo().
     *
     * @implementation-alias Swoole\Server::getClientInfo
     */
    public function connection_info(int $fd, int $reactor_id = -1, bool $ignoreError = false): array|false
    {
    }

    /**
     * Another name of getClientList().
     *
     * @implementation-alias Swoole\Server::getClientList
     */
    public function connection_list(int $start_fd = 0, int $find_count = 10): array|false
    {
    }

    /**
     * Sends a message to another worker or task worker, where onPipeMessage gets it.
     *
     * @param mixed $message anything that serialize() takes
     * @param int $dst_worker_id number of the worker; task workers come after the workers
     * @return bool false with a warning for an unknown worker or the sender itself
     */
    public function sendMessage(mixed $message, int $dst_worker_id): bool
    {
    }

    /**
     * Runs a command (see addCommand()) in a process of the server and waits for the answer.
     *
     * @param int $process_id number of the process among those of its type
     * @param int $process_type one of SWOOLE_SERVER_COMMAND_*
     * @param bool $json_decode whether the answer is JSON to be decoded
     * @return array|string|false the answer
     */
    public function command(string $name, int $process_id, int $process_type, mixed $data, bool $json_decode = true): array|string|false
    {
    }

    /**
     * Defines a command, before start().
     *
     * @param int $accepted_process_types a combination of SWOOLE_SERVER_COMMAND_*
     * @param callable $callback gets the server and the data, returns the answer as a string
     */
    public function addCommand(string $name, int $accepted_process_types, callable $callback): bool
    {
    }

    /**
     * Adds a process of the script's own to those that the manager looks after. Before start() only.
     *
     * @return int|false its number
     */
    public function addProcess(\Swoole\Process $process): int|false
    {
    }

    /**
     * Counters of the server: start_time (seconds), connection_num, accept_count, close_count, request_count, response_count,
     * worker_num, idle_worker_num and more.
     */
    public function stats(): array
    {
    }

    /**
     * The listening socket of a port, as the sockets extension has it.
     *
     * @param int $port port number; 0 for the first
     * @return \Socket|false false if there is no such port
     */
    public function getSocket(int $port = 0): \Socket|false
    {
    }

    /**
     * Ties a number of the script's own to a session; with dispatch mode 5 all sessions of one number go to one worker.
     *
     * @param int $uid positive, 32 bits
     * @return bool false if the session is gone or has a number already
     */
    public function bind(int $fd, int $uid): bool
    {
    }
}
