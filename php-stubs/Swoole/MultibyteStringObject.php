<?php

namespace Swoole;

/**
 * A string of characters that may be several bytes long. Needs the extension mbstring.
 *
 * $encoding is that of mb_internal_encoding() unless given.
 *
 * @in-php
 */
class MultibyteStringObject extends StringObject
{
    /**
     * How long it is, in characters.
     */
    public function length(): int
    {
        return mb_strlen($this->string);
    }

    /**
     * Where $needle first stands.
     */
    public function indexOf(string $needle, int $offset = 0, ?string $encoding = null): int|false
    {
        return mb_strpos($this->string, $needle, $offset, $encoding);
    }

    /**
     * Where $needle last stands.
     */
    public function lastIndexOf(string $needle, int $offset = 0, ?string $encoding = null): int|false
    {
        return mb_strrpos($this->string, $needle, $offset, $encoding);
    }

    /**
     * As indexOf().
     */
    public function pos(string $needle, int $offset = 0, ?string $encoding = null): int|false
    {
        return mb_strpos($this->string, $needle, $offset, $encoding);
    }

    /**
     * As lastIndexOf().
     */
    public function rpos(string $needle, int $offset = 0, ?string $encoding = null): int|false
    {
        return mb_strrpos($this->string, $needle, $offset, $encoding);
    }

    /**
     * Where $needle first stands in whichever case.
     */
    public function ipos(string $needle, int $offset = 0, ?string $encoding = null): int|false
    {
        return mb_stripos($this->string, $needle, $offset, $encoding);
    }

    /**
     * A part of it.
     */
    public function substr(int $start, ?int $length = null, ?string $encoding = null): static
    {
        return new static(mb_substr($this->string, $start, $length, $encoding));
    }

    /**
     * Parts of so many characters.
     */
    public function chunk(int $length = 1): ArrayObject
    {
        return static::detectArrayType(mb_str_split($this->string, $length));
    }
}
