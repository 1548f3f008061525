//! The head of a request as it arrives, judged byte by byte, so that what is no request is refused before it is complete.

use super::status::Status;

/// The longest first line.
const LINE: usize = 8 * 1024;

/// The longest head.
const HEAD: usize = 32 * 1024;

/// What has arrived of a head.
#[derive(Debug, Default)]
pub(super) struct Head {
    bytes: Vec<u8>,
    /// Where the first line begins; before it there may be empty lines.
    start: usize,
    /// Whether the first line is there.
    lined: bool,
}

impl Head {
    /// Takes what has arrived; `true` once the head is complete, and what follows it is then left out.
    pub(super) fn push(&mut self, more: &[u8]) -> Result<bool, Status> {
        for byte in more {
            self.bytes.push(*byte);
            if self.push_one(*byte)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// What there is, from the first line on.
    pub(super) fn bytes(&self) -> &[u8] {
        self.bytes.get(self.start..).unwrap_or_default()
    }

    fn push_one(&mut self, byte: u8) -> Result<bool, Status> {
        let before = self.bytes.iter().rev().nth(1).copied();
        // Lines end with CR LF, and neither stands alone: who reads them otherwise sees other headers than we do.
        if (byte == b'\n') != (before == Some(b'\r')) || byte.is_ascii_control() && !b"\r\n\t".contains(&byte)
        {
            return Err(Status::BadRequest);
        }
        if self.bytes.len() > HEAD {
            return Err(Status::HeadTooLarge);
        }
        if self.lined {
            return Ok(self.bytes.ends_with(b"\r\n\r\n"));
        }
        match self.bytes() {
            b"\r\n" => self.start = self.bytes.len(),
            [.., b'\r', b'\n'] => {
                self.lined = true;
                version(self.bytes())?;
            }
            // Above all a client that wants to encrypt: it waits for an answer, and sends no line.
            [first] if *first != b'\r' && !is_token(*first) => return Err(Status::BadRequest),
            line if line.len() > LINE => return Err(Status::UriTooLong),
            _ => {}
        }
        Ok(false)
    }
}

/// Whether a byte may stand in the name of a method or a header.
pub(super) fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}

/// Refuses a first line of another protocol; older ones have no headers, and would wait for an answer without sending more.
fn version(line: &[u8]) -> Result<(), Status> {
    match line.rsplit(|byte| *byte == b' ').next() {
        Some(b"HTTP/1.1\r\n" | b"HTTP/1.0\r\n") => Ok(()),
        Some([b'H', b'T', b'T', b'P', b'/', major, b'.', minor, b'\r', b'\n'])
            if major.is_ascii_digit() && minor.is_ascii_digit() =>
        {
            Err(Status::VersionNotSupported)
        }
        _ => Err(Status::BadRequest),
    }
}
