//! Signatures of the manifest in the format of minisign: `manifest.json.minisig`.
//!
//! The manifest has the digest of every file, so one signature is about all of them. Keys and signatures are those of the
//! program `minisign`; either can be made and checked with it too.

use std::fmt;

use crate::disk::MANIFEST;
use crate::language::{Language, Message};

/// A public key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicKey(minisign_verify::PublicKey);

impl PublicKey {
    /// Reads a key: `RW…` alone, or the text of a `.pub` file.
    pub fn read(text: &str) -> Option<Self> {
        let line = text.lines().map(str::trim).rfind(|line| !line.is_empty())?;
        minisign_verify::PublicKey::from_base64(line).ok().map(Self)
    }
}

/// What a signature proves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signed {
    /// The owner of the key has signed exactly these bytes.
    Valid,
    /// It is by another key.
    OtherKey,
    /// It is of other bytes.
    OtherBytes,
    /// It is no signature.
    Garbled,
    /// There is none.
    Missing,
}

/// Checks the signature of a manifest, given its bytes.
pub fn check(manifest: &[u8], signature: &str, key: &PublicKey) -> Signed {
    let Ok(signature) = minisign_verify::Signature::decode(signature) else { return Signed::Garbled };
    match key.0.verify(manifest, &signature, true) {
        Ok(()) => Signed::Valid,
        Err(minisign_verify::Error::UnexpectedKeyId) => Signed::OtherKey,
        Err(minisign_verify::Error::InvalidSignature) => Signed::OtherBytes,
        Err(_) => Signed::Garbled,
    }
}

/// Why a manifest could not be signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignError {
    /// The text is no secret key of minisign.
    NoKey,
    /// The key is locked, and no password was given.
    Locked,
    /// The password does not open the key.
    Password,
    /// The system gives no random numbers.
    Failed(String),
}

impl SignError {
    /// What to tell; the entry's attribute `help` says what to do about it.
    pub fn message(&self) -> Message {
        match self {
            Self::NoKey => Message::new("sign-no-key"),
            Self::Locked => Message::new("sign-locked"),
            Self::Password => Message::new("sign-password"),
            Self::Failed(cause) => Message::new("sign-failed").arg("cause", cause.as_str()),
        }
    }
}

impl fmt::Display for SignError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&Language::English.say(&self.message()))
    }
}

impl std::error::Error for SignError {}

/// Signs a manifest, given its bytes, with the text of a secret key file and its password, if it has one. Gives the text of
/// `manifest.json.minisig`.
pub fn sign(manifest: &[u8], key: &str, password: Option<&str>) -> Result<String, SignError> {
    // `into_unencrypted_secret_key` refuses a key with a password, and the other way round; with no password at all the
    // other would ask for one on the terminal by itself.
    let read = || minisign::SecretKeyBox::from_string(key).map_err(|_| SignError::NoKey);
    let secret = match (read()?.into_unencrypted_secret_key(), password) {
        (Ok(secret), _) => secret,
        (Err(_), Some(password)) => {
            read()?.into_secret_key(Some(password.to_owned())).map_err(|error| match error.kind() {
                minisign::ErrorKind::Verify => SignError::Password,
                _ => SignError::NoKey,
            })?
        }
        (Err(_), None) if is_locked(key) => return Err(SignError::Locked),
        (Err(_), None) => return Err(SignError::NoKey),
    };
    // What minisign writes there itself but for the time, which the ledger knows better.
    let comment = format!("file:{MANIFEST}");
    let signature = minisign::sign(None, &secret, manifest, Some(&comment), None)
        .map_err(|error| SignError::Failed(error.to_string()))?;
    Ok(signature.into_string())
}

/// Whether the text is a key with a password: its third and fourth byte name the way it is locked, and are zero where it
/// is not.
fn is_locked(key: &str) -> bool {
    // Base64 of `EdSc`, and of the first byte of what follows.
    key.lines().nth(1).is_some_and(|line| line.starts_with("RWRTY"))
}
