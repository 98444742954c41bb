<?php

namespace Swoole;

/**
 * A table of fixed size in memory that this process shares with all that are forked after create(). A process that dies while it
 * writes leaves the row as it was.
 *
 * @class-alias swoole_table
 * @class-init
 * @not-serializable
 */
class Table implements \Iterator, \Countable
{
    /**
     * A signed integer of 64 bits.
     */
    const TYPE_INT = 1;

    /**
     * Bytes, as many as column() says.
     */
    const TYPE_STRING = 3;

    /**
     * A float of 64 bits.
     */
    const TYPE_FLOAT = 2;

    /**
     * Rows that there is room for at least; set by create().
     */
    public $size = null;

    /**
     * Bytes of shared memory; set by create().
     */
    public $memorySize = null;

    /**
     * Plans a table; create() makes it.
     *
     * @param int $table_size rows that there shall be room for; rounded up to a power of two, at least 64
     * @param float $conflict_proportion spare rows as a share of that, 0.2 to 1
     */
    public function __construct(int $table_size, float $conflict_proportion = 0.2)
    {
    }

    /**
     * Adds a column, before create().
     *
     * @param int $type a TYPE_* constant
     * @param int $size bytes of a string, rounded up to a multiple of 8; of no meaning for numbers
     * @return bool false with a warning if there is one of that name, or the type or size is none
     */
    public function column(string $name, int $type, int $size = 0): bool
    {
    }

    /**
     * Makes the table. Processes that shall share it are forked afterwards.
     *
     * @return bool false with a warning if there is not so much memory
     */
    public function create(): bool
    {
    }

    /**
     * Ends the table, for all processes.
     */
    public function destroy(): bool
    {
    }

    /**
     * Sets columns of a row, which is made if it is not there. Strings that are too long are cut, with a line in the log.
     *
     * @param string $key 0 to 63 bytes
     * @return bool false with a warning if the table is full
     */
    public function set(string $key, array $value): bool
    {
    }

    /**
     * Makes a row; false if there is one of that key.
     */
    public function add(string $key, array $values): bool
    {
    }

    /**
     * Sets columns of a row; false if there is none.
     */
    public function update(string $key, array $values): bool
    {
    }

    /**
     * Sets columns of a row that holds all expected values; false if it does not.
     */
    public function cmpset(string $key, array $expected, array $values): bool
    {
    }

    /**
     * A row, or one column of it.
     *
     * @return array|string|int|float|false false if there is no such row or column
     */
    public function get(string $key, ?string $field = null): array|string|int|float|false
    {
    }

    /**
     * As get(), and the row is removed.
     */
    public function getdel(string $key, ?string $field = null): array|string|int|float|false
    {
    }

    /**
     * How many rows there are.
     */
    public function count(): int
    {
    }

    /**
     * Removes a row; false if there is none.
     */
    public function del(string $key): bool
    {
    }

    /**
     * Another name of del().
     *
     * @implementation-alias Swoole\Table::del
     */
    public function delete(string $key): bool
    {
    }

    /**
     * Removes a row that holds all expected values; false if it does not.
     */
    public function cmpdel(string $key, array $expected): bool
    {
    }

    /**
     * Whether there is such a row.
     */
    public function exists(string $key): bool
    {
    }

    /**
     * Another name of exists().
     *
     * @implementation-alias Swoole\Table::exists
     */
    public function exist(string $key): bool
    {
    }

    /**
     * Adds to a column of numbers, of a row that is made if it is not there, and returns the sum. Integers wrap around.
     *
     * @return int|float|false false with a warning if there is no such column, it holds strings, or the table is full
     */
    public function incr(string $key, string $column, int|float $incrby = 1): int|float|false
    {
    }

    /**
     * As incr(), but subtracts.
     *
     * @return int|float|false as incr()
     */
    public function decr(string $key, string $column, int|float $incrby = 1): int|float|false
    {
    }

    /**
     * Rows that there is room for at least.
     */
    public function getSize(): int
    {
    }

    /**
     * Bytes of shared memory; 0 before create().
     */
    public function getMemorySize(): int
    {
    }

    /**
     * num, conflict_count, conflict_max_level, insert_count, update_count, delete_count, available_slice_num, total_slice_num; false
     * before create().
     */
    public function stats(): array|false
    {
    }

    /**
     * Goes to the first row. The order is that of the rows' places: that of adding them, until rows have been deleted.
     */
    public function rewind(): void
    {
    }

    /**
     * Whether there is a current row.
     */
    public function valid(): bool
    {
    }

    /**
     * Goes to the next row.
     */
    public function next(): void
    {
    }

    /**
     * The current row, as it was when the iteration came to it.
     */
    public function current(): mixed
    {
    }

    /**
     * The current row's key.
     */
    public function key(): mixed
    {
    }
}
