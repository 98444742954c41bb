//! Streams of requests: most of them well formed, many with one thing wrong or unusual, all followed by a request that shows where the last one ended.

/// Makes streams, the same for the same seed.
pub struct Generator {
    state: u64,
}

/// What shows where the request before it has ended.
const NEXT: &str = "GET /next HTTP/1.1\r\nHost: x\r\n\r\n";

const METHODS: &[&str] =
    &["GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "PURGE", "M-SEARCH"];
const TARGETS: &[&str] =
    &["/", "/a/b?c=d&e", "/%20x", "http://host/abs?q", "/a//b/../c", "/?", "/~user;v=1,2"];
const FIELDS: &[&str] = &[
    "Accept: */*",
    "X-Empty:",
    "X-Spaces:   a  b  ",
    "X-Tab:\ta\t",
    "User-Agent: a/1.0 (b; c)",
    "Cookie: a=b; c=d",
    "X-Colons: a:b::c",
    "x-lower: 1",
    "Connection: keep-alive",
    "Accept-Encoding: gzip, br;q=0.5",
    "X-Bytes: \u{e9}\u{4e2d}",
    "Content-Type: text/plain",
];
/// Lines that are unusual, or wrong.
const ODD: &[&str] = &[
    "X-A : b",
    " folded: x",
    "X-Fold: a\r\n b",
    "X-Null: a\0b",
    "NoColon",
    ": novalue",
    "X(Y): z",
    "X-Cr: a\rb",
    "X-Lf: a\nY: b",
    "Expect: nonsense",
    "Content-Length: +5",
    "Content-Length: 5, 5",
    "Content-Length: 5\r\nContent-Length: 5",
    "Content-Length: 5\r\nContent-Length: 6",
    "Content-Length: 0x5",
    "Content-Length: ",
    "Content-Length: -1",
    "Content-Length: 18446744073709551616",
    "Content-Length: 5 5",
    "Content-Length : 5",
    "Transfer-Encoding: chunked\r\nContent-Length: 5",
    "Transfer-Encoding: identity",
    "Transfer-Encoding: gzip, chunked",
    "Transfer-Encoding: chunked, chunked",
    "Transfer-Encoding: chunked, gzip",
    "Transfer-Encoding: xchunked",
    "Transfer-Encoding: \"chunked\"",
    "Transfer-Encoding:\tchunked",
    "Transfer-Encoding: Chunked ",
    "Transfer-Encoding: chunked;q=1",
    "Transfer-Encoding:",
    "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
    "Transfer-Encoding: ,chunked",
    "Host: y",
    "Host: a b",
    "Content-Length: 00005",
];
const ODD_CHUNKS: &[&str] = &[
    "5\nabcde\r\n",
    "5\r\nabcde\n",
    " 5\r\nabcde\r\n",
    "5 \r\nabcde\r\n",
    "0x5\r\nabcde\r\n",
    "+5\r\nabcde\r\n",
    "5;\r\nabcde\r\n",
    "5;a\r\nabcde\r\n",
    "5;a=b;c=\"d\"\r\nabcde\r\n",
    "5 ;a\r\nabcde\r\n",
    "5\r\nabcdef\r\n",
    "5\r\nabcd\r\n",
    "\r\n",
    "g\r\n",
    "5;a\nb\r\nabcde\r\n",
    "10000000000000000\r\n",
    "ffffffffffffffff\r\n",
    "-1\r\n",
    "5\r\r\nabcde\r\n",
    "5_\r\nabcde\r\n",
    "00000000000000000000000005\r\nabcde\r\n",
];

impl Generator {
    /// Seed 0 is as good as any other.
    pub fn new(seed: u64) -> Self {
        Self { state: seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1 }
    }

    /// xorshift64*.
    fn random(&mut self, below: usize) -> usize {
        self.state ^= self.state >> 12;
        self.state ^= self.state << 25;
        self.state ^= self.state >> 27;
        ((self.state.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize) % below
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.random(from.len())]
    }

    fn one_in(&mut self, times: usize) -> bool {
        self.random(times) == 0
    }

    /// One to three requests and the one behind them.
    pub fn stream(&mut self) -> Vec<u8> {
        let mut stream = Vec::new();
        for _ in 0..=self.random(3) {
            self.request(&mut stream);
        }
        stream.extend_from_slice(NEXT.as_bytes());
        if self.one_in(6) {
            self.damage(&mut stream);
        }
        stream
    }

    fn request(&mut self, out: &mut Vec<u8>) {
        let version = if self.one_in(12) { "HTTP/1.0" } else { "HTTP/1.1" };
        let mut head =
            format!("{} {} {version}\r\nHost: x\r\n", self.pick(METHODS), self.pick(TARGETS));
        if version == "HTTP/1.0" {
            // Otherwise nothing would be served behind it.
            head.push_str("Connection: keep-alive\r\n");
        }
        for _ in 0..self.random(5) {
            let field = if self.one_in(12) { self.pick(ODD) } else { self.pick(FIELDS) };
            head.push_str(field);
            head.push_str("\r\n");
        }
        let mut body = Vec::new();
        match self.random(3) {
            0 => {}
            1 => {
                body = (0..self.random(200)).map(|_| self.byte()).collect();
                head.push_str(&format!("Content-Length: {}\r\n", body.len()));
            }
            _ => {
                head.push_str("Transfer-Encoding: chunked\r\n");
                self.chunks(&mut body);
            }
        }
        out.extend_from_slice(head.as_bytes());
        out.extend_from_slice(b"\r\n");
        out.append(&mut body);
    }

    /// Some of what a body might be mistaken for.
    fn byte(&mut self) -> u8 {
        const BYTES: &[u8] = b"\r\n\r\n0: aGET/;\0\xff";
        BYTES[self.random(BYTES.len())]
    }

    fn chunks(&mut self, out: &mut Vec<u8>) {
        for _ in 0..self.random(4) {
            if self.one_in(12) {
                let odd = self.pick(ODD_CHUNKS);
                out.extend_from_slice(odd.as_bytes());
                continue;
            }
            let data: Vec<u8> = (0..1 + self.random(60)).map(|_| self.byte()).collect();
            let size = if self.one_in(2) {
                format!("{:x}\r\n", data.len())
            } else {
                format!("0{:X}\r\n", data.len())
            };
            out.extend_from_slice(size.as_bytes());
            out.extend_from_slice(&data);
            out.extend_from_slice(b"\r\n");
        }
        out.extend_from_slice(b"0\r\n");
        if self.one_in(5) {
            let trailer = if self.one_in(4) { self.pick(ODD) } else { self.pick(FIELDS) };
            out.extend_from_slice(trailer.as_bytes());
            out.extend_from_slice(b"\r\n");
        }
        out.extend_from_slice(b"\r\n");
    }

    /// Changes, removes or adds a byte somewhere.
    fn damage(&mut self, stream: &mut Vec<u8>) {
        let at = self.random(stream.len());
        match self.random(3) {
            0 => stream[at] = self.byte(),
            1 => drop(stream.remove(at)),
            _ => {
                let byte = self.byte();
                stream.insert(at, byte);
            }
        }
    }
}
