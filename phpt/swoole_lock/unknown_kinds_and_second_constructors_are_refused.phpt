--TEST--
a lock of an unknown kind, a second constructor and a lock without one are refused
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Lock;
const KINDS = [Lock::MUTEX, Lock::RWLOCK, Lock::SPINLOCK];

echo thrown_by(fn () => new Lock(2)), "\n";
$lock = new Lock();
echo thrown_by(fn () => $lock->__construct()), "\n";
echo thrown_by(fn () => (new ReflectionClass(Lock::class))->newInstanceWithoutConstructor()->lock()), "\n";
echo thrown_by(fn () => clone $lock), "\n";
echo thrown_by(fn () => serialize($lock)), "\n";
?>
--EXPECT--
Swoole\Exception(2): lock type[2] is not support: SWOOLE_MUTEX, SWOOLE_RWLOCK and SWOOLE_SPINLOCK are
Error(0): Constructor of Swoole\Lock can only be called once
Swoole\Error(0): must call constructor first
Error(0): Trying to clone an uncloneable object of class Swoole\Lock
Exception(0): Serialization of 'Swoole\Lock' is not allowed
