<?php

namespace Swoole;

/**
 * Stands for another object: what is read, written and called is that one's.
 *
 * @in-php
 */
class ObjectProxy
{
    /**
     * The object.
     */
    protected $__object;

    /**
     * Makes one for an object.
     */
    public function __construct(object $object)
    {
        $this->__object = $object;
    }

    /**
     * The object.
     */
    public function __getObject()
    {
        return $this->__object;
    }

    /**
     * Reads a property of the object.
     */
    public function __get(string $name)
    {
        return $this->__object->{$name};
    }

    /**
     * Writes a property of the object.
     */
    public function __set(string $name, mixed $value): void
    {
        $this->__object->{$name} = $value;
    }

    /**
     * Whether a property of the object is set.
     */
    public function __isset(string $name)
    {
        return isset($this->__object->{$name});
    }

    /**
     * Removes a property of the object.
     */
    public function __unset(string $name): void
    {
        unset($this->__object->{$name});
    }

    /**
     * Calls a method of the object.
     */
    public function __call(string $name, array $arguments)
    {
        return $this->__object->{$name}(...$arguments);
    }

    /**
     * Calls the object.
     */
    public function __invoke(mixed ...$arguments)
    {
        return ($this->__object)(...$arguments);
    }
}
