<?php
/*
 * Turns the stubs in php-stubs/ into the Rust tables that register classes and functions; build.rs runs it.
 *
 *     php -n src/php/arginfo.php <repository root>
 *
 * PHP itself is the parser: the stubs are loaded and read through reflection. What reflection does not tell stands in doc tags:
 *
 *   @class-alias NAME              another name for the class
 *   @short-name NAME               another name, while swoole.use_shortname is on
 *   @class-init                    the Rust module has `class_init`, called once the class is registered (native state, handlers)
 *   @not-serializable              serialize() refuses objects of the class
 *   @readonly                      a property without a type that says it is read-only, which PHP does not see to
 *   @implementation-alias C::m     shares the handler of another method or function
 *   @does-nothing                  a method that exists only to be seen: no handler
 *   @in-php                        the methods' bodies stand in the stub; the build takes them along (src/php/library.rs)
 *
 * `Swoole\Server::sendMessage` is handled by `crate::php::server::send_message`, `swoole_version` by
 * `crate::php::functions::swoole_version` (functions of another file by the module of that file's name; those of inotify.php, short_names.php and
 * library*.php have tables of their own; the last ones' have their bodies there). A class with handlers is registered once its Rust file exists, so that nothing is
 * registered that is not built; a missing handler in an existing file is a compile error.
 */

const KEYWORDS = ['as', 'break', 'const', 'continue', 'else', 'enum', 'extern', 'false', 'fn', 'for', 'if', 'impl', 'in', 'let', 'loop',
    'match', 'mod', 'move', 'mut', 'pub', 'ref', 'return', 'static', 'struct', 'trait', 'true', 'type', 'unsafe', 'use', 'where', 'while',
    'async', 'await', 'dyn', 'abstract', 'become', 'box', 'do', 'final', 'macro', 'override', 'priv', 'typeof', 'unsized', 'virtual',
    'yield', 'try', 'gen'];
const MASKS = ['null' => 'NULL', 'false' => 'FALSE', 'true' => 'TRUE', 'bool' => 'BOOL', 'int' => 'LONG', 'float' => 'DOUBLE', 'string' => 'STRING',
    'array' => 'ARRAY', 'object' => 'OBJECT', 'callable' => 'CALLABLE', 'mixed' => 'ANY', 'void' => 'VOID', 'never' => 'NEVER', 'static' => 'STATIC'];
/** Files of functions whose bodies stand there. */
const IN_PHP = ['library', 'library_short_names'];

$root = $argv[1];
$stubs = "$root/php-stubs";

/** Everything that stops the build names the stub that is to blame. */
function refuse(string $what): never
{
    fwrite(STDERR, "stubs: $what\n");
    exit(1);
}

function tags(ReflectionClass|ReflectionFunctionAbstract|ReflectionProperty $of, string $tag): array
{
    preg_match_all('/^\s*(?:\/\*)?\*+\s*@' . preg_quote($tag, '/') . '\b[ \t]*(.*?)\s*(?:\*\/)?$/m', (string) $of->getDocComment(), $found);
    return $found[1];
}

function snake(string $name): string
{
    return strtolower(preg_replace('/(?<=[a-z0-9])(?=[A-Z])/', '_', $name));
}

function ident(string $name): string
{
    return in_array($name, KEYWORDS, true) ? "r#$name" : $name;
}

/** The Rust module of a class, as path segments: Swoole\Server\Port -> [server, port]. */
function segments(string $class): array
{
    $parts = explode('\\', $class);
    if ($parts[0] === 'Swoole') {
        array_shift($parts);
    }
    return array_map(snake(...), $parts);
}

function built(array $segments): bool
{
    global $root;
    $path = "$root/src/php/" . implode('/', $segments);
    return is_file("$path.rs") || is_file("$path/mod.rs");
}

function rust(array $segments, string $item): string
{
    return 'crate::php::' . implode('::', array_map(ident(...), [...$segments, $item]));
}

/** [module segments, handler name] of what implements a method or function. */
function target(ReflectionFunctionAbstract $f): array
{
    if ($alias = tags($f, 'implementation-alias')[0] ?? null) {
        // A function in a namespace is in the module of that namespace.
        [$class, $name] = str_contains($alias, '::') ? explode('::', $alias) : [strstr($alias, '\\') ? preg_replace('/\\\\[^\\\\]+$/', '', $alias) : null, $alias];
    } else {
        [$class, $name] = [$f instanceof ReflectionMethod ? $f->class : null, $f->getName()];
    }
    $name = preg_replace('/^.*\\\\/', '', $name);
    return [$class === null ? [basename($f->getFileName(), '.php')] : segments($class), snake(ltrim($name, '_'))];
}

function cstr(?string $bytes): string
{
    return 'c"' . addcslashes((string) $bytes, "\"\\\r\n\t") . '"';
}

/** `ty(mask, class names)`, the arguments of a `version::TypeInfo`. */
function type(?ReflectionType $type): string
{
    if ($type === null) {
        return 'TypeInfo::NONE';
    }
    $mask = $type->allowsNull() && (string) $type !== 'mixed' ? ['MAY_BE_NULL'] : [];
    $classes = [];
    foreach ($type instanceof ReflectionUnionType ? $type->getTypes() : [$type] as $part) {
        $name = $part->getName();
        $part->isBuiltin() ? $mask[] = 'MAY_BE_' . (MASKS[$name] ?? refuse("type $name is not known")) : $classes[] = $name;
    }
    return 'TypeInfo { mask: ' . (implode(' | ', array_unique($mask)) ?: '0') . ', class: ' . ($classes ? 'Some(' . cstr(implode('|', $classes)) . ')' : 'None') . ' }';
}

function literal(mixed $value): string
{
    return $value === [] ? '[]' : str_replace('NULL', 'null', var_export($value, true));
}

function parameter_default(ReflectionParameter $p): string
{
    if (!$p->isOptional() || $p->isVariadic()) {
        return 'None';
    }
    if ($p->isDefaultValueConstant()) {
        $text = ltrim($p->getDefaultValueConstantName(), '\\');
    } else {
        $text = literal($p->getDefaultValue());
    }
    return 'Some(' . cstr($text) . ')';
}

function value(mixed $value): string
{
    return match (true) {
        $value === null => 'Value::Null',
        is_bool($value) => 'Value::Bool(' . var_export($value, true) . ')',
        is_int($value) => "Value::Long($value)",
        is_float($value) => 'Value::Double(' . var_export($value, true) . ')',
        is_string($value) => 'Value::Str(' . cstr($value) . ')',
        $value === [] => 'Value::EmptyArray',
        default => refuse('a default of type ' . get_debug_type($value) . ' cannot be registered'),
    };
}

function visibility(ReflectionMethod|ReflectionProperty|ReflectionClassConstant $of): string
{
    return $of->isPublic() ? 'ZEND_ACC_PUBLIC' : ($of->isProtected() ? 'ZEND_ACC_PROTECTED' : 'ZEND_ACC_PRIVATE');
}

$out = [];
$tables = 0;
$entries = [];
/** Where the compiled bodies of functions that have theirs here will be, by class or file. */
$slots_of = [];

/** Emits the argument table and the entry point of one function; returns its row of the function table. */
function entry(ReflectionFunctionAbstract $f): string
{
    global $out, $tables, $entries, $slots_of;
    $id = $tables++;
    $rows = [];
    $return = type($f->hasReturnType() ? $f->getReturnType() : null);
    $rows[] = "    head({$f->getNumberOfRequiredParameters()}, $return, " . var_export($f->returnsReference(), true) . '),';
    foreach ($f->getParameters() as $p) {
        $flags = ($p->isPassedByReference() ? 1 : 0) | ($p->isVariadic() ? 2 : 0);
        $rows[] = '    arg(' . cstr($p->getName()) . ', ' . type($p->getType()) . ", $flags, " . parameter_default($p) . '),';
    }
    $count = count($rows);
    $out[] = "static ARGS_$id: Table<[zend_internal_arg_info; $count]> = Table([\n" . implode("\n", $rows) . "\n]);";
    $flags = $f instanceof ReflectionMethod ? [visibility($f)] : [];
    if ($f instanceof ReflectionMethod) {
        foreach (['isStatic' => 'STATIC', 'isFinal' => 'FINAL', 'isAbstract' => 'ABSTRACT'] as $is => $flag) {
            $f->$is() && $flags[] = "ZEND_ACC_$flag";
        }
    }
    tags($f, 'deprecated') && $flags[] = 'ZEND_ACC_DEPRECATED';
    if (in_php($f)) {
        $handler = "enter_body_$id";
        $slots_of[$f instanceof ReflectionMethod ? $f->class : basename($f->getFileName(), '.php')][] = '(' . cstr($f->getName()) . ", &BODY_$id)";
        $out[] = "static BODY_$id: Slot = Slot::new();\n\nunsafe extern \"C\" fn $handler(ex: *mut zend_execute_data, ret: *mut zval) {\n"
            . "    // SAFETY: the engine calls with a live frame and return slot.\n"
            . "    unsafe { library::run(ex, ret, &BODY_$id) }\n}";
    } elseif (tags($f, 'does-nothing')) {
        $handler = 'crate::php::boundary::nothing';
    } else {
        [$module, $name] = target($f);
        $path = rust($module, $name);
        $handler = 'enter' . str_replace(['crate::php', 'r#', '::'], ['', '', '_'], $path);
        // Names for the same share it, so that the compiler puts the one into the other.
        $entries[$path] ??= $out[] = "unsafe extern \"C\" fn $handler(ex: *mut zend_execute_data, ret: *mut zval) {\n"
            . "    // SAFETY: the engine calls with a live frame and return slot.\n"
            . "    unsafe { enter(ex, ret, $path) }\n}";
    }
    return '    function(' . cstr($f->getName()) . ", $handler, &ARGS_$id.0, " . (implode(' | ', $flags) ?: '0') . '),';
}

function function_table(string $name, array $rows): void
{
    global $out;
    $rows[] = '    END,';
    $out[] = "static $name: Table<[zend_function_entry; " . count($rows) . "]> = Table([\n" . implode("\n", $rows) . "\n]);";
}

/** Whether a function's body stands in its stub. */
function in_php(ReflectionFunctionAbstract $f): bool
{
    return $f instanceof ReflectionMethod ? (bool) tags($f->getDeclaringClass(), 'in-php') : in_array(basename($f->getFileName(), '.php'), IN_PHP, true);
}

/**
 * The row of a stub that has its bodies: compiled as it stands, but for the names, which are those of what is registered. A class becomes a
 * trait, in which nothing is settled before it is known whose methods these are. Lines keep their numbers.
 *
 * @param array<int, string> $renamed what stands at the beginning of these lines (regular expression), by line number
 */
function source(?string $class, array $slots, string $stub, string $file, array $renamed): string
{
    $lines = file($stub);
    $lines[0] = "\n";
    foreach ($renamed as $line => $pattern) {
        $lines[$line - 1] = preg_replace($pattern, $class === null ? '$1__php$2' : 'trait $1__php$2', $lines[$line - 1], 1, $count);
        $count === 1 || refuse("$stub:$line: a declaration is expected to begin here");
    }
    return '    Source { class: ' . ($class === null ? 'None' : 'Some(' . cstr($class) . ')') . ', file: ' . cstr("@swoole/library/$file") . ",\n        slots: &["
        . implode(', ', $slots) . "],\n        source: r####\"" . implode('', $lines) . '"#### },';
}

// Load everything: a class by its path, so that parents come first.
spl_autoload_register(function (string $class) use ($stubs): void {
    $file = "$stubs/" . str_replace('\\', '/', $class) . '.php';
    is_file($file) && require_once $file;
});
$files = [];
foreach (new RecursiveIteratorIterator(new RecursiveDirectoryIterator($stubs, FilesystemIterator::SKIP_DOTS)) as $file) {
    $path = substr($file->getPathname(), strlen($stubs) + 1);
    if (str_ends_with($path, '.php') && strtolower($path[0]) !== $path[0]) {
        $files[] = $path;
    }
}
sort($files);
require_once "$stubs/functions.php";
require_once "$stubs/client_select.php";
require_once "$stubs/inotify.php";
require_once "$stubs/coroutine.php";
require_once "$stubs/short_names.php";
require_once "$stubs/library.php";
require_once "$stubs/library_short_names.php";
$order = [];
$visit = function (string $class) use (&$visit, &$order, $stubs): void {
    if (isset($order[$class]) || !is_file("$stubs/" . str_replace('\\', '/', $class) . '.php')) {
        return;
    }
    (class_exists($class) || interface_exists($class)) || refuse("the file of $class does not declare it");
    $r = new ReflectionClass($class);
    $r->getParentClass() && $visit($r->getParentClass()->getName());
    array_map($visit, $r->getInterfaceNames());
    $order[$class] = $r;
};
foreach ($files as $path) {
    $visit(str_replace('/', '\\', substr($path, 0, -4)));
}

$slots = $classes = $sources = [];
foreach ($order as $name => $r) {
    $parent = $r->getParentClass() ?: null;
    $own = array_filter($r->getMethods(), fn ($m) => $m->class === $r->getName());
    $in_php = (bool) tags($r, 'in-php');
    $handled = $in_php ? [] : array_filter($own, fn ($m) => !tags($m, 'does-nothing') && !tags($m, 'implementation-alias'));
    if (($handled || tags($r, 'class-init')) && !built(segments($name))) {
        echo "// not registered, since it has no Rust file: $name\n";
        continue;
    }
    $slot = strtoupper(str_replace('\\', '_', preg_replace('/(?<=[a-z0-9])(?=[A-Z])/', '_', $name)));
    $slots[] = "/// `$name`\npub static $slot: ClassSlot = ClassSlot::new();";
    function_table("METHODS_$slot", array_map(entry(...), array_values($own)));
    if ($in_php && $own) {
        $file = 'core/' . substr(str_replace('\\', '/', $name), strlen('Swoole/')) . '.php';
        $sources[] = source($name, $slots_of[$name] ?? [], $r->getFileName(), $file, [$r->getStartLine() => '/^(?:abstract |final )?class (\w+).*?(\s*)$/']);
    }
    $interfaces = array_values(array_diff($r->getInterfaceNames(), $parent ? $parent->getInterfaceNames() : []));
    // An interface that another one brings along is inherited from that.
    $interfaces = array_filter($interfaces, fn ($i) => !array_filter($interfaces, fn ($other) => $other !== $i && is_subclass_of($other, $i)));
    $flags = [];
    $r->isFinal() && $flags[] = 'ZEND_ACC_FINAL';
    $r->isInterface() && $flags[] = 'ZEND_ACC_INTERFACE';
    !$r->isInterface() && $r->getModifiers() & ReflectionClass::IS_EXPLICIT_ABSTRACT && $flags[] = 'ZEND_ACC_EXPLICIT_ABSTRACT_CLASS';
    tags($r, 'not-serializable') && $flags[] = 'ZEND_ACC_NOT_SERIALIZABLE';
    $r->getAttributes('AllowDynamicProperties') && $flags[] = 'ALLOW_DYNAMIC_PROPERTIES';
    $properties = $constants = [];
    foreach ($r->getProperties() as $p) {
        if ($p->class !== $r->getName()) {
            continue;
        }
        $default = $p->hasType() && !$p->hasDefaultValue() ? 'Value::Unset' : value($p->getDefaultValue());
        $flag = visibility($p) . ($p->isStatic() ? ' | ZEND_ACC_STATIC' : '') . ($p->isReadOnly() || tags($p, 'readonly') ? ' | ZEND_ACC_READONLY' : '');
        $properties[] = '            Property { name: ' . cstr($p->getName()) . ', ty: ' . type($p->getType()) . ", default: $default, flags: $flag },";
    }
    foreach ($r->getReflectionConstants() as $c) {
        if ($c->class === $r->getName()) {
            $constants[] = '            Constant { name: ' . cstr($c->getName()) . ', value: ' . value($c->getValue()) . ', flags: ' . visibility($c) . ' },';
        }
    }
    $differ = array_filter($own, fn ($m) => $m->getAttributes('ReturnTypeWillChange'));
    $init = tags($r, 'class-init') ? 'Some(' . rust(segments($name), 'class_init') . ')' : 'None';
    $list = fn (array $names) => '&[' . implode(', ', array_map(cstr(...), $names)) . ']';
    $rows = fn (array $rows) => $rows ? "&[\n" . implode("\n", $rows) . "\n        ]" : '&[]';
    $classes[] = "    Class {\n        name: " . cstr($name) . ",\n        slot: &$slot,\n        parent: " . ($parent ? 'Some(' . cstr($parent->getName()) . ')' : 'None')
        . ",\n        interfaces: " . $list($interfaces) . ",\n        flags: " . (implode(' | ', $flags) ?: '0')
        . ",\n        methods: &METHODS_$slot.0,\n        return_types_differ: " . $list(array_column($differ, 'name'))
        . ",\n        properties: " . $rows($properties) . ",\n        constants: " . $rows($constants)
        . ",\n        aliases: " . $list(tags($r, 'class-alias')) . ",\n        short_names: " . $list(tags($r, 'short-name')) . ",\n        library: " . var_export($in_php, true) . ",\n        init: $init,\n    },";
}

// Which table the functions of a file are in.
const TABLES = ['functions' => 'FUNCTION_TABLE', 'client_select' => 'FUNCTION_TABLE', 'coroutine' => 'FUNCTION_TABLE', 'inotify' => 'INOTIFY_TABLE', 'short_names' => 'SHORT_NAME_TABLE',
    'library' => 'LIBRARY_TABLE', 'library_short_names' => 'LIBRARY_SHORT_NAME_TABLE'];
$functions = array_fill_keys(TABLES, []);
$renamed = [];
foreach (get_defined_functions()['user'] as $name) {
    $f = new ReflectionFunction($name);
    $file = basename($f->getFileName(), '.php');
    if (dirname($f->getFileName()) !== realpath($stubs) || !isset(TABLES[$file])) {
        continue;
    }
    if (in_php($f)) {
        $renamed[$file][$f->getStartLine()] = '/^(\s*function \w+)(?=\()()/';
        $functions[TABLES[$file]][] = entry($f);
    } elseif (built(target($f)[0])) {
        $functions[TABLES[$file]][] = entry($f);
    } else {
        echo "// not registered, since its Rust file is absent: {$f->getName()}()\n";
    }
}
foreach (IN_PHP as $file) {
    $sources[] = source(null, $slots_of[$file], "$stubs/$file.php", strtr($file, ['library' => 'functions']) . '.php', $renamed[$file]);
}
foreach ($functions as $table => $rows) {
    function_table($table, $rows);
}

echo implode("\n\n", [...$slots, ...$out]), "\n\n";
echo "/// Every class, parents first.\npub static CLASSES: &[Class] = &[\n", implode("\n", $classes), "\n];\n\n";
echo "/// Every function, ended by an empty row.\npub fn functions() -> *const zend_function_entry {\n    FUNCTION_TABLE.0.as_ptr()\n}\n";
echo "\n/// The functions of inotify.php, ended by an empty row.\npub fn inotify_functions() -> *const zend_function_entry {\n    INOTIFY_TABLE.0.as_ptr()\n}\n";
echo "\n/// The functions of short_names.php, ended by an empty row.\npub fn short_names() -> *const zend_function_entry {\n    SHORT_NAME_TABLE.0.as_ptr()\n}\n";
echo "\n/// The functions of library.php, ended by an empty row.\npub fn library_functions() -> *const zend_function_entry {\n    LIBRARY_TABLE.0.as_ptr()\n}\n";
echo "\n/// The functions of library_short_names.php, ended by an empty row.\npub fn library_short_names() -> *const zend_function_entry {\n    LIBRARY_SHORT_NAME_TABLE.0.as_ptr()\n}\n";
echo "\n/// The PHP code of what is written in PHP.\npub static SOURCES: &[Source] = &[\n", implode("\n", $sources), "\n];\n";
