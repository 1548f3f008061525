//! The door through which every change to the file system goes.
//!
//! Each method asks the gate, makes one change and says in its error which path it was about. Nothing is ever
//! overwritten: files are created new, and only [`Door::exchange`] and [`Door::replace`] put something where something
//! was.

use std::fs::{self, File, FileType, Metadata};
use std::io;
use std::path::Path;

use super::content::Content;
use super::error::DiskError;
use super::manifest::Record;

/// A change that is about to be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step<'a> {
    /// A directory comes into being.
    CreateDir(&'a Path),
    /// The first file gets the second as another name.
    Link(&'a Path, &'a Path),
    /// The first file or symbolic link is copied to the second.
    Copy(&'a Path, &'a Path),
    /// A file comes into being; for the lock, its text is replaced.
    Write(&'a Path),
    /// Owner and mode of a directory, or the mode of a file, are set.
    Dress(&'a Path),
    /// A file, or what was written on the file system of a directory, is forced to the disk.
    Sync(&'a Path),
    /// A file or an empty directory goes.
    Remove(&'a Path),
    /// The first moves to the second, where nothing is, or takes its place.
    Rename(&'a Path, &'a Path),
    /// Two directories take each other's place.
    Exchange(&'a Path, &'a Path),
    /// A symbolic link that says the first comes into being as the second.
    Symlink(&'a Path, &'a Path),
}

/// Asked before every change; an error is taken as if the change itself had failed with it.
pub type Gate<'a> = dyn Fn(&Step<'_>) -> io::Result<()> + Sync + 'a;

/// The gate that lets everything through.
pub fn allow(_: &Step<'_>) -> io::Result<()> {
    Ok(())
}

/// Makes changes, each with the leave of the gate.
pub(crate) struct Door<'a> {
    gate: &'a Gate<'a>,
}

impl<'a> Door<'a> {
    /// A door with this gate.
    pub(crate) fn new(gate: &'a Gate<'a>) -> Self {
        Self { gate }
    }

    /// Creates a directory.
    pub(crate) fn create_dir(&self, path: &Path) -> Result<(), DiskError> {
        self.make(Step::CreateDir(path), || fs::create_dir(path)).map_err(DiskError::at(path))
    }

    /// Creates a directory and those above it, as far as they are not there.
    pub(crate) fn create_dirs(&self, path: &Path) -> Result<(), DiskError> {
        let is_missing = |dir: &&Path| !dir.as_os_str().is_empty() && fs::symlink_metadata(dir).is_err();
        let missing: Vec<_> = path.ancestors().take_while(is_missing).collect();
        for dir in missing.into_iter().rev() {
            match self.make(Step::CreateDir(dir), || fs::create_dir(dir)) {
                // Another run may have been quicker.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                made => made.map_err(DiskError::at(dir))?,
            }
        }
        Ok(())
    }

    /// Gives a file a second name, or copies it with its time and mode where the file system knows no second names.
    pub(crate) fn link(&self, from: &Path, to: &Path, kind: FileType) -> Result<(), DiskError> {
        use io::ErrorKind::{CrossesDevices, NotFound, QuotaExceeded, ReadOnlyFilesystem, StorageFull};
        match self.make(Step::Link(from, to), || fs::hard_link(from, to)) {
            Ok(()) => Ok(()),
            Err(error) => match error.kind() {
                StorageFull | QuotaExceeded | ReadOnlyFilesystem => Err(DiskError::at(to)(error)),
                NotFound | CrossesDevices => Err(DiskError::at(from)(error)),
                _ => self.copy(from, to, kind),
            },
        }
    }

    /// Copies a file or a symbolic link, with its time and mode.
    pub(crate) fn copy(&self, from: &Path, to: &Path, kind: FileType) -> Result<(), DiskError> {
        self.make(Step::Copy(from, to), || copy(from, to, kind)).map_err(DiskError::at(from))
    }

    /// Makes a symbolic link to a directory; an error where the system has none that can be switched in one step.
    pub(crate) fn symlink(&self, says: &Path, path: &Path) -> Result<(), DiskError> {
        self.make(Step::Symlink(says, path), || symlink(says, path)).map_err(DiskError::at(path))
    }

    /// Writes a new file.
    pub(crate) fn write(&self, path: &Path, content: &Content) -> Result<Record, DiskError> {
        content.write(&mut self.create(path)?, path)
    }

    /// Creates a file, to be filled.
    pub(super) fn create(&self, path: &Path) -> Result<File, DiskError> {
        self.make(Step::Write(path), || File::create_new(path)).map_err(DiskError::at(path))
    }

    /// Opens the lock file, made if need be, without changing what it says.
    pub(crate) fn open_lock(&self, path: &Path) -> Result<File, DiskError> {
        let open = || fs::OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path);
        self.make(Step::Write(path), open).map_err(DiskError::at(path))
    }

    /// Gives a directory the owner and mode that another has. An owner that only root could set is not an error.
    #[cfg(unix)]
    pub(crate) fn dress(&self, path: &Path, like: &Metadata) -> Result<(), DiskError> {
        use std::os::unix::fs::{MetadataExt, chown};
        let dress = || {
            // The group alone may be allowed where the owner is not.
            let _ = chown(path, Some(like.uid()), None);
            let _ = chown(path, None, Some(like.gid()));
            fs::set_permissions(path, like.permissions())
        };
        self.make(Step::Dress(path), dress).map_err(DiskError::at(path))
    }

    /// Directories have no mode here.
    #[cfg(not(unix))]
    pub(crate) fn dress(&self, _: &Path, _: &Metadata) -> Result<(), DiskError> {
        Ok(())
    }

    /// Lets us remove what is in a directory, if its mode does not.
    #[cfg(unix)]
    pub(crate) fn open_up(&self, path: &Path) -> Result<(), DiskError> {
        use std::os::unix::fs::PermissionsExt;
        let mut permissions = fs::symlink_metadata(path).map_err(DiskError::at(path))?.permissions();
        if permissions.mode() & 0o700 == 0o700 {
            return Ok(());
        }
        permissions.set_mode(permissions.mode() | 0o700);
        self.make(Step::Dress(path), || fs::set_permissions(path, permissions)).map_err(DiskError::at(path))
    }

    /// Directories have no mode here.
    #[cfg(not(unix))]
    pub(crate) fn open_up(&self, _: &Path) -> Result<(), DiskError> {
        Ok(())
    }

    /// Lets everybody read a file or look into a directory, if its mode does not, whatever the mask of the person who made
    /// it. What else its mode allows stays; a file system that has no modes is not an error.
    #[cfg(unix)]
    pub(crate) fn let_read(&self, path: &Path) -> Result<(), DiskError> {
        use std::os::unix::fs::PermissionsExt;
        let meta = fs::symlink_metadata(path).map_err(DiskError::at(path))?;
        let wanted = match meta.file_type() {
            kind if kind.is_dir() => 0o755,
            kind if kind.is_file() => 0o644,
            _ => return Ok(()),
        };
        let mut permissions = meta.permissions();
        if permissions.mode() & wanted == wanted {
            return Ok(());
        }
        permissions.set_mode(permissions.mode() | wanted);
        match self.make(Step::Dress(path), || fs::set_permissions(path, permissions)) {
            Err(error)
                if matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::Unsupported) =>
            {
                Ok(())
            }
            done => done.map_err(DiskError::at(path)),
        }
    }

    /// There are no modes here.
    #[cfg(not(unix))]
    pub(crate) fn let_read(&self, _: &Path) -> Result<(), DiskError> {
        Ok(())
    }

    /// Forces what was written to the disk, all at once. Only Linux has a call for that which costs the same for one
    /// file as for thousands; elsewhere a power cut may leave holes, which the next publication finds and fills.
    pub(crate) fn sync(&self, dir: &Path) -> Result<(), DiskError> {
        match self.make(Step::Sync(dir), || sync(dir)) {
            Err(error) if error.kind() == io::ErrorKind::Unsupported => Ok(()),
            done => done.map_err(DiskError::at(dir)),
        }
    }

    /// Removes a file or a symbolic link.
    pub(crate) fn remove_file(&self, path: &Path) -> Result<(), DiskError> {
        self.make(Step::Remove(path), || fs::remove_file(path)).map_err(DiskError::at(path))
    }

    /// Removes an empty directory.
    pub(crate) fn remove_dir(&self, path: &Path) -> Result<(), DiskError> {
        self.make(Step::Remove(path), || fs::remove_dir(path)).map_err(DiskError::at(path))
    }

    /// Moves `from` to `to`, where nothing is.
    pub(crate) fn rename(&self, from: &Path, to: &Path) -> Result<(), DiskError> {
        self.make(Step::Rename(from, to), || fs::rename(from, to)).map_err(DiskError::at(to))
    }

    /// Moves the file `from` to `to`, in the place of the file there, in one step.
    pub(crate) fn replace(&self, from: &Path, to: &Path) -> Result<(), DiskError> {
        self.make(Step::Rename(from, to), || fs::rename(from, to)).map_err(DiskError::at(to))
    }

    /// Forces a file to the disk.
    pub(crate) fn sync_file(&self, path: &Path) -> Result<(), DiskError> {
        let sync = || fs::OpenOptions::new().write(true).open(path)?.sync_all();
        self.make(Step::Sync(path), sync).map_err(DiskError::at(path))
    }

    /// Lets two directories take each other's place in one step; [`io::ErrorKind::Unsupported`] where that cannot be.
    pub(crate) fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        self.make(Step::Exchange(one, other), || exchange(one, other))
    }

    fn make<T>(&self, step: Step<'_>, change: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        (self.gate)(&step)?;
        change()
    }
}

fn copy(from: &Path, to: &Path, kind: FileType) -> io::Result<()> {
    if kind.is_symlink() {
        return copy_link(from, to);
    }
    if !kind.is_file() {
        return Err(io::ErrorKind::Unsupported.into());
    }
    let mut source = File::open(from)?;
    let meta = source.metadata()?;
    let mut file = File::create_new(to)?;
    io::copy(&mut source, &mut file)?;
    file.set_modified(meta.modified()?)?;
    file.set_permissions(meta.permissions())
}

#[cfg(unix)]
fn symlink(says: &Path, path: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(says, path)
}

#[cfg(not(unix))]
fn symlink(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(unix)]
fn copy_link(from: &Path, to: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(fs::read_link(from)?, to)
}

#[cfg(windows)]
fn copy_link(from: &Path, to: &Path) -> io::Result<()> {
    use std::os::windows::fs::{FileTypeExt, symlink_dir, symlink_file};
    let target = fs::read_link(from)?;
    if fs::symlink_metadata(from)?.file_type().is_symlink_dir() {
        symlink_dir(target, to)
    } else {
        symlink_file(target, to)
    }
}

#[cfg(not(any(unix, windows)))]
fn copy_link(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(target_os = "linux")]
fn sync(dir: &Path) -> io::Result<()> {
    Ok(rustix::fs::syncfs(File::open(dir)?)?)
}

#[cfg(not(target_os = "linux"))]
fn sync(_: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE).map_err(|error| {
        let error = io::Error::from(error);
        // What a file system says that does not know the flag.
        if error.kind() == io::ErrorKind::InvalidInput { io::ErrorKind::Unsupported.into() } else { error }
    })
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}
