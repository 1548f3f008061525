# The preview

serve-title = Findings
serve-list = All findings of the site
serve-nothing = There is nothing to show yet
serve-site = Whole site: { $counts }
serve-wrong = This page cannot be made at present
serve-none = Nothing was found.
serve-close = Close (Esc)
serve-copy = Place in the file, to be copied
serve-error = Error
serve-warning = Warning
serve-note = Note
serve-suspect = Most likely wrong:
serve-cells = All cells it is about
serve-home = To the site
serve-more = { $count } more: see gongkai check.

serve-started = { $url }  { $reports ->
    [one] { $reports } report
   *[other] { $reports } reports
  }  { $seconds } s  (Ctrl-C ends it)
serve-busy = Port { $port } is in use, { $other } is taken instead
serve-exposed = Careful: { $address } can be reached from other computers, and what is not published yet can be seen.
serve-address = Address { $address } cannot be used: { $cause }
    .help = Choose another one, such as --addr 127.0.0.1:8081
serve-changed = { $paths }  { $milliseconds } ms
serve-changed--many = { $paths } and others, { $count } files  { $milliseconds } ms
serve-checked = ✓ no errors  { $warning ->
    [one] { $warning } warning
   *[other] { $warning } warnings
  }  { $note ->
    [one] { $note } note
   *[other] { $note } notes
  }
serve-checked--errors = ✗ { $error ->
    [one] { $error } error
   *[other] { $error } errors
  }  { $warning ->
    [one] { $warning } warning
   *[other] { $warning } warnings
  }  { $note ->
    [one] { $note } note
   *[other] { $note } notes
  }
serve-overflowed = There were more changes than the system tells; all files were read anew.
serve-limit-reached = The system watches no more folders; they are looked at now and then instead, and pages follow a second or two later.
serve-refused = The system does not watch these folders; they are looked at now and then instead, and pages follow a second or two later.
serve-network-share = The site is on a network share or a disk of that kind; it is looked at now and then, and pages follow a second or two later.
serve-no-browser = No browser could be opened: { $cause }
    .help = Open { $url } in a browser yourself
