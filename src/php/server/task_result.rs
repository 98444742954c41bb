//! `Swoole\Server\TaskResult`: what `onFinish` gets with `event_object`. Tasks are not built yet; the class is there so that type declarations work.
