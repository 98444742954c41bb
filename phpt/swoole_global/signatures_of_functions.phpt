--TEST--
the signatures of the functions that belong to no class
--FILE--
<?php
foreach (['swoole_version', 'swoole_cpu_num', 'swoole_last_error', 'swoole_errno', 'swoole_strerror', 'swoole_clear_error', 'swoole_error_log', 'swoole_error_log_ex',
    'swoole_ignore_error', 'swoole_async_set', 'swoole_set_process_name', 'swoole_get_local_ip', 'swoole_get_local_mac', 'swoole_hashcode', 'swoole_clear_dns_cache',
    'swoole_mime_type_add', 'swoole_mime_type_set', 'swoole_mime_type_delete', 'swoole_mime_type_get', 'swoole_get_mime_type', 'swoole_mime_type_exists', 'swoole_mime_type_list',
    'swoole_substr_unserialize', 'swoole_substr_json_decode'] as $name) {
    $function = new ReflectionFunction($name);
    $parameters = array_map(fn (ReflectionParameter $p) => $p->getType() . ' $' . $p->getName()
        . ($p->isDefaultValueAvailable() ? ' = ' . json_encode($p->getDefaultValue()) : ''), $function->getParameters());
    echo $name, '(', implode(', ', $parameters), '): ', $function->getReturnType(), "\n";
}
?>
--EXPECT--
swoole_version(): string
swoole_cpu_num(): int
swoole_last_error(): int
swoole_errno(): int
swoole_strerror(int $errno, int $error_type = 0): string
swoole_clear_error(): void
swoole_error_log(int $level, string $msg): void
swoole_error_log_ex(int $level, int $error, string $msg): void
swoole_ignore_error(int $error): void
swoole_async_set(array $settings): bool
swoole_set_process_name(string $process_name): bool
swoole_get_local_ip(int $family = 2): array
swoole_get_local_mac(): array
swoole_hashcode(string $data, int $type = 0): int|false
swoole_clear_dns_cache(): void
swoole_mime_type_add(string $suffix, string $mime_type): bool
swoole_mime_type_set(string $suffix, string $mime_type): void
swoole_mime_type_delete(string $suffix): bool
swoole_mime_type_get(string $filename): string
swoole_get_mime_type(string $filename): string
swoole_mime_type_exists(string $filename): bool
swoole_mime_type_list(): array
swoole_substr_unserialize(string $str, int $offset, int $length = 0, array $options = []): mixed
swoole_substr_json_decode(string $str, int $offset, int $length = 0, bool $associative = false, int $depth = 512, int $flags = 0): mixed
