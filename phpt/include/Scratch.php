<?php
/** The test's own directory: made on first use, removed with everything in it when the test ends. */
final class Scratch
{
    private static ?string $dir = null;
    private static int $owner = 0;

    /** Absolute path of a name in the scratch directory; the file need not exist. Short enough for a unix socket. */
    public static function path(string $name = ''): string
    {
        if (self::$dir === null) {
            self::$dir = sys_get_temp_dir() . '/phpt-' . getmypid() . '-' . bin2hex(random_bytes(4));
            self::$owner = getmypid();
            mkdir(self::$dir, 0755);
            register_shutdown_function(self::clear(...));
        }
        return $name === '' ? self::$dir : self::$dir . '/' . $name;
    }

    /** Writes a file into the scratch directory and returns its path. */
    public static function file(string $name, string $content): string
    {
        file_put_contents(self::path($name), $content);
        return self::path($name);
    }

    /** Only the process that made the directory removes it: servers inherit this shutdown function. */
    private static function clear(): void
    {
        if (getmypid() === self::$owner) {
            TestServer::end_all();
            TestScript::end_all();
            self::remove(self::$dir);
        }
    }

    private static function remove(string $path): void
    {
        if (is_dir($path) && !is_link($path)) {
            foreach (array_diff(scandir($path), ['.', '..']) as $name) {
                self::remove("$path/$name");
            }
            @rmdir($path);
        } else {
            @unlink($path);
        }
    }
}
