//! What every answer of a web server says besides its content.

/// What a page may load: files of the portal, nothing else, and nothing written into the page. Every page is tested under it.
pub const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
                          base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// Headers of every answer, of errors too.
pub const HEADERS: [(&str, &str); 7] = [
    ("Content-Security-Policy", POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
];

/// How long a browser keeps an asset: a changed one has another name.
pub const KEPT: &str = "public, max-age=31536000, immutable";

/// How long it keeps all else: it asks each time whether it is still the same, so that what is corrected or withdrawn is seen at once.
pub const ASKED: &str = "no-cache";
