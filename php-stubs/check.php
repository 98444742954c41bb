<?php
/*
 * Compares the built extension with the stubs: names, signatures, defaults, properties, constants, parents, flags, aliases.
 *
 *     php -d extension=PATH/libswoole.so php-stubs/check.php
 *
 * Both sides are read through reflection, each in a PHP process of its own, since a name can be declared only once. Prints
 * every difference, and every public name of the stubs that has no doc comment. Exit status 0 if there is none.
 */

const LITERALS = ['NULL' => 'null', 'array ()' => '[]', "array (\n)" => '[]'];

function parameter(ReflectionParameter $p): string
{
    $text = trim(($p->getType() ?? '') . ' ' . ($p->isPassedByReference() ? '&' : '') . ($p->isVariadic() ? '...' : '') . '$' . $p->getName());
    if ($p->isOptional() && !$p->isVariadic()) {
        $default = $p->isDefaultValueConstant() ? ltrim($p->getDefaultValueConstantName(), '\\') : var_export($p->getDefaultValue(), true);
        $text .= ' = ' . (LITERALS[$default] ?? $default);
    }
    return $text;
}

function signature(ReflectionFunctionAbstract $f): string
{
    $text = ($f->returnsReference() ? '&' : '') . '(' . implode(', ', array_map(parameter(...), $f->getParameters())) . ')';
    $modifiers = $f instanceof ReflectionMethod ? implode(' ', Reflection::getModifierNames($f->getModifiers())) . ' ' : '';
    return $modifiers . $text . ($f->hasReturnType() ? ': ' . $f->getReturnType() : '');
}

/** All that a class declares, as name => text. */
function class_surface(ReflectionClass $c): array
{
    $parent = $c->getParentClass() ?: null;
    $interfaces = $c->getInterfaceNames();
    sort($interfaces);
    $name = $c->getName();
    $surface = ["class $name" => implode(' ', array_filter([
        $c->isFinal() ? 'final' : '', $c->isInterface() ? 'interface' : ($c->isAbstract() ? 'abstract' : ''),
        $parent ? 'extends ' . $parent->getName() : '', $interfaces ? 'implements ' . implode(', ', $interfaces) : '',
    ]))];
    foreach ($c->getMethods() as $m) {
        if ($m->class === $name) {
            $surface["$name::{$m->getName()}()"] = signature($m);
        }
    }
    foreach ($c->getProperties() as $p) {
        if ($p->class === $name) {
            // A stub says so by a tag where PHP's syntax cannot: without a type.
            $readonly = str_contains((string) $p->getDocComment(), '@readonly') ? ' readonly' : '';
            $surface["$name::\${$p->getName()}"] = implode(' ', Reflection::getModifierNames($p->getModifiers())) . "$readonly " . $p->getType()
                . ' = ' . var_export($p->getDefaultValue(), true);
        }
    }
    foreach ($c->getReflectionConstants() as $k) {
        if ($k->class === $name) {
            $surface["$name::{$k->getName()}"] = implode(' ', Reflection::getModifierNames($k->getModifiers())) . ' = ' . var_export($k->getValue(), true);
        }
    }
    return $surface;
}

function of_extension(): array
{
    $surface = [];
    $extension = new ReflectionExtension('swoole');
    foreach ($extension->getFunctions() as $f) {
        $surface["{$f->getName()}()"] = signature($f);
    }
    foreach (get_declared_classes() as $name) {
        $c = new ReflectionClass($name);
        if ($c->getExtensionName() !== 'swoole') {
            continue;
        }
        strcasecmp($name, $c->getName()) ? $surface['alias ' . strtolower($name)] = $c->getName() : $surface += class_surface($c);
    }
    return $surface;
}

function of_stubs(): array
{
    spl_autoload_register(function (string $class): void {
        $file = __DIR__ . '/' . str_replace('\\', '/', $class) . '.php';
        is_file($file) && require_once $file;
    });
    $surface = $undocumented = [];
    $document = function (string $what, string|false $comment) use (&$undocumented): void {
        // Something has to be said before the first tag.
        preg_match('/^\/\*\*\s*(?:\*\s*)*[^\s*@]/', (string) $comment) || $undocumented[] = $what;
    };
    require_once __DIR__ . '/functions.php';
    foreach (['client_select', 'inotify', 'coroutine', 'short_names', 'library', 'library_short_names'] as $file) {
        require_once __DIR__ . "/$file.php";
    }
    foreach (get_defined_functions()['user'] as $name) {
        $f = new ReflectionFunction($name);
        if (dirname($f->getFileName()) === __DIR__ && $f->getFileName() !== __FILE__) {
            $surface["{$f->getName()}()"] = signature($f);
            $document("{$f->getName()}()", $f->getDocComment());
        }
    }
    $files = new RecursiveIteratorIterator(new RecursiveDirectoryIterator(__DIR__, FilesystemIterator::SKIP_DOTS));
    foreach ($files as $file) {
        $path = substr($file->getPathname(), strlen(__DIR__) + 1);
        if (!str_ends_with($path, '.php') || strtolower($path[0]) === $path[0]) {
            continue;
        }
        $c = new ReflectionClass(str_replace('/', '\\', substr($path, 0, -4)));
        $surface += class_surface($c);
        preg_match_all('/@(?:class-alias|short-name) (\S+)/', (string) $c->getDocComment(), $aliases);
        foreach ($aliases[1] as $alias) {
            $surface['alias ' . strtolower($alias)] = $c->getName();
        }
        $document("class {$c->getName()}", $c->getDocComment());
        foreach ([...$c->getMethods(), ...$c->getProperties()] as $member) {
            if ($member->class === $c->getName() && $member->isPublic()) {
                $document("$member->class::$member->name", $member->getDocComment());
            }
        }
    }
    return [$surface, $undocumented];
}

if (in_array('--stubs', $argv, true)) {
    // Encoded, since exec() below takes the blanks off line ends.
    echo base64_encode(serialize(of_stubs()));
    exit(0);
}
if (!extension_loaded('swoole')) {
    fwrite(STDERR, "the extension is not loaded\n");
    exit(2);
}
exec(escapeshellarg(PHP_BINARY) . ' -n ' . escapeshellarg(__FILE__) . ' --stubs', $output, $status);
if ($status !== 0) {
    fwrite(STDERR, "the stubs cannot be loaded:\n" . implode("\n", $output) . "\n");
    exit(2);
}
[$stubs, $undocumented] = unserialize(base64_decode(implode("\n", $output)));
if (extension_loaded('inotify')) {
    // Its functions are its own then.
    $stubs = array_filter($stubs, fn (string $name) => !str_starts_with($name, 'inotify_'), ARRAY_FILTER_USE_KEY);
}
$built = of_extension();
$differences = 0;
foreach ($stubs + $built as $name => $_) {
    [$want, $have] = [$stubs[$name] ?? null, $built[$name] ?? null];
    if ($want !== $have) {
        $differences++;
        echo "$name\n    stub:  ", $want ?? 'none', "\n    built: ", $have ?? 'none', "\n";
    }
}
foreach ($undocumented as $name) {
    echo "$name has no doc comment\n";
}
printf("%d names, %d differences, %d without a doc comment\n", count($stubs), $differences, count($undocumented));
exit($differences || $undocumented ? 1 : 0);
