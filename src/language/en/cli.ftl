# Command line

## Publishing to the disk

disk-name--segment = The output path "{ $path }" is not a relative path within the site
    .help = A path has its parts separated by /, does not begin or end with one, and has no . or .. in it.
disk-name--character = The output path "{ $path }" has a character that systems such as Windows do not allow: "{ $character }"
    .help = Rename this file; usually it is an attachment.
disk-name--end = The output path "{ $path }" has a name that ends with a full stop or a space
    .help = Windows silently drops them. Rename this file; usually it is an attachment.
disk-name--device = The output path "{ $path }" has a name that Windows keeps for devices, such as CON, NUL or COM1
    .help = Rename this file; usually it is an attachment.
disk-name--long = The output path "{ $path }" has a name of more than 255 bytes
    .help = Make the name shorter.
disk-name--manifest = The output path "{ $path }" is kept for the manifest
    .help = Rename this file.
disk-clash = The output paths "{ $first }" and "{ $second }" are the same place on some systems
    .help = They differ only in case or in how characters are composed, or one is a file that the other takes for a directory. Rename one of them.
disk-danger--root = The output directory { $path } is the root of the disk; it is not written
    .help = Name a directory of its own with --out, such as public.
disk-danger--home = The output directory { $path } is your home directory or holds it; it is not written
    .help = Name a directory of its own with --out, such as public.
disk-danger--site = The output directory { $path } is the directory of the site itself or holds it; it is not written
    .help = Name a directory of its own with --out, such as public.
disk-danger--input = The output directory { $path } is or lies in the site's directory { $input }; it is not written
    .help = The site's sources are there. Name a directory of its own with --out, such as public.
disk-danger--hold = The output directory { $path } lies in a .gongkai- directory, which the program keeps for itself; it is not written
    .help = Name another directory with --out, such as public.
disk-danger--symlink = The output directory { $path } is a symbolic link; it is not written
    .help = Name the directory that the link points to with --out.
disk-danger--file = The output directory { $path } is a file
    .help = Name a directory with --out, or move the file away.
disk-danger--foreign = The output directory { $path } is not empty, and this program did not write it (it has no manifest.json of ours); it is not written
    .help = Name a new or empty directory with --out; if nothing in this one is needed, empty it yourself.
disk-foreign = { $path } was not written by this program and is where a file of the site goes; it was not overwritten
    .help = Move it away or rename it, then publish again.
disk-mount = Another file system begins at { $path } (a mount point, or a layer of an image), so that a new site cannot take its place in one step
    .help = Name a directory below the mount point with --out; a directory that comes with a container image has to be deleted first.
disk-locked = Process { $pid } is publishing to { $path }
    .help = Wait until it is done; if it hangs, end process { $pid } and try again.
disk-locked--unknown = Another process is publishing to { $path }
    .help = Wait until it is done and try again.
disk-full = No room on the disk, or in your share of it, for { $path }; the old site is untouched
    .help = This publication writes { $bytes } bytes. Make room and publish again.
disk-leftover = The new site is in place, but remains of the old one in { $path } could not be removed: { $cause }
    .help = The next publication tries again; you may also delete that directory.
disk-aside = The new site could not be put in place ({ $cause }); for now the old one is in { $path }
    .help = Close programs that use the output directory and publish again; the old site is put back first.
disk-denied = No permission to read or write { $path }; the old site is untouched
    .help = Check the owner and the permissions of this place, or name another directory with --out.
disk-read-only = The disk with { $path } is read-only; the old site is untouched
    .help = Make the disk writable, or name another directory with --out.
disk-gone = Cannot find { $path }; the old site is untouched
    .help = It may have been moved away during the publication. Publish again.
disk-failed = Something went wrong with { $path }: { $cause }; the old site is untouched
    .help = Check this place and the state of the disk, then publish again.

## Commands and arguments

cli = gongkai (公开): annual disclosure reports become a static portal
cli-root = Folder of the site (this one if not given)
cli-lang = Language of the interface: zh-CN or en
cli-color = Colours: auto (the default), always, never
cli-help = Show help
cli-version = Show the version
cli-heading-usage = Usage:
cli-heading-commands = Commands
cli-heading-arguments = Arguments
cli-heading-options = Options
cli-build = Build the portal; writes nothing if there are errors
cli-build-out = Output folder (public/ in the site if not given)
cli-build-base-url = Address of the portal, instead of site.toml's base_url
cli-build-drafts = Show reports too that are not published yet, for a look at home
cli-build-keep-going = Leave out reports with errors, mark them as not available yet, and build the rest
cli-build-strict = Warnings that are not accepted block too
cli-build-now = Day of the check, such as 2023-01-31 (today if not given)
cli-check = Check the reports and list what is wrong
cli-check-paths = Show only what concerns these files or folders
cli-check-format = Output format: text (the default), json, sarif or github
cli-check-all = List accepted findings too, with the reason
cli-check-year = Only the reports on this year
cli-check-slip = Write the return slip for this agency (slug; its latest report if no year is given)
cli-check-out = Save the slip in this folder too, as text and as HTML
cli-check-fix = show what can be mended beyond doubt (punctuation, brackets, blanks, listed words); writes nothing
cli-check-write = with --fix: write the changes into the files
cli-check-strict = Warnings that are not accepted block too
cli-check-now = Day of the check, such as 2023-01-31 (today if not given)
cli-export = Write the figures of reports, as the portal has them, without building it
cli-export-year = Only the reports on this year
cli-export-agency = Only the reports of this agency (slug)
cli-export-format = Format: csv (the default), json, xlsx, and parquet if the program has it
cli-export-out = File to write; a folder for parquet. Without it, csv and json go to standard output
cli-status = Show how far the reports of a year have come: not received, with findings, approved, published, corrected
cli-status-year = Report year (last year if not given)
cli-status-format = Form of the answer: text or json
cli-status-now = Day, such as 2023-01-20 (today if not given)
cli-explain = Explain a rule: what it says, why, how to mend it; without a rule, list all
cli-explain-rule = Name of the rule, such as blank-cell or requests.balance
cli-explain-markdown = Print the handbook's chapter of rules
cli-new = Start a site, report, agency or page; never overwrites a file
cli-new-site = Start a site
cli-new-site-dir = Folder of the site
cli-new-report = Start a report with every row of its form, last year's carry-over filled in
cli-new-report-year = Report year
cli-new-report-agency = Slug of the agency
cli-new-agency = Add an agency to the register
cli-new-agency-slug = Name in addresses: lower-case letters, digits, hyphens
cli-new-agency-name = Full name
cli-new-page = Start a plain page
cli-new-page-slug = Name in addresses: lower-case letters, digits, hyphens
cli-forms = Look at the official forms
cli-forms-list = List the forms with their years
cli-forms-show = Show the file of a form
cli-forms-show-id = Id of the form, such as 2021
cli-serve = Show the site in a browser; pages follow every change of a file
cli-serve-addr = Address and port to listen at (127.0.0.1:8080 if not given; the next port if that one is busy)
cli-serve-drafts = Show reports too that are not published yet
cli-serve-open = Open the browser too
cli-serve-poll = Look at the files now and then, for disks whose changes the system does not tell, such as network shares
cli-serve-now = Day of the check, such as 2023-01-31 (today if not given)
cli-completions = Write a completion script
cli-completions-shell = The shell: bash, zsh, fish, powershell or elvish

## Progress and results

check-fixable = { $count ->
        [one] One of them is
       *[other] { $count } of them are
    } mended by gongkai check --fix
fix-shown = Can be mended: places { $places }, files { $files }; --write does it
fix-done = Mended: places { $places }, files { $files }
fix-nothing = Nothing can be mended beyond doubt
fix-changed = { $path } has just been changed and was left alone
    .help = Save the file and run the command again.
fix-failed = Cannot write { $path }: { $cause }
    .help = The file is as it was. Check whether it and its folder may be written.
check-done = { $mark } { $reports ->
        [one] 1 report
       *[other] { $reports } reports
    }, { $error ->
        [one] 1 error
       *[other] { $error } errors
    }, { $warning ->
        [one] 1 warning
       *[other] { $warning } warnings
    }, { $note ->
        [one] 1 note
       *[other] { $note } notes
    }, { $accepted } accepted, { $seconds } s
findings-of = == { $name } ({ $years }): { $counts }
findings-of--register = == { $name }: { $counts }
findings-of--site = == The site: { $counts }
count-error = { $count ->
        [one] 1 error
       *[other] { $count } errors
    }
count-warning = { $count ->
        [one] 1 warning
       *[other] { $count } warnings
    }
count-note = { $count ->
        [one] 1 note
       *[other] { $count } notes
    }
count-accepted = { $count } accepted
build-done = { $mark } { $reports ->
        [one] 1 report
       *[other] { $reports } reports
    }, { $pages } pages, { $error ->
        [one] 1 error
       *[other] { $error } errors
    }, { $warning ->
        [one] 1 warning
       *[other] { $warning } warnings
    }, { $accepted } accepted, { $seconds } s
    → { $path }: { $added } added, { $changed } changed, { $removed } removed
build-withheld = · { $count ->
        [one] One report is
       *[other] { $count } reports are
    } not published yet and not in the portal: { $reports }
build-drafts = ! A preview, not to be published: it shows { $count ->
        [one] a report that is
       *[other] { $count } reports that are
    } not published yet: { $reports }
status-draft = draft
status-submitted = submitted
status-returned = returned
status-approved = approved
status-published = published
status-embargoed = from { $day } on
status-missing = not received
status-excused = excused
status-findings = with findings
status-corrected = corrected
status-timed = to be published on a day
status-title = Reports on { $year } as of { $today }
status-column-agency = Agency
status-column-stage = Stage
status-column-errors = Errors
status-column-warnings = Warnings
status-column-published = Published
status-column-due = Due
status-column-days = Days left
status-nobody = No agency reports on this year.
status-total = { $count ->
        [one] 1 agency
       *[other] { $count } agencies
    }: { $stages }
status-unclear = cannot be read
build-left-out = ! { $count ->
        [one] One report has errors and was
       *[other] { $count } reports have errors and were
    } left out; the pages say so: { $reports }
build-blocked = ✗ Nothing was written; the portal is as it was: { $reports ->
        [one] 1 report
       *[other] { $reports } reports
    }, { $error ->
        [one] 1 error
       *[other] { $error } errors
    }, { $warning ->
        [one] 1 warning
       *[other] { $warning } warnings
    }, { $seconds } s
export-done = ✓ { $reports ->
        [one] 1 report
       *[other] { $reports } reports
    } → { $path }
export-blocked = ✗ Nothing was written: { $count ->
        [one] an error keeps
       *[other] { $count } errors keep
    } the chosen reports from being exported
export-too-long = A workbook cannot hold so many figures
    .help = Use --year to export year by year, or --format csv.
new-done = Wrote { $path }
new-exists = Exists already and was left alone: { $path }
    .help = Choose another name, or edit it.
new-failed = Cannot write { $path }: { $cause }
    .help = See that the folder exists and that you may write there.
new-agency-unfit = { $path } was left alone: with one more line it would have errors
    .help = See gongkai check first, or add it yourself: { $line }
new-site-comment = Settings of this site. The handbook lists all of them.
new-site-title = Annual reports on government information disclosure
new-agencies-comment = The register. slug is the name in addresses, name the full name; kind is government, department, town, subdistrict or institution.
new-agency-name = Example agency
root-unreadable = Cannot open the site's folder { $path }: { $cause }
    .help = Name the folder with --root.

## Usage

usage-value = “{ $value }” does not fit { $argument }
    .help = Possible: { $choices }. See gongkai --help.
usage-value--range = “{ $value }” does not fit { $argument }
    .help = Years have four digits, dates are written like 2023-01-31. See gongkai --help.
usage-address = “{ $value }” is no address to listen at
    .help = Write --addr 127.0.0.1:8080, or a port alone: --addr 8080.
usage-conflict = { $argument } does not go together with { $other }
    .help = See gongkai --help.
usage-rule = There is no rule { $id }
    .help = gongkai explain lists all rules.
usage-rule--meant = There is no rule { $id }
    .help = Did you mean { $meant }? gongkai explain lists all rules.
usage-slip = { $agency } has no report on { $year } that could be returned
    .help = Check the agency's slug and the year; gongkai status lists all agencies.
usage-slip--never = { $agency } has no report that could be returned
    .help = Check the agency's slug; gongkai status lists all agencies.
usage-export = There is no report on { $year } to export
    .help = Years with figures: { $years }.
usage-export--both = { $agency } has no report on { $year } to export
    .help = Its years with figures: { $years }.
usage-export--agency = { $agency } has no report to export
    .help = Check the agency's slug; gongkai status lists all agencies.
export-failed = Cannot write to standard output: { $cause }
    .help = What was written is not whole.
usage-export-out = xlsx goes into a file, not to standard output
    .help = Name the file with --out, such as --out figures.xlsx.
usage-export-out--folder = parquet is a file for each year and does not go to standard output
    .help = Name a folder with --out, such as --out parquet.
usage-export-input = { $path } is a source of the site and was left alone
    .help = Name another file with --out.
usage-no-reports = The site has no report yet
    .help = gongkai new report starts one; or give a year with --year.
usage-unknown = Unknown argument: { $argument }
    .help = See gongkai --help.
usage-command = Unknown command: { $command }
    .help = gongkai --help lists all commands.
usage-missing = An argument is missing: { $argument }
    .help = See gongkai --help.
usage-no-command = A command is wanted
    .help = gongkai --help lists all commands.
usage-other = The command cannot be understood: { $detail }
    .help = See gongkai --help.
usage-path = The site has no { $path }
    .help = Paths are taken from this folder or from the root of the site.
usage-base-url = Not the address of a portal: { $url }
    .help = Write https://host/path/.
usage-form = There is no form { $id }
    .help = gongkai forms list shows all of them.
cli-deploy = Send the portal to a server and show it there
cli-deploy-target = Name of the target in site.toml (not needed where there is only one)
cli-deploy-dry-run = Print what would change, one path per line; write nothing
cli-deploy-yes = Do not ask
cli-deploy-rollback = Show the release before the one that is shown
cli-deploy-allow-delete = Let so many files vanish from the server
cli-deploy-overwrite = Write over what was changed by hand on the server
cli-deploy-break-lock = Take the lock of a server from somebody else's deploy that is not under way any more
cli-deploy-keep-going = Leave out reports with errors, mark them as not available yet, and send the rest
cli-deploy-sign = Sign the manifest with this secret key of minisign
cli-deploy-print = Print the configuration of a web server instead: nginx, apache, iis or caddy
cli-deploy-now = Day of the check, such as 2023-01-31 (today if not given)

## gongkai verify

cli-verify = Compare a portal with its manifest: in a folder, in an archive, on a web server
cli-verify-place = Folder, archive (.zip, .tar.gz), https://… or name of a target; without it, the only target of site.toml, or public/
cli-verify-manifest = Compare with this manifest, kept elsewhere, and not with the one that is there
cli-verify-key = Check the signature with this public key, as RW… or as a file (the one in site.toml if not given)
cli-verify-format = Output format: text (the default) or json
