<?php
/**
 * Certificates made for a test, and a foreign client of TLS: PHP's own streams.
 *
 *     $ca = Tls::authority();
 *     $files = $ca->certificate('localhost');      // ['ssl_cert_file' => ..., 'ssl_key_file' => ...]
 *     $client = Tls::connect($t->port, ['cafile' => $ca->file, 'peer_name' => 'localhost']);
 */
final class Tls
{
    /** The authority's certificate. */
    public readonly string $file;
    private static int $count = 0;

    private function __construct(private OpenSSLCertificate $certificate, private OpenSSLAsymmetricKey $key)
    {
        openssl_x509_export($certificate, $pem);
        $this->file = Scratch::file('authority-' . ++self::$count . '.pem', $pem);
    }

    /** Somebody who signs certificates. */
    public static function authority(string $name = 'Test authority'): self
    {
        $key = self::key();
        $request = openssl_csr_new(['commonName' => $name], $key, self::options());
        return new self(openssl_csr_sign($request, null, $key, 30, self::options(['x509_extensions' => 'authority']), ++self::$count), $key);
    }

    /** Settings with a certificate for a host, signed by this authority, and its key. */
    public function certificate(string $host, int $days = 30, string $passphrase = ''): array
    {
        $key = self::key();
        $request = openssl_csr_new(['commonName' => $host], $key, self::options());
        $options = self::options(['x509_extensions' => 'host'], $host);
        $signed = openssl_csr_sign($request, $this->certificate, $this->key, $days, $options, ++self::$count);
        return self::files($signed, $key, $passphrase);
    }

    /** Settings with a certificate that is signed by itself. */
    public static function selfSigned(string $host, int $days = 30): array
    {
        $key = self::key();
        $request = openssl_csr_new(['commonName' => $host], $key, self::options());
        return self::files(openssl_csr_sign($request, null, $key, $days, self::options(['x509_extensions' => 'host'], $host), ++self::$count), $key);
    }

    /** A client's stream over TLS; $options are those of the stream context 'ssl'. Without a CA the peer is not verified. */
    public static function connect(int $port, array $options = [], float $seconds = PATIENCE): mixed
    {
        $options += isset($options['cafile']) ? [] : ['verify_peer' => false, 'verify_peer_name' => false];
        $context = stream_context_create(['ssl' => $options]);
        $stream = @stream_socket_client("ssl://127.0.0.1:$port", $code, $error, $seconds, STREAM_CLIENT_CONNECT, $context);
        $stream && stream_set_timeout($stream, (int) $seconds);
        return $stream;
    }

    /** The whole of a stream, or so many bytes of it. */
    public static function read(mixed $stream, int $length = PHP_INT_MAX): string
    {
        $data = '';
        while (strlen($data) < $length && ($part = (string) fread($stream, min(1 << 16, $length - strlen($data)))) !== '') {
            $data .= $part;
        }
        return $data;
    }

    private static function files(OpenSSLCertificate $certificate, OpenSSLAsymmetricKey $key, string $passphrase = ''): array
    {
        $name = 'certificate-' . ++self::$count;
        openssl_x509_export($certificate, $pem);
        openssl_pkey_export($key, $private, $passphrase === '' ? null : $passphrase);
        return ['ssl_cert_file' => Scratch::file("$name.pem", $pem), 'ssl_key_file' => Scratch::file("$name.key", $private)];
    }

    private static function key(): OpenSSLAsymmetricKey
    {
        // Made in no time, unlike those of RSA. The number of bits means nothing here, but PHP wants one.
        return openssl_pkey_new(['private_key_type' => OPENSSL_KEYTYPE_EC, 'curve_name' => 'prime256v1', 'private_key_bits' => 384, 'config' => self::config()]);
    }

    private static function options(array $more = [], string $host = 'localhost'): array
    {
        return $more + ['digest_alg' => 'sha256', 'config' => self::config($host)];
    }

    private static function config(string $host = 'localhost'): string
    {
        $name = filter_var($host, FILTER_VALIDATE_IP) ? "IP:$host" : "DNS:$host";
        return Scratch::file("openssl-$host.cnf", <<<INI
            [req]
            distinguished_name = name
            [name]
            [authority]
            basicConstraints = critical,CA:TRUE
            keyUsage = critical,keyCertSign,cRLSign
            subjectKeyIdentifier = hash
            [host]
            basicConstraints = CA:FALSE
            subjectAltName = $name
            INI);
    }
}
