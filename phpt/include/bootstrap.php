<?php
/**
 * The first line of every test that needs a running server:
 *
 *     require __DIR__ . '/../include/bootstrap.php';
 *
 * Nothing here may depend on what the extension under test offers besides the class being tested: servers are
 * started with pcntl_fork or proc_open, clients are PHP's own streams, and no helper waits by sleeping a fixed time.
 */

error_reporting(E_ALL);
ini_set('display_errors', '1');
ini_set('html_errors', '0');

require __DIR__ . '/check.php';
require __DIR__ . '/processes.php';
require __DIR__ . '/Scratch.php';
require __DIR__ . '/Journal.php';
require __DIR__ . '/TestServer.php';
require __DIR__ . '/TestClient.php';
require __DIR__ . '/Peer.php';
require __DIR__ . '/TestScript.php';
require __DIR__ . '/Http.php';
require __DIR__ . '/Http2.php';
require __DIR__ . '/HttpPeer.php';
require __DIR__ . '/Tls.php';
require __DIR__ . '/WebSocket.php';
require __DIR__ . '/CoHttp.php';

/**
 * Seconds that any single wait may take before the test gives up; only a failing test ever waits this long.
 * PHPT_PATIENCE sets it: less while a half-built extension fails most tests, more on a slow machine.
 */
define('PATIENCE', (float) (getenv('PHPT_PATIENCE') ?: 5));

// A test that hangs ends itself, so that its servers are killed too: run-tests.php would kill only the test.
time_limit((int) ceil(5 * PATIENCE));
