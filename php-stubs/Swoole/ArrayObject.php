<?php

namespace Swoole;

use Swoole\Exception\ArrayKeyNotExists;

/**
 * An array with methods. Those that sort, add or remove change it; the others return new ones. Strings and arrays that get(), first(), last() and
 * the like take out come as objects with methods too.
 *
 * @in-php
 */
class ArrayObject implements \ArrayAccess, \Serializable, \Countable, \Iterator
{
    /**
     * The array.
     */
    protected $array;

    /**
     * Makes one of an array.
     */
    public function __construct(array $array = [])
    {
        $this->array = $array;
    }

    /**
     * The array itself.
     */
    public function __toArray(): array
    {
        return $this->array;
    }

    /**
     * What serialize() writes.
     */
    public function __serialize(): array
    {
        return $this->array;
    }

    /**
     * What unserialize() has read.
     */
    public function __unserialize(array $data): void
    {
        $this->array = $data;
    }

    /**
     * As the constructor.
     */
    public static function from(array $array = []): static
    {
        return new static($array);
    }

    /**
     * The array itself.
     */
    public function toArray(): array
    {
        return $this->array;
    }

    /**
     * Whether nothing is in it.
     */
    public function isEmpty(): bool
    {
        return $this->array === [];
    }

    /**
     * How many elements there are.
     */
    public function count(): int
    {
        return count($this->array);
    }

    /**
     * The element that a loop is at; false at the end.
     */
    #[\ReturnTypeWillChange]
    public function current()
    {
        return current($this->array);
    }

    /**
     * The key that a loop is at; null at the end.
     */
    #[\ReturnTypeWillChange]
    public function key()
    {
        return key($this->array);
    }

    /**
     * Whether a loop is at an element.
     */
    public function valid(): bool
    {
        return key($this->array) !== null;
    }

    /**
     * Begins a loop anew. Returns the first element.
     */
    #[\ReturnTypeWillChange]
    public function rewind()
    {
        return reset($this->array);
    }

    /**
     * Goes on. Returns the next element.
     */
    #[\ReturnTypeWillChange]
    public function next()
    {
        return next($this->array);
    }

    /**
     * An element.
     *
     * @throws ArrayKeyNotExists
     */
    public function get(mixed $key)
    {
        if (!array_key_exists($key, $this->array)) {
            throw new ArrayKeyNotExists((string) $key);
        }
        return static::detectType($this->array[$key]);
    }

    /**
     * An element, or a default if there is none.
     */
    public function getOr(mixed $key, mixed $default = null)
    {
        return array_key_exists($key, $this->array) ? static::detectType($this->array[$key]) : $default;
    }

    /**
     * The last element; null if there is none.
     */
    public function last()
    {
        return $this->array === [] ? null : static::detectType($this->array[array_key_last($this->array)]);
    }

    /**
     * The first key; null if there is none.
     */
    public function firstKey()
    {
        return array_key_first($this->array);
    }

    /**
     * The last key; null if there is none.
     */
    public function lastKey()
    {
        return array_key_last($this->array);
    }

    /**
     * The first element; null if there is none.
     */
    public function first()
    {
        return $this->array === [] ? null : static::detectType($this->array[array_key_first($this->array)]);
    }

    /**
     * Sets an element.
     */
    public function set(mixed $key, mixed $value): self
    {
        $this->array[$key] = $value;
        return $this;
    }

    /**
     * Removes an element by its key.
     */
    public function delete(mixed $key): self
    {
        unset($this->array[$key]);
        return $this;
    }

    /**
     * Removes an element by its value: the first one, or ($loop) all.
     */
    public function remove(mixed $value, bool $strict = true, bool $loop = false): self
    {
        foreach (array_keys($this->array, $value, $strict) as $key) {
            unset($this->array[$key]);
            if (!$loop) {
                break;
            }
        }
        return $this;
    }

    /**
     * Removes everything.
     */
    public function clear(): self
    {
        $this->array = [];
        return $this;
    }

    /**
     * `$object[$key]`: the element as it is; null if there is none.
     */
    #[\ReturnTypeWillChange]
    public function offsetGet(mixed $key)
    {
        return $this->array[$key] ?? null;
    }

    /**
     * `$object[$key] = $value` and `$object[] = $value`.
     */
    public function offsetSet(mixed $key, mixed $value): void
    {
        if ($key === null) {
            $this->array[] = $value;
        } else {
            $this->array[$key] = $value;
        }
    }

    /**
     * `unset($object[$key])`
     */
    public function offsetUnset(mixed $key): void
    {
        unset($this->array[$key]);
    }

    /**
     * `isset($object[$key])`
     */
    #[\ReturnTypeWillChange]
    public function offsetExists(mixed $key)
    {
        return isset($this->array[$key]);
    }

    /**
     * Whether there is an element under the key.
     */
    public function exists(mixed $key): bool
    {
        return array_key_exists($key, $this->array);
    }

    /**
     * Whether a value is in it.
     */
    public function contains(mixed $value, bool $strict = true): bool
    {
        return in_array($value, $this->array, $strict);
    }

    /**
     * The first key of a value; false if it is not there.
     */
    public function indexOf(mixed $value, bool $strict = true)
    {
        return array_search($value, $this->array, $strict);
    }

    /**
     * The last key of a value; null if it is not there.
     */
    public function lastIndexOf(mixed $value, bool $strict = true)
    {
        $keys = array_keys($this->array, $value, $strict);
        return $keys === [] ? null : $keys[count($keys) - 1];
    }

    /**
     * As indexOf().
     */
    public function search(mixed $needle, bool $strict = true)
    {
        return array_search($needle, $this->array, $strict);
    }

    /**
     * All elements as one string.
     */
    public function join(string $glue = ''): StringObject
    {
        return static::detectStringType(implode($glue, $this->array));
    }

    /**
     * The array, as serialize() writes it.
     */
    public function serialize(): string
    {
        return serialize($this->array);
    }

    /**
     * Takes over what serialize() has written.
     */
    public function unserialize(\Stringable|StringObject|string $string): self
    {
        $this->array = (array) unserialize((string) $string);
        return $this;
    }

    /**
     * The sum of the elements.
     */
    public function sum()
    {
        return array_sum($this->array);
    }

    /**
     * The product of the elements.
     */
    public function product()
    {
        return array_product($this->array);
    }

    /**
     * Adds an element at the end. Returns how many there are.
     */
    public function push(mixed $value)
    {
        return array_push($this->array, $value);
    }

    /**
     * Adds an element at the beginning. Returns how many there are.
     */
    public function pushFront(mixed $value)
    {
        return array_unshift($this->array, $value);
    }

    /**
     * Adds elements at the end.
     */
    public function append(mixed ...$values): ArrayObject
    {
        array_push($this->array, ...$values);
        return $this;
    }

    /**
     * As push().
     */
    public function pushBack(mixed $value)
    {
        return array_push($this->array, $value);
    }

    /**
     * Adds one element at a place, counted from the end if it is negative. String keys stay.
     */
    public function insert(int $offset, mixed $value): self
    {
        array_splice($this->array, $offset, 0, [$value]);
        return $this;
    }

    /**
     * Takes the last element out; null if there is none.
     */
    public function pop()
    {
        return array_pop($this->array);
    }

    /**
     * Takes the first element out; null if there is none.
     */
    public function popFront()
    {
        return array_shift($this->array);
    }

    /**
     * As pop().
     */
    public function popBack()
    {
        return array_pop($this->array);
    }

    /**
     * A part of it, as array_slice().
     */
    public function slice(int $offset, ?int $length = null, bool $preserve_keys = false): static
    {
        return new static(array_slice($this->array, $offset, $length, $preserve_keys));
    }

    /**
     * Any one of the elements.
     */
    public function randomGet()
    {
        return static::detectType($this->array[array_rand($this->array)]);
    }

    /**
     * Calls a function with every element, which it may take by reference, and its key.
     */
    public function each(callable $fn): self
    {
        array_walk($this->array, $fn);
        return $this;
    }

    /**
     * What a function makes of every element (and the elements of other arrays), as array_map().
     */
    public function map(callable $fn, array ...$args): static
    {
        return new static(array_map($fn, $this->array, ...$args));
    }

    /**
     * What a function makes of all elements one after the other, as array_reduce().
     */
    public function reduce(callable $fn, mixed $initial = null)
    {
        return array_reduce($this->array, $fn, $initial);
    }

    /**
     * The keys: all, or those of a value, as array_keys().
     *
     * @param mixed ...$args the value, and whether to compare with ===
     */
    public function keys(mixed ...$args): static
    {
        return new static(array_keys($this->array, ...$args));
    }

    /**
     * The elements under new keys.
     */
    public function values(): static
    {
        return new static(array_values($this->array));
    }

    /**
     * One column of rows, as array_column().
     */
    public function column(mixed $column_key, mixed $index = null): static
    {
        return new static(array_column($this->array, $column_key, $index));
    }

    /**
     * Without those that were there before, as array_unique().
     */
    public function unique(int $sort_flags = \SORT_STRING): static
    {
        return new static(array_unique($this->array, $sort_flags));
    }

    /**
     * Backwards.
     */
    public function reverse(bool $preserve_keys = false): static
    {
        return new static(array_reverse($this->array, $preserve_keys));
    }

    /**
     * Arrays of so many elements, as array_chunk().
     */
    public function chunk(int $size, bool $preserve_keys = false): static
    {
        return new static(array_chunk($this->array, $size, $preserve_keys));
    }

    /**
     * The keys under the elements, as array_flip().
     */
    public function flip(): static
    {
        return new static(array_flip($this->array));
    }

    /**
     * Those elements that a function accepts, as array_filter().
     *
     * @param int $flag ARRAY_FILTER_USE_KEY or ARRAY_FILTER_USE_BOTH
     */
    public function filter(callable $fn, int $flag = 0): static
    {
        return new static(array_filter($this->array, $fn, $flag));
    }

    /**
     * Sorts by the elements; keys stay with them.
     */
    public function asort(int $sort_flags = \SORT_REGULAR): self
    {
        asort($this->array, $sort_flags);
        return $this;
    }

    /**
     * As asort(), the greatest first.
     */
    public function arsort(int $sort_flags = \SORT_REGULAR): self
    {
        arsort($this->array, $sort_flags);
        return $this;
    }

    /**
     * Sorts by the keys, the greatest first.
     */
    public function krsort(int $sort_flags = \SORT_REGULAR): self
    {
        krsort($this->array, $sort_flags);
        return $this;
    }

    /**
     * Sorts by the keys.
     */
    public function ksort(int $sort_flags = \SORT_REGULAR): self
    {
        ksort($this->array, $sort_flags);
        return $this;
    }

    /**
     * As natsort(), in whichever case.
     */
    public function natcasesort(): self
    {
        natcasesort($this->array);
        return $this;
    }

    /**
     * Sorts by the elements as people do: img2 before img12. Keys stay with them.
     */
    public function natsort(): self
    {
        natsort($this->array);
        return $this;
    }

    /**
     * As sort(), the greatest first.
     */
    public function rsort(int $sort_flags = \SORT_REGULAR): self
    {
        rsort($this->array, $sort_flags);
        return $this;
    }

    /**
     * Puts the elements in any order, under new keys.
     */
    public function shuffle(): self
    {
        shuffle($this->array);
        return $this;
    }

    /**
     * Sorts by the elements, under new keys.
     */
    public function sort(int $sort_flags = \SORT_REGULAR): self
    {
        sort($this->array, $sort_flags);
        return $this;
    }

    /**
     * Sorts by what a function says of two elements; keys stay with them.
     */
    public function uasort(callable $value_compare_func): self
    {
        uasort($this->array, $value_compare_func);
        return $this;
    }

    /**
     * Sorts by what a function says of two keys.
     */
    public function uksort(callable $value_compare_func): self
    {
        uksort($this->array, $value_compare_func);
        return $this;
    }

    /**
     * Sorts by what a function says of two elements, under new keys.
     */
    public function usort(callable $value_compare_func): self
    {
        usort($this->array, $value_compare_func);
        return $this;
    }

    /**
     * A value as it is taken out: strings and arrays as objects with methods.
     */
    protected static function detectType(mixed $value)
    {
        return match (true) {
            is_string($value) => static::detectStringType($value),
            is_array($value) => static::detectArrayType($value),
            default => $value,
        };
    }

    /**
     * What strings are taken out as.
     */
    protected static function detectStringType(string $value): StringObject
    {
        return new StringObject($value);
    }

    /**
     * What arrays are taken out as.
     */
    protected static function detectArrayType(array $value): static
    {
        return new static($value);
    }
}
