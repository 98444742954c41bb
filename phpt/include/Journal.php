<?php
/**
 * Where the processes of a server write down what happens, and where the test reads it.
 *
 * One file, opened for appending before any fork: a line is one write, so lines of different processes never mix and
 * stand in the order in which they were written. The open descriptor goes on working in a process that has changed
 * its root, its user or its directory.
 */
final class Journal
{
    /** @var resource */
    private $stream;
    private string $path;
    private static int $count = 0;

    public function __construct()
    {
        $this->path = Scratch::path('journal-' . ++self::$count);
        $this->stream = fopen($this->path, 'a');
        chmod($this->path, 0666);
    }

    /** Writes one entry: a word and any values that JSON can carry. */
    public function note(string $word, mixed ...$values): void
    {
        fwrite($this->stream, json_encode([$word, ...$values], JSON_INVALID_UTF8_SUBSTITUTE) . "\n");
    }

    /** All entries so far, each a list whose first element is the word. */
    public function entries(): array
    {
        $text = file_get_contents($this->path);
        $whole = substr($text, 0, (int) strrpos($text, "\n"));
        return $whole === '' ? [] : array_map(fn ($line) => json_decode($line, true), explode("\n", $whole));
    }

    /** Entries with one of these words, in the order written. */
    public function all(string ...$words): array
    {
        return array_values(array_filter($this->entries(), fn ($entry) => in_array($entry[0], $words, true)));
    }

    /** Values (without the word) of the first entry with this word, or null. */
    public function first(string $word): ?array
    {
        $found = $this->all($word);
        return $found ? array_slice($found[0], 1) : null;
    }

    /** The words written so far, without values. */
    public function words(): array
    {
        return array_column($this->entries(), 0);
    }

    /** Waits until a word has been written $count times and returns the values of the $count-th; null after a failure. */
    public function wait(string $word, int $count = 1, float $seconds = PATIENCE): ?array
    {
        wait_until(fn () => count($this->all($word)) >= $count, "entry '$word' number $count; the journal is "
            . json_encode($this->entries()), $seconds);
        $found = $this->all($word)[$count - 1] ?? null;
        return $found === null ? null : array_slice($found, 1);
    }

    /** How often the word was written. */
    public function count(string $word): int
    {
        return count($this->all($word));
    }
}
