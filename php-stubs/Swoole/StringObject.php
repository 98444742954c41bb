<?php

namespace Swoole;

/**
 * A string with methods. They return new ones.
 *
 * @in-php
 */
class StringObject implements \Stringable
{
    /**
     * The string.
     */
    protected string $string;

    /**
     * Makes one of a string.
     */
    public function __construct(string $string = '')
    {
        $this->string = $string;
    }

    /**
     * The string itself.
     */
    public function __toString(): string
    {
        return $this->string;
    }

    /**
     * As the constructor.
     */
    public static function from(string $string = ''): static
    {
        return new static($string);
    }

    /**
     * How long it is, in bytes.
     */
    public function length(): int
    {
        return strlen($this->string);
    }

    /**
     * Where $needle first stands, as strpos().
     */
    public function indexOf(string $needle, int $offset = 0): int|false
    {
        return strpos($this->string, $needle, $offset);
    }

    /**
     * Where $needle last stands, as strrpos().
     */
    public function lastIndexOf(string $needle, int $offset = 0): int|false
    {
        return strrpos($this->string, $needle, $offset);
    }

    /**
     * As indexOf().
     */
    public function pos(string $needle, int $offset = 0): int|false
    {
        return strpos($this->string, $needle, $offset);
    }

    /**
     * As lastIndexOf().
     */
    public function rpos(string $needle, int $offset = 0): int|false
    {
        return strrpos($this->string, $needle, $offset);
    }

    /**
     * Backwards, byte by byte.
     */
    public function reverse(): static
    {
        return new static(strrev($this->string));
    }

    /**
     * Where $needle first stands in whichever case.
     *
     * @return int|false
     */
    public function ipos(string $needle)
    {
        return stripos($this->string, $needle);
    }

    /**
     * In lower case (ASCII).
     */
    public function lower(): static
    {
        return new static(strtolower($this->string));
    }

    /**
     * In upper case (ASCII).
     */
    public function upper(): static
    {
        return new static(strtoupper($this->string));
    }

    /**
     * Without white space, or these characters, at both ends.
     */
    public function trim(string $characters = ''): static
    {
        return new static($characters === '' ? trim($this->string) : trim($this->string, $characters));
    }

    /**
     * Without white space at the beginning.
     */
    public function ltrim(): self
    {
        return new static(ltrim($this->string));
    }

    /**
     * Without white space at the end.
     */
    public function rtrim(): self
    {
        return new static(rtrim($this->string));
    }

    /**
     * A part of it, as substr().
     *
     * @return static
     */
    public function substr(int $offset, ?int $length = null)
    {
        return new static(substr($this->string, $offset, $length));
    }

    /**
     * So many times one after the other.
     */
    public function repeat(int $times): static
    {
        return new static(str_repeat($this->string, $times));
    }

    /**
     * Puts something after it: this string changes too.
     *
     * @param mixed $str what can be a string
     */
    public function append(mixed $str): static
    {
        return new static($this->string .= $str);
    }

    /**
     * With $replace in every place of $search.
     *
     * @param int $count how many there were
     */
    public function replace(string $search, string $replace, mixed &$count = null): static
    {
        return new static(str_replace($search, $replace, $this->string, $count));
    }

    /**
     * Whether it begins so.
     */
    public function startsWith(string $needle): bool
    {
        return str_starts_with($this->string, $needle);
    }

    /**
     * Whether it ends so.
     */
    public function endsWith(string $needle): bool
    {
        return str_ends_with($this->string, $needle);
    }

    /**
     * Whether it is the same string.
     *
     * @param mixed $str a string, or one with methods
     * @param bool $strict whether to compare with ===, not ==
     */
    public function equals(mixed $str, bool $strict = false): bool
    {
        $other = $str instanceof self ? $str->string : $str;
        return $strict ? $this->string === $other : $this->string == $other;
    }

    /**
     * Whether $subString is in it.
     */
    public function contains(string $subString): bool
    {
        return str_contains($this->string, $subString);
    }

    /**
     * The parts between delimiters, as explode().
     */
    public function split(string $delimiter, int $limit = \PHP_INT_MAX): ArrayObject
    {
        return static::detectArrayType(explode($delimiter, $this->string, $limit));
    }

    /**
     * The byte at that place, counted from the end if it is negative; empty beyond.
     */
    public function char(int $index): string
    {
        return substr($this->string, $index, 1);
    }

    /**
     * With a separator after every so many bytes, as chunk_split().
     */
    public function chunkSplit(int $length = 76, string $separator = "\r\n"): static
    {
        return new static(chunk_split($this->string, $length, $separator));
    }

    /**
     * Parts of so many bytes.
     */
    public function chunk(int $length = 1): ArrayObject
    {
        return static::detectArrayType(str_split($this->string, $length));
    }

    /**
     * As (string).
     */
    public function toString(): string
    {
        return $this->string;
    }

    /**
     * What arrays are returned as.
     */
    protected static function detectArrayType(array $value): ArrayObject
    {
        return new ArrayObject($value);
    }
}
