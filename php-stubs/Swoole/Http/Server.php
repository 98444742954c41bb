<?php

namespace Swoole\Http;

/**
 * A server whose first port speaks HTTP, and its others too unless they say otherwise: onRequest gets the requests.
 *
 * @not-serializable
 */
class Server extends \Swoole\Server
{
}
