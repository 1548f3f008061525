# Sending the portal to a server

deploy-nothing = Nothing to do: { $target } shows this portal already.
deploy-plan = +{ $added } ~{ $changed } −{ $removed } → { $target }
deploy-plan--back = { $target }: from { $was } back to { $release } (+{ $added } ~{ $changed } −{ $removed })
deploy-ask = Send and show it? (y/N)
deploy-declined = Nothing was sent.
deploy-dry = Nothing was written (--dry-run).
deploy-done = ✓ { $target } shows { $release }, { $seconds } s
deploy-done--back = ✓ { $target } shows { $release } again instead of { $was }, { $seconds } s
deploy-overwritten = ! { $what }. It is written over (--overwrite).
deploy-leftover = The new release is shown, but what it replaced could not be removed: { $cause }
    .help = Nothing is wrong with what readers see. The next deploy tries again.

deploy-target--none = site.toml names no target
    .help = Write one, such as [targets.server] with the line ssh = "web@www.example.gov.cn:/srv/gongkai", or dir = "/mnt/web/gongkai".
deploy-target--which = There is more than one target: { $names }
    .help = Name one of them: gongkai deploy TARGET.
deploy-target--unknown = site.toml names no target { $name }
    .help = There is: { $names }.
deploy-danger--root = The target { $path } is the root of the disk; it is not written
    .help = Name a directory of its own in site.toml.
deploy-danger--home = The target { $path } is your home directory or holds it; it is not written
    .help = Name a directory of its own in site.toml.
deploy-danger--site = The target { $path } is the directory of the site itself or holds it; it is not written
    .help = Name a directory outside the site in site.toml.
deploy-danger--input = The target { $path } lies in a directory of the site that holds its sources or belongs to the program; it is not written
    .help = Name a directory outside the site in site.toml.
deploy-danger--symlink = The target { $path } is a symbolic link; it is not written
    .help = Name the directory that it leads to in site.toml.
deploy-danger--file = The target { $path } is a file
    .help = Name a directory in site.toml, or move the file away.
deploy-foreign = { $path } is not empty, and no release in it is one of this program; it is not touched
    .help = Name a new or empty directory in site.toml. The web server then has to show its subdirectory "current".
deploy-layout = { $path } is not what the layout in site.toml needs: "link" a symbolic link, "in-place" a directory
    .help = Was the layout changed? Move it away on the server, then deploy: the next deploy makes it anew.
deploy-elsewhere = { $path } leads to something that is not a release of this program
    .help = Somebody changed it by hand. Let it lead to one of the directories in "releases" again, or remove it, then deploy.
deploy-locked = Process { $pid } is sending this site, or sending to this target
    .help = Wait until it is done; if it hangs, end process { $pid } and try again.
deploy-locked--unknown = Another process is sending this site, or sending to this target
    .help = Wait until it is done and try again.
deploy-held = { $who } is sending to this server since { $since } (UTC), from { $site }
    .help = Wait until it is done. If you know that it is not under way any more: --break-lock.
deploy-by-hand = What the server shows was changed by hand: { $changed } changed, { $missing } missing, { $extra } extra ({ $paths })
    .help = Find out who did so. --dry-run --overwrite lists everything that a deploy would put right; --overwrite does it. Files that somebody added go.
deploy-vanishing = { $count } of { $of } files would vanish from the server; that is not done without leave
    .help = Look at it with --dry-run --allow-delete { $number }. If it is as it should be: --allow-delete { $number }.
deploy-no-earlier = There is no earlier release on this target
    .help = Only what was deployed before can be shown again.
deploy-damaged = The release { $release } is not as it was made: { $changed } changed, { $missing } missing, { $extra } extra ({ $paths }); it is not shown
    .help = Build the version that you want and deploy it.
deploy-arrived = { $path } did not arrive as it was sent; nothing was shown
    .help = Deploy again: what did arrive is kept. If it happens again, look at the disk of the server.
deploy-source = { $path } changed while it was sent; nothing was shown
    .help = Deploy again when nobody is working on the site.
deploy-program = The program { $name } was not found
    .help = Install it (Debian, Ubuntu: sudo apt-get install openssh-client rsync; Windows: the optional feature "OpenSSH Client").
deploy-unreachable = { $host } cannot be reached; it shows what it showed: { $cause }
    .help = Try: ssh { $host }. What works there works here too.
deploy-remote = Something failed on { $host }; it shows what it showed: { $cause }
    .help = Look at the disk and the permissions there, then deploy again: what did arrive is kept.
deploy-disk = Something went wrong with { $path }: { $cause }
    .help = What is shown is whole. Look at this place, then deploy again: what did arrive is kept.
deploy-disk--full = No room for { $path }: { $cause }
    .help = What is shown is whole. Make room, then deploy again: what did arrive is kept.
deploy-disk--denied = No permission to read or write { $path }
    .help = What is shown is whole. Look at the owner and the permissions of this place.
deploy-disk--read-only = { $path } is on a disk that cannot be written
    .help = What is shown is whole. Make the disk or the share writable, then deploy again.
deploy-disk--no-links = No symbolic link can be made at { $path }
    .help = Write layout = "in-place" for this target in site.toml.

# The ledger

deploy-drafts = { $count ->
        [one] One report is
       *[other] { $count } reports are
    } not finished: { $reports }
    .help = Set `status: approved` where they are. To publish the portal without them: --keep-going.
deploy-unapproved = { $count ->
        [one] One report has
       *[other] { $count } reports have
    } not been approved: { $reports }
    .help = This portal asks for it ([publication] approval). Write `status: approved` and `review: {"{"} approved: …, on: … {"}"}` into the report.
deploy-entered = Ledger: { $published } published for the first time, { $changed } changed, { $withdrawn } withdrawn
deploy-withdrawn = ! No longer published: { $reports }
deploy-clock = ! The clock of this machine ({ $now }) is behind the ledger ({ $last }); what is entered gets the time of the ledger's last line.
deploy-ledger--broken = ledger.jsonl cannot be trusted
    .help = gongkai check says which line is wrong.
deploy-ledger--meanwhile = ledger.jsonl was changed while this was under way
    .help = Nothing of it was overwritten. Run gongkai deploy again.
deploy-ledger--cut = ledger.jsonl has { $here } lines; on this machine it had { $known } once, and not the same up to there
    .help = Put back the newest ledger.jsonl; the portal has it as data/ledger.jsonl. If this one is the right one beyond doubt, remove { $path }.
deploy-kept = What is published would be withdrawn: { $reports }
    .help = Correct what is wrong with it. To withdraw a report, say so: status: returned.
deploy-kept--embargo = What is published would be withdrawn until the day in publish_at: { $reports }
    .help = Take publish_at out. To withdraw it until then all the same: --keep-going.
deploy-comes-back = ! These pages come back: { $reports }
deploy-ledger--behind = { $target } shows what was published with { $shown } lines of the ledger; ledger.jsonl has { $here }, and not the same up to there
    .help = It was cut or changed, or somebody else has deployed from another copy of the site. Put back the newest ledger.jsonl; the portal has it as data/ledger.jsonl.
deploy-ledger--unsettled = A deployment to { $target } was cut; what it published is not in the ledger yet
    .help = Run gongkai deploy { $target } first. If that target is no more, remove { $path }: what it published then is not entered.
deploy-ledger-unwritten = The new release is shown, but the ledger could not be written: { $cause }
    .help = The lines are kept in .gongkai/ledger.pending; the next deploy to this target enters them.
