# Findings: one entry per rule, named like the rule; .help says how to mend it.
# A variant is named <rule>--<variant>.

accepted-because = { " " }(accepted: { $reason })
first-place = first here
left-side = left side is { $sum }
right-side = right side is { $sum }
suspect = should this be { $correct }?
suspect-side = should this be { $correct }? { $side }
sum-of-bodies = its bodies have { $sum }
previous-report = last year's report
other-report = the other report
link-on-page = { " " }(page { $page })

## Files and encodings

not-utf8 = The file is not UTF-8; it looks like { $guess }
    .help = Open it in an editor and save it as UTF-8 (Notepad: Save as, encoding UTF-8).
not-utf8--unknown = The file is not UTF-8 text
    .help = Save it as UTF-8; a Word or WPS document has to be turned into text first.
nul-byte = The file holds a NUL byte and is not a text
    .help = Delete that character, or paste the text again from the original.
invisible-character = Invisible character { $code }
    .help = It is left out of the page. Delete it here; it often comes along when text is pasted.
unreadable-file = The file cannot be read: { $detail }
    .help = See that it exists and that you may read it.
unreadable-file--link = The link leads out of the site
    .help = Put the file itself into the site instead of a link.
unreadable-file--kind = Not an ordinary file
    .help = Keep only ordinary files and folders in the site.
unreadable-file--name = The file name is not UTF-8
    .help = Rename the file.
unreadable-file--portable = This file name does not work on every system: { $name }
    .help = Avoid \ / : * ? " < > |, a dot or space at the end, and reserved names such as CON and NUL.
unexpected-file = This file is none that we know; it is not used
    .help = Reports are content/<year>/<agency>.md, attachments lie in content/<year>/<agency>/, plain pages in content/pages/.
attachment-type = Files of this kind are not published: .{ $kind }
    .help = Allowed are { $allowed }. Save it as one of these, PDF for example.
route-collision = Another file makes the same address: { $route }
    .help = Rename one of them.

## Front matter and YAML

front-matter-missing = The first line should be ---
    .help = A report begins with ---, then its data, a line --- again, then its text. `gongkai new` writes one to start from.
front-matter-missing--empty = The file is empty
    .help = `gongkai new report` writes a blank report with all rows.
front-matter-missing--toml = The front matter begins with +++; it should be ---
    .help = Front matter is YAML between two lines ---.
front-matter-unclosed = The front matter does not end: the second line --- is missing
    .help = Put a line with only --- between the data and the text.
yaml-limit--size = The data are larger than { $limit } MB
    .help = A report has a few KB; see whether something else was pasted in.
yaml-limit--depth = The data are nested more than { $limit } deep
    .help = Look at the brackets and the indentation.
yaml-limit--count = The data have more than { $limit } values
    .help = A report has a few hundred; see whether something else was pasted in.
yaml-syntax = This is not YAML from here on ({ $detail })
    .help = Look at this line and the one before: a space after each colon, brackets and quotes in pairs, equal indentation.
yaml-syntax--tab = A tab is used for indentation
    .help = YAML wants spaces.
yaml-syntax--key = A key should be one word
    .help = Each line is `key: value`.
yaml-syntax--documents = A second YAML document begins here
    .help = Keep one document in a file; remove the extra line ---.
yaml-alias = YAML's { $what } is not supported
    .help = Write the value itself; quote a text that begins with & * or !.
full-width-colon = A full-width colon stands here
    .help = Use `: `, a plain colon and a space.
duplicate-key = The key { $key } stands twice
    .help = Only the first counts; remove or rename the other.
unknown-key = The key { $key } means nothing here
    .help = Known here: { $known }.
unknown-key--meant = The key { $key } means nothing here
    .help = Did you mean { $meant }?
missing-key = { $key } is missing
    .help = Add `{ $key }: …`.
wrong-type--map = `key: value` lines should stand here
    .help = Look at the indentation, and at the space after each colon.
wrong-type--text = A text should stand here
    .help = Write it as one line of text.
wrong-type--list = A list should stand here
    .help = A list is [a, b], or one item a line, each beginning with `- `.
wrong-type--integer = A whole number should stand here, not “{ $found }”
    .help = Write digits only, such as 2022.
wrong-type--number = A number should stand here
    .help = One number in each cell.
wrong-type--row = This row should have { $wanted } numbers
    .help = Write [number, number, …] in the order of the columns.
unknown-value = “{ $found }” is not known
    .help = Write one of { $choices }.
bad-date = Not a date: { $found }
    .help = A date is 2023-01-31, and a day that exists.
bad-slug = “{ $found }” cannot be part of an address
    .help = Use lower-case letters, digits and hyphens only, such as haicheng.

## Tables

bad-number--separator = A separator inside a number: { $found }
    .help = Remove commas and spaces, as in 1234; plain commas stand between cells.
bad-number--leading-zero = A number with a zero in front: { $found }
    .help = Remove the zero; some programs read it as octal.
bad-number--notation = Not a plain number: { $found }
    .help = Write digits only, such as 1000; no plus sign, exponent or underscore.
bad-number--unit = A number with a unit: { $found }
    .help = Write the number only; the table gives the unit.
bad-number--chinese-numeral = A number in Chinese numerals: { $found }
    .help = Write it in digits.
bad-number--too-large = The number is too large: { $found }
    .help = At most 15 digits before the point; see whether some were typed twice.
bad-number--too-precise = Too many decimals: { $found }
    .help = At most 6.
bad-number--not-a-number = Not a number: { $found }
    .help = Write digits only; 0 where there was nothing, ~ where it is not known yet.
negative-number = A negative number cannot stand here: { $found }
    .help = Counts and amounts are zero or more.
not-an-integer = A whole number should stand here: { $found }
    .help = Pieces are counted whole; the unit of an amount stands in the column's head.
full-width-digits = Full-width digits: { $found }
    .help = Read as { $meant }; type plain digits.
blank-cell = { $row }: { $count ->
        [one] one cell is
       *[other] { $count } cells are
    } blank ({ $columns })
    .help = Blank is not zero. Write 0 where there was nothing, or the number that was forgotten.
blank-cell--rows = { $table }: { $count } rows are not filled in ({ $rows }, …)
    .help = Blank is not zero. Write 0 where there was nothing, or the numbers that were forgotten.
row-length = { $row }: { $wanted } numbers are wanted, { $found ->
        [one] one is
       *[other] { $found } are
    } written
    .help = In the order of the columns: { $columns }. The row is not used; nothing was guessed.
row-missing = { $count ->
        [one] One row is
       *[other] { $count } rows are
    } missing: { $rows }
    .help = Add { $ids }. Write 0 where there was nothing.
form-mismatch = The tables are those of { $from } to { $until } ({ $other }), not of { $year }
    .help = Fill in the tables of { $basis } for { $year }; `gongkai new report` writes blank ones. The present ones are not used.
form-mismatch--newest = The tables are those of { $from } and later ({ $other }), not of { $year }
    .help = Fill in the tables of { $basis } for { $year }; `gongkai new report` writes blank ones. The present ones are not used.
label-alias = “{ $key }” is not the official name
    .help = Write “{ $official }”.
half-width-label = Half-width brackets in an official name: { $key }
    .help = Official names have full-width brackets （）; correct all marked places.
table-missing = A table is missing: { $table }
    .help = Add `{ $id }:` under `tables:`. `gongkai new report` writes all rows.
equation = { $wording }: { $line } { $left } ≠ { $right }
    .help = The sides differ by { $difference }; compare the marked cells with the original table.
equation--at-most = { $wording }: { $line } { $left } > { $right }
    .help = The left side is larger by { $difference }; compare the marked cells with the original table.
equation--suspect = { $wording }: { $line } { $left } ≠ { $right }
    .help = Look at row “{ $row }”, column “{ $column }”: if it were { $correct }, the { $count } equations around it would hold.

## Structure

part-missing = A part is missing: { $part }
    .help = All six parts are required; add the heading of { $part } and its text.
part-duplicate = A part stands twice: { $part }
    .help = Join the two.
part-order = “{ $part }” is out of place
    .help = The order of the form is { $order }.
part-alias = The heading “{ $heading }” is not the official wording
    .help = Write “{ $part }”.
part-unknown = None of the form's parts: { $heading }
    .help = Headings of the second level (##) are for the form's parts; use ### inside them.
year-without-form = There is no form for { $year }
    .help = Annual reports began in 2008. Check the year, or add a form file to forms/.
year-mismatch = The year is { $found } here and { $expected } in the folder's name
    .help = Correct the year, or move the file to content/{ $found }/.
agency-mismatch = The agency is { $found } here and { $expected } in the file's name
    .help = Correct the agency, or rename the file to { $found }.md.

## Agencies and the site

agency-unknown = The register does not know { $slug }
    .help = Add it to content/agencies.yaml, or correct the file's name.
agency-unknown--meant = The register does not know { $slug }
    .help = Did you mean { $meant }? Otherwise add it to content/agencies.yaml.
report-twice = Two files are the report of { $name } on { $year }
    .help = There is one report for an agency and year: compare them and keep one, or correct `agency` if it is wrong. Changes after publication go into `corrections:`. What else is wrong in the marked file is not listed.
agency-inactive = { $name } did not exist in { $year }
    .help = Check the year, or `active` in content/agencies.yaml.
duplicate-agency = Twice in the register: { $word }
    .help = Slugs, names and former names must differ between agencies.
agency-cycle = { $key } leads back to { $slug } itself
    .help = Look at parents and successors.
link-broken = The link leads to a file that does not exist: { $address }{ $on }
    .help = Attachments lie in the folder named like the report and are linked by name; other pages by an address relative to this one, such as ../../2021/haicheng/index.html.
link-broken--template = A template names a file that does not exist: { $address }{ $on }
    .help = Correct the template; take addresses within the portal from the data that it is given.
link-broken--case = The case of the link is not that of the file: { $address }{ $on }
    .help = Write { $right }. Most servers tell upper from lower case.
link-broken--anchor = The link leads to a place that does not exist: { $address }{ $on }
    .help = The page { $target } has no id “{ $anchor }”. Use one that it has, or leave out the # and what follows.
link-broken--above = The link leads out of the portal: { $address }{ $on }
    .help = { $count ->
        [0] This page lies at the root: no address may begin with ../ here.
        [one] From this page one ../ leads to the root.
       *[other] From this page { $count } times ../ leads to the root.
    }
link-broken--rootless = A link that begins with / is broken where the portal lies in a subfolder: { $address }{ $on }
    .help = Write an address relative to this page, or set base_url in site.toml.
link-broken--adrift = A relative link on the 404 page: { $address }{ $on }
    .help = A server may show this page at any address. Use the addresses that the template is given, or begin with /.
link-broken--no-id = No element has the id that { $attribute } names: { $address }{ $on }
    .help = Give the element this id, or correct the reference.
link-broken--id-twice = Several elements have the same id: { $address }{ $on }
    .help = An id may stand once on a page. Rename the others.
accept-unused = No finding answers to this: { $rule }
    .help = Remove the entry; the cause has probably been mended.
accept-unused--absent = The reason why { $name } has no report of { $year } is of no use: { $cause ->
        [reported] there is one
       *[inactive] none is expected
    }
    .help = Remove the entry from `absent` in content/agencies.yaml.
accept-unused--error = { $rule } is an error and cannot be accepted, only mended
    .help = Only warnings can be accepted.
site-syntax = site.toml cannot be used: { $detail }
    .help = Correct it and try again. `gongkai new site` writes an example.
site-syntax--missing = There is no site.toml
    .help = Run this in the folder of the site or name it with --root; `gongkai new site` makes a new one.
unknown-rule = [levels] in site.toml names a rule that there is not: { $rule }
    .help = The name of a rule stands in brackets in front of its findings.
unknown-rule--meant = [levels] in site.toml names a rule that there is not: { $rule }
    .help = Did you mean { $meant }?
words-line = This line of the list of words cannot be read: { $line }
    .help = Write the wrong word, a tab and the right word; the wrong word alone where nothing is right.
words-line--again = The word stands on the list already: { $line }
    .help = Keep one line for each wrong word.
words-line--same = Both words of this line are the same: { $line }
    .help = Mend the line or delete it.
doc-words-line =
    .what = A line of content/words.tsv is not a wrong word, a tab and a right word, or repeats another, or has the same word twice.
    .why = A line that cannot be read has no effect, so the list lacks a word.
    .mend = Put a tab between the columns, not blanks. Lines that begin with # are comments.
form-syntax = The form file cannot be read: { $detail }
    .help = The handbook's chapter on form files says how they are written.
form-invalid--twice = Stands twice: { $word }
    .help = Ids and labels must be unique on their axis.
form-invalid--unknown = There is no “{ $word }” here
    .help = Equations are `a + b - previous.c` with ids of rows or columns; tables go by their ids.
form-invalid--unprinted = The table { $word } belongs to no part
    .help = List it under `tables` of a part.
form-invalid--empty = This axis has no row or column
    .help = Write at least one.
form-invalid--leaf = A row or column has either an id or `of`, not both and not neither
    .help = What holds data has an id; what only groups has `of`.
form-invalid--defines = Only an equation with a single leaf on its left can define a total
    .help = Write the total alone in `left`.
form-invalid--file-name = The file should be named { $id }.yaml
    .help = A form file is named like its id.
form-invalid--year = It begins in the same year as { $other }
    .help = Each form governs until the next begins; no two begin together.
form-invalid--was = `was` names nothing in form { $other }: { $word }
    .help = `was` is the id of a table, row or column of the form before.
form-invalid--figure = The figure “{ $word }” is not the one of form { $other }
    .help = One id means the same in every form: equal label and unit, and exactly the cells that continue the older ones by `was`. Give another meaning another id.
form-invalid--units = The figures of this chart have different units
    .help = Figures that are compared in one drawing have one unit.
form-invalid--no-figures = This chart has no figure
    .help = Write the id of at least one figure in `figures`.
theme-missing = There is no theme { $theme }
    .help = The built-in themes are default and red; your own lie in themes/<name>/.
theme-missing--extends = The theme { $by } extends { $theme }, which is not there
    .help = Correct extends; the built-in themes are default and red.
theme-missing--circle = The theme extends itself: { $circle }
    .help = Remove one of these extends.
theme-missing--file = The theme { $theme } lacks { $file }
    .help = Add the file, or write extends = "default" in theme.toml: what is missing then comes from the default theme.
theme-syntax = theme.toml: { $detail }
    .help = theme.toml has name, description, contract and extends, and nothing else.
theme-contract = The theme { $theme } is written for version { $written } of the theme interface; this is version { $version }
    .help = The handbook's chapter on themes lists the changes under Versions. Mend the templates, then write contract = { $version }.
theme-contract--newer = The theme { $theme } wants version { $written } of the theme interface; this program has version { $version }
    .help = Use a newer program, or an older version of the theme.
theme-contract--missing = The theme { $theme } does not say which version of the theme interface it is written for
    .help = Write contract = { $version } in theme.toml; a theme that only changes the look may say extends = "default" and no contract.
template-error = Template error: { $detail }
    .help = Correct the template.
template-error--large = Page { $page } grows beyond { $limit } MB; it was given up
    .help = Most likely a loop of the template writes too much; correct the template.
template-error--page = Template error on page { $page }: { $detail }
    .help = Correct the template; the handbook's chapter on themes lists what a page is given.

## Publication

ledger-broken--line = Line { $line } is no line of a ledger ({ $detail })
    .help = Only `gongkai deploy` writes this file. Put back the copy that was there after the last deployment; every portal has one, data/ledger.jsonl.
ledger-broken--cut = The ledger is cut off in line { $line }
    .help = Put back the copy that was there after the last deployment; every portal has one, data/ledger.jsonl.
ledger-broken--chain = Line { $line } does not follow the line before: one was changed, taken out or put in
    .help = Put back the copy that was there after the last deployment; every portal has one, data/ledger.jsonl.
ledger-broken--seal = Line { $line } was changed after it was written
    .help = Put back the copy that was there after the last deployment; every portal has one, data/ledger.jsonl.
ledger-broken--time = In line { $line } the time goes backwards: { $detail }
    .help = Put back the copy that was there after the last deployment; every portal has one, data/ledger.jsonl.
ledger-broken--event = Line { $line } cannot be: what it says has happened to { $detail } already, or could not have happened
    .help = Put back the copy that was there after the last deployment; every portal has one, data/ledger.jsonl.
published-moved = The ledger says this was first published on { $ledger }, not on { $found }
    .help = The first date never moves. Write { $ledger } here, or leave `published` out.
correction-missing = { $count ->
        [one] A figure has
       *[other] { $count } figures have
    } changed since publication without a correction: { $cell } was { $before }, is { $after }
    .help = Add to `corrections:` what was changed and why, dated { $day } or later; or write { $before } again.
correction-missing--withdrawn = Published correction { $number } was changed or taken out
    .help = What was published stays as it was: put the entry of `corrections:` back, and add another one below.
published-as = published as { $before }

## Text

raw-html = HTML in the text: { $html }
    .help = It is not shown on the page. Write it in Markdown, or remove it.
unsafe-link = Link with an unsafe address: { $url }
    .help = Only http, https, mailto, tel and relative addresses are allowed.
external-image = Image of another site: { $url }
    .help = Save the image beside the report and use its file name; only its description is shown now.
leftover-emphasis = Asterisks without a partner made nothing bold
    .help = Bold is **text**, two asterisks on each side and no space inside; for an asterisk itself write \*.
markdown-too-deep = Lists or quotations are nested more than { $limit } deep
    .help = Nest less.
