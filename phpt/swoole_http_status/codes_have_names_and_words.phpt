--TEST--
every status code has a name and says what it means
--FILE--
<?php
require __DIR__ . '/../include/bootstrap.php';
use Swoole\Http\Status;
$names = (new ReflectionClass(Status::class))->getConstants();
same(array_values($names), array_keys(Status::getReasonPhrases()), 'codes');
same(['OK', 'Not Found', 'Unknown'], array_map(Status::getReasonPhrase(...), [Status::OK, Status::NOT_FOUND, 299]), 'words');
same('Error(0): Cannot instantiate abstract class Swoole\Http\Status', thrown_by(fn () => new Status()), 'an object');
?>
--EXPECT--
