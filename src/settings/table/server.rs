//! Settings of a server as a whole. `server/setting` in the documentation.

use super::super::row::{
    Place, Row, array, callable, count, flag, int, one_of, seconds, size, string, string_or,
};

const SERVER: &[Place] = &[Place::Server];
const UNLIMITED: i64 = u32::MAX as i64;

pub(super) static PROCESSES: &[Row] = &[
    count("worker_num", 0, "Number of worker processes; 0 is the default. More than 1000 for each CPU are cut to that.")
        .at(SERVER)
        .computed("number of CPUs; 1 in BASE mode"),
    count("reactor_num", 0, "Number of reactor threads of the master; 0 is the default. At most worker_num, and 4 for each CPU.")
        .at(SERVER)
        .computed("number of CPUs, at most 8"),
    flag("single_thread", false, "The master's main thread serves the connections itself, without reactor threads.").at(SERVER),
    count("max_request", 0, "A worker exits and is replaced after this many requests; 0 is never.").at(SERVER),
    count("max_request_grace", 0, "Greatest number of requests that chance adds to max_request, so that workers do not all exit at once.")
        .at(SERVER)
        .computed("half of max_request if that is more than 10"),
    count("max_wait_time", 3, "Seconds that a process may take to stop before it is killed.")
        .at(&[Place::Server, Place::Pool]),
    flag("reload_async", true, "A worker that is to be replaced first finishes what it waits for.").at(SERVER),
    flag("daemonize", false, "Run in the background; standard output goes to log_file.").at(SERVER),
    string("pid_file", "File that holds the master's process id while the server runs.").at(SERVER),
    string("user", "User that workers run as; the server must be started by root.").at(SERVER),
    string("group", "Group that workers run as; the server must be started by root.").at(SERVER),
    string("chroot", "Directory that becomes the root of workers' file systems.").at(SERVER),
    flag("open_cpu_affinity", false, "Bind each reactor thread and worker to one CPU.").at(SERVER),
    array("cpu_affinity_ignore", "Numbers of the CPUs that open_cpu_affinity leaves free.").at(SERVER),
    string("bootstrap", "Script that each thread of a SWOOLE_THREAD server runs.").at(SERVER).not_yet("SWOOLE_THREAD mode"),
    callable("init_arguments", "Function whose result each thread of a SWOOLE_THREAD server gets.").at(SERVER).not_yet("SWOOLE_THREAD mode"),
];

pub(super) static EVENTS: &[Row] = &[
    one_of(
        "dispatch_mode",
        &[1, 2, 3, 4, 5, 7, 8, 9, 10],
        2,
        "Which worker gets a connection's data: 1 round robin, 2 by connection, 3 an idle one, 4 by address, 5 by bound user id, 7 stream, 8 by coroutines of connections, 9 by coroutines of requests, 10 by concurrency.",
    )
    .at(SERVER),
    callable("dispatch_func", "Function that chooses the worker; wins over dispatch_mode.").at(SERVER),
    flag("discard_timeout_request", false, "Drop data of connections that have closed before a worker took it.")
        .at(SERVER),
    flag("enable_unsafe_event", false, "Call onConnect and onClose in dispatch modes 1, 3 and 7 too, where their order is not certain.").at(SERVER),
    flag("enable_delay_receive", false, "Receive nothing from a new connection until confirm() is called for it.").at(SERVER),
    flag("event_object", false, "Callbacks get one object instead of several arguments.").at(SERVER),
    flag("enable_coroutine", true, "Run each callback in a coroutine.")
        .at(&[Place::Server, Place::Async, Place::Pool]),
    flag("send_yield", true, "A coroutine whose data does not fit the buffer waits instead of failing.")
        .at(SERVER),
    seconds("send_timeout", 0.0, "Seconds that a sending coroutine waits for room in the buffer; 0 is for ever.")
        .at(SERVER),
    count("max_concurrency", UNLIMITED, "HTTP requests that the server works on at a time; others get status 503.").at(SERVER),
    count("worker_max_concurrency", UNLIMITED, "HTTP requests that a worker works on at a time; others wait in it.")
        .at(SERVER),
];

pub(super) static CONNECTIONS: &[Row] = &[
    int("max_connection", 0, i64::MAX, 0, "Connections that the server holds at a time; 0 is the default. At most the limit of open files and 1048576.")
        .alias(&["max_conn"])
        .at(SERVER)
        .computed("limit of open files, at most 100000"),
    count("start_session_id", 0, "Session ids begin above this.").at(SERVER),
    int("heartbeat_check_interval", -1, i64::MAX, 0, "Seconds between two searches for idle connections; 0 or less is never.").at(SERVER),
    size("max_queued_bytes", 0, "Bytes received and not yet taken by workers at which a connection is no longer read; 0 is no limit.").at(SERVER),
    size("output_buffer_size", UNLIMITED, "Bytes that one send() takes at most.").alias(&["buffer_output_size"]).at(SERVER),
    size("input_buffer_size", 2 << 20, "Bytes of a receive buffer.")
        .alias(&["buffer_input_size"])
        .at(SERVER)
        .inert("receive buffers grow as packages need, up to package_max_length"),
    flag("enable_reuse_port", false, "Each worker of a BASE server listens on its own socket (SO_REUSEPORT).").at(SERVER),
];

pub(super) static TASKS: &[Row] = &[
    count("task_worker_num", 0, "Number of task workers. More than 1000 for each CPU are cut to that.").at(SERVER),
    one_of("task_ipc_mode", &[1, 2, 3], 1, "How tasks travel: 1 unix sockets, 2 message queue, 3 message queue from which any task worker takes.").at(SERVER),
    count("task_max_request", 0, "A task worker exits and is replaced after this many tasks; 0 is never.").at(SERVER),
    count("task_max_request_grace", 0, "Greatest number of tasks that chance adds to task_max_request.").at(SERVER),
    string_or("task_tmpdir", "/tmp", "Directory for the data of long tasks.").at(SERVER).inert("long tasks travel through memory, not through files"),
    flag("task_enable_coroutine", false, "Run onTask in a coroutine, with a task object.").at(SERVER),
    flag("task_use_object", false, "onTask gets one object instead of several arguments.").alias(&["task_object"]).at(SERVER),
    int("message_queue_key", i64::MIN, i64::MAX, 0, "Key of the System V queue that tasks travel through.")
        .at(SERVER)
        .computed("a queue of the server's own, gone with it"),
];
