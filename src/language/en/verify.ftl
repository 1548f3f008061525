# Verifying what is published

verify-missing = missing
verify-changed = changed
verify-extra = extra
verify-unread = not read
verify-mark-line = { $mark } { $word }  { $path }
verify-unread-line = ? { $word }  { $path }: { $why }
verify-progress = { $done } of { $all }
verify-done = ✓ { $count ->
        [one] The one file is
       *[other] All { $count } files are
    } as { $manifest } says: { $place }
verify-differs = ✗ { $missing } missing, { $changed } changed, { $extra } extra, { $unread } not read; { $count ->
        [one] 1 file
       *[other] { $count } files
    } compared: { $place }
verify-origin = { $manifest } was written by { $generator }
verify-origin--sources = { $manifest } was written by { $generator }, from sources { $sources }
verify-signed = ✓ The signature is by this key
verify-signed--missing = ✗ There is no signature
verify-signed--other-key = ✗ The signature is by another key
verify-signed--other-bytes = ✗ The signature is of another { $manifest }
verify-signed--garbled = ✗ What should be the signature is none

verify-nothing = There is no { $place }
    .help = Name a folder, an archive (.zip or .tar.gz), an address such as https://www.example.gov.cn/xxgk/, or a target of site.toml.
verify-unlisted = { $place } has no { $manifest }
    .help = Without it nothing can be compared. If the portal did have one, it was removed; give a copy that you have kept with --manifest.
verify-foreign = The { $manifest } of { $place } is none of this program's, or is damaged
    .help = Give a copy of { $manifest } that you have kept with --manifest, or publish again.
verify-version = The { $manifest } of { $place } is of version { $version }, which this program does not know
    .help = Use the version of this program that published it, or a newer one.
verify-path = The { $manifest } of { $place } names what is no file of a portal: { $path }
    .help = No portal has such a path or such a digest, so somebody else has written it. Nothing was read or fetched by it.
verify-large = The { $manifest } of { $place } is larger than any of this program's (64 MB)
    .help = Give a copy that you have kept with --manifest.
verify-unreadable = { $place } cannot be read: { $why }
    .help = Check the name or the address, and whether you may read it.
verify-unreachable = { $place } cannot be reached: { $why }
    .help = Try: ssh { $place }. What works there works here too.
verify-damaged = { $place } cannot be read as an archive: { $why }
    .help = Copy it once more from where it was made, and compare its size.
verify-key = { $place } is no public key
    .help = It is a line that begins with RW, or the file with it that minisign -G has written (.pub).
verify-scheme = { $place } is no address of a portal
    .help = Write http://… or https://…, without ? and #.
verify-settings = The settings in { $path } cannot be read: { $why }
    .help = gongkai check tells where; or run this in a folder without a site.toml.

verify-cause = { $cause }
verify-cause--slow = no answer in time
verify-cause--host = no such host
verify-cause--status = the server answers { $status }
verify-cause--away = the server sends elsewhere: { $to }
verify-cause--circle = the server sends in a circle
verify-cause--encoded = the server sends it compressed although it was asked not to
verify-cause--long = it is too long
verify-cause--given-up = not asked for: so many before could not be fetched
verify-cause--format = its name does not end in .zip or .tar.gz
verify-cause--twice = it has two files of the same name
verify-cause--two-sizes = it says two different sizes of a file
verify-cause--bomb = far more would come out of it than goes into any portal

sign-no-key = This is no secret key of minisign
    .help = It is the file that minisign -G has written (.key).
sign-locked = The key is locked with a password
    .help = Give the password, or sign with the program: minisign -Sm manifest.json
sign-password = The password does not open the key
    .help = Give it once more.
sign-failed = The manifest could not be signed: { $cause }
    .help = Try once more.
sign-missing = This portal is to be signed: site.toml has a public_key
    .help = Give the secret key: gongkai deploy --sign FILE.
sign-ask = Password of the key { $path }: 
sign-other-key = This is not the secret key that belongs to the public_key in site.toml
    .help = Give the other key, or write the public key of this one into site.toml.
