//! Signatures of the manifest in the format of minisign: `manifest.json.minisig`.
//!
//! The manifest has the digest of every file, so one signature is about all of them. Keys and signatures are those of the
//! program `minisign`; either can be made and checked with it too.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;

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

/// A secret key that is open.
pub struct SecretKey(minisign::SecretKey);

impl SecretKey {
    /// Opens a key, given the text of its file and its password, if it has one.
    pub fn open(text: &str, password: Option<&str>) -> Result<Self, SignError> {
        let line = text.lines().nth(1).unwrap_or_default().trim();
        let bytes = BASE64.decode(line).map_err(|_| SignError::NoKey)?;
        let key = minisign::SecretKey::from_bytes(&bytes).map_err(|_| SignError::NoKey)?;
        match (bytes.get(..4), password) {
            // `minisign -G -W` leaves the check of such a key empty, which the crate's own reader does not take.
            (Some(b"Ed\0\0"), _) => Ok(Self(key)),
            (Some(b"EdSc"), None) => Err(SignError::Locked),
            (Some(b"EdSc"), Some(password)) => {
                let locked = minisign::SecretKeyBox::from(text.to_owned());
                let opened = locked.into_secret_key(Some(password.to_owned()));
                opened.map(Self).map_err(|_| SignError::Password)
            }
            _ => Err(SignError::NoKey),
        }
    }

    /// Signs a manifest, given its bytes; gives the text of `manifest.json.minisig`.
    pub fn sign(&self, manifest: &[u8]) -> Result<String, SignError> {
        // What minisign writes there itself but for the time: when something was published, the ledger knows better.
        let comment = format!("file:{MANIFEST}");
        let signature = minisign::sign(None, &self.0, manifest, Some(&comment), None);
        Ok(signature.map_err(|error| SignError::Failed(error.to_string()))?.into_string())
    }
}
