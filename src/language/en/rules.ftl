# Docs of the rules that are told while files are read: one entry `doc-<rule>` each.
# .what it says, .why, .mend how to mend it. The docs of the other rules stand in their own files.

## Files and encoding

doc-not-utf8 =
    .what = The file is not text in UTF-8: it was saved in GBK, for example, or is a Word or WPS document with another extension.
    .why = Chinese characters in an unknown encoding are misread. Nothing is guessed, so that no garbled text is published.
    .mend = Open the file in an editor and save it as UTF-8; copy the contents of a Word or WPS document into a text file.
doc-nul-byte =
    .what = The file holds a NUL byte, which no text has.
    .why = The file is probably damaged or of another format, and the rest of it cannot be trusted either.
    .mend = Paste the text from the original again and save it as UTF-8.
doc-invisible-character =
    .what = The text has a character that cannot be seen: one that controls the direction of text, one without width, or a stray byte order mark.
    .why = Such characters garble what is shown, and what is found or copied differs from what is seen.
    .mend = Delete it where it is marked; if it is hard to select, type the characters around it anew.
doc-unreadable-file =
    .what = A file cannot be read: no permission, no ordinary file, a link that leads out of the site, or a name that some systems do not allow.
    .why = The portal is made of files that can be read. A link out of the site could put files on the web that must not be public.
    .mend = Mend the permissions or the name, or put the file itself into the site's folder.
doc-unexpected-file =
    .what = A file under content/ is no report, register, plain page or attachment.
    .why = A report in the wrong place does not appear on the portal, and nobody notices.
    .mend = Reports are content/YEAR/AGENCY.md, attachments lie in content/YEAR/AGENCY/, plain pages in content/pages/; move away what is not used.
doc-attachment-type =
    .what = An attachment is of a kind that may run code in the reader's browser or machine, such as html, svg or exe.
    .why = Attachments of a government portal are for reading. A file that can run code harms readers once it is replaced or slipped in.
    .mend = Save it as PDF, OFD, Word, Excel, CSV, text, picture or ZIP.
doc-route-collision =
    .what = Two files would become the same address, or two addresses differ only in case.
    .why = The later one would take the place of the earlier one, and some systems do not tell upper from lower case.
    .mend = Rename one of the files.

## Front matter and YAML

doc-front-matter-missing =
    .what = A report or page does not begin with a line ---, so its data cannot be found.
    .why = Agency, year and tables stand in the front matter; without it nobody knows whose report it is.
    .mend = Begin the file with ---, then the data, then another line ---; `gongkai new report` writes a blank report.
doc-front-matter-unclosed =
    .what = The second line --- is missing, so the front matter does not end.
    .why = Data and text cannot be told apart.
    .mend = Add a line --- between data and text: at the left margin, nothing but the three hyphens.
doc-yaml-limit =
    .what = The front matter is larger, deeper or has more values than any real report.
    .why = Something else was probably pasted by mistake, and without a limit one bad file would hold up everything.
    .mend = Delete what was pasted; where it is too deep, check brackets and indentation.
doc-yaml-syntax =
    .what = The YAML of the front matter cannot be read from the marked place on.
    .why = What cannot be read can neither be used nor checked.
    .mend = Look at this line and the one above: a space after each colon, brackets and quotes in pairs, equal indentation, spaces instead of tabs.
doc-yaml-alias =
    .what = The front matter uses anchors, aliases or tags of YAML (written with & * !).
    .why = Every number of a report should be seen and changed where it stands; an alias changes several places at once.
    .mend = Write the value itself; put text that begins with such a character in quotes.
doc-full-width-colon =
    .what = A key is followed by a full-width colon “：”.
    .why = YAML knows only the ASCII colon; with the other the whole line becomes a text and its data is lost.
    .mend = Write an ASCII colon and a space.
doc-duplicate-key =
    .what = The same key stands twice in one place, a row for example.
    .why = It is not clear which value counts, and the program does not choose.
    .mend = Delete one of them, or turn it into the key that was meant.
doc-unknown-key =
    .what = A key means nothing here: it is misspelt, or a row or column that the form does not have.
    .why = An unknown key is not used, so the data in it would be missing.
    .mend = Correct the key; `gongkai forms show` shows the rows and columns of a form.
doc-missing-key =
    .what = A key that must be there is not, such as agency or year.
    .why = Without it nobody knows which agency and year the report is about, or what the page is called.
    .mend = Add it.
doc-wrong-type =
    .what = The value is of the wrong kind: text where a list is wanted, for example.
    .why = A value of the wrong kind cannot be used, and its meaning is not guessed.
    .mend = Write it as the advice says; usually the indentation or the space after a colon is at fault.
doc-unknown-value =
    .what = The value is none of the fixed choice, such as the kind of an agency.
    .why = These values decide due dates and the order of lists; a wrong one puts things into the wrong class.
    .mend = Choose one of those that the advice lists.
doc-bad-date =
    .what = The date is not written like 2023-01-31, or there is no such day.
    .why = The date of publication is compared with the due date, which needs one way of writing.
    .mend = Write year, month and day with hyphens: 2023-01-31.
doc-bad-slug =
    .what = A name in addresses (slug) has something other than lower-case letters, digits and hyphens, or a hyphen at its end.
    .why = Chinese characters, spaces and capitals in addresses cannot be opened on some systems and browsers.
    .mend = Use lower-case letters, digits and hyphens only, such as haicheng.

## Tables

doc-bad-number =
    .what = A cell holds no number, or one that is written in another way: with a comma, unit, leading zero or plus sign, or in Chinese numerals.
    .why = Cells hold numbers only; the head of the table gives the unit. “1,234” would be two cells and “012” is octal to some programs, so guessing would go wrong.
    .mend = Write plain digits, such as 1234, and 0 where there was nothing.
doc-negative-number =
    .what = A count or an amount is negative.
    .why = Counts and amounts are zero or more; a negative one is a slip.
    .mend = Compare it with the original records and correct it.
doc-not-an-integer =
    .what = A count is a fraction.
    .why = Counts are whole numbers; only amounts of money (in 10,000 yuan) have decimals.
    .mend = See whether the number stands in the wrong cell, or an amount in place of a count.
doc-full-width-digits =
    .what = Digits are typed in full width, such as “１２”.
    .why = They are understood here, but searches and spreadsheets take them for text.
    .mend = Type plain digits.
doc-blank-cell =
    .what = A cell is empty, or holds “/”, “—”, “无” or the like.
    .why = Blank is not zero: readers cannot tell whether there was nothing or the number was forgotten. Blank is never taken for zero, and no total with a blank cell can be checked.
    .mend = Write 0 where there was nothing; add the number that was forgotten.
doc-row-length =
    .what = A row has more or fewer numbers than the table has columns.
    .why = If one number is missing, all behind it stand in the wrong column. Which one is missing is not guessed; the row is not used.
    .mend = Compare the row with the head of the table, number by number.
doc-row-missing =
    .what = Rows of the form are not in the table.
    .why = Article 50 of the Regulations on Disclosure of Government Information (政府信息公开条例) has the national authority publish one format for all reports. Every row of it is required, with 0 where there was nothing.
    .mend = Add the rows; totals may be left out and are computed.
doc-table-missing =
    .what = A table of the form is not in the report.
    .why = Article 50 of the Regulations on Disclosure of Government Information (政府信息公开条例) has the national authority publish one format for all reports. Every table of it is required, with 0 where there was nothing.
    .mend = Add the table; `gongkai new report` writes all tables and rows.

## Structure

doc-part-missing =
    .what = A part of the form is not in the text.
    .why = Article 50 of the Regulations on Disclosure of Government Information (政府信息公开条例) says what a report covers, and the form fixes the headings of its parts. A report without one of them is incomplete and is sent back.
    .mend = Add the heading and the text; a part that has only tables needs no text.
doc-part-duplicate =
    .what = The same part stands twice.
    .why = The form has each part once; with two, readers do not know which one counts.
    .mend = Join the two.
doc-part-order =
    .what = The parts are not in the order of the form.
    .why = Readers find and compare reports, and offices add them up, because all have the same order.
    .mend = Put the parts into the order that the advice gives, and correct their numerals.
doc-part-alias =
    .what = The heading of a part is not the official one, though it is clear which part is meant.
    .why = The form fixes the headings. Readers do not find another one, and evaluators take it for a report that does not follow the form.
    .mend = Write the official heading that the advice gives.
doc-part-unknown =
    .what = A heading of the second level (##) is none of the form's parts.
    .why = Headings of this level are for the parts; an unknown one is printed at the end and is perhaps a part with a slip in its name.
    .mend = Correct the heading, or use the third level (###) for headings within a part.
doc-year-without-form =
    .what = No form governs the year of the report.
    .why = Annual reports began in 2008; without a form it is not known which parts and tables there should be.
    .mend = Check the year; where a new form is in force, add its file to forms/.
doc-year-mismatch =
    .what = The year in the front matter and the year in the folder's name differ.
    .why = The year decides which form applies and which report is compared; one of the two is wrong, often because last year's file was copied.
    .mend = Correct the year, or move the file.
doc-agency-mismatch =
    .what = The agency in the front matter and the file's name differ.
    .why = The agency decides whose report it is; one of the two is wrong, often because another agency's file was copied.
    .mend = Correct the agency, or rename the file.

## Agencies and the site

doc-agency-unknown =
    .what = The register does not have the agency of a report, or one that is named as parent or successor.
    .why = Names, kinds and due dates of agencies stand in the register; a report of no agency in it belongs nowhere.
    .mend = Add the agency to content/agencies.yaml, or correct the file's name or the slug.
doc-agency-inactive =
    .what = According to the register the agency did not exist in the year of the report.
    .why = An agency that was dissolved has no report; either the year is wrong or the years in the register are.
    .mend = Check the year, or `active` in content/agencies.yaml.
doc-duplicate-agency =
    .what = Two agencies have the same slug, name or former name, or two files differ only in case.
    .why = With one name for two, it is not clear whose report it is.
    .mend = Correct one of them; delete an entry that stands twice.
doc-agency-cycle =
    .what = Parents or successors of an agency lead back to itself.
    .why = Carry-over follows the successors, and a circle has no end.
    .mend = Look at `parent` and `successor` in content/agencies.yaml.
doc-link-broken =
    .what = A link within the portal, the place behind its #, or a file that a page needs (image, style sheet) does not exist; or an id is missing or stands twice. Case counts.
    .why = Readers meet “page not found”, and inspections of web sites count broken links. A link of the wrong case works on Windows and breaks on the server.
    .mend = Put attachments into the folder named like the report and link them by name; link other pages by relative addresses. Where the place is a template, correct the theme.
doc-accept-unused =
    .what = The report accepts a finding that there is not, or one that is an error.
    .why = An acceptance that is left over would let a later mistake pass. Errors can only be mended.
    .mend = Delete the entry, or correct the name of the rule.
doc-site-syntax =
    .what = site.toml is missing or cannot be read.
    .why = Without the settings of the site nothing can be done.
    .mend = Correct it as the message says; `gongkai new site` starts a site.
doc-unknown-rule =
    .what = [levels] in site.toml names a rule that there is not.
    .why = With a slip in the name, the level stays as it was.
    .mend = Correct the name; `gongkai explain` lists all rules.
doc-form-syntax =
    .what = A form file cannot be read.
    .why = A form that cannot be read cannot be used, and its years are without a form.
    .mend = Correct it as the message says; the handbook has a chapter on form files.
doc-form-invalid =
    .what = A form contradicts itself: an equation names a row or column that there is not, or two forms begin in one year.
    .why = Checks by a form that contradicts itself come to wrong results.
    .mend = Correct it as the message says; the handbook has a chapter on form files.
doc-theme-missing =
    .what = The theme that site.toml or a theme.toml names is not there, a theme extends itself, or lacks a file.
    .why = Without a theme no page can be made.
    .mend = Correct the name, add the file, or use a built-in theme, default or red.
doc-theme-syntax =
    .what = theme.toml cannot be read, or has a key that means nothing.
    .why = Without it nobody knows what the theme extends and which version of the interface it is written for.
    .mend = Correct it as the message says; theme.toml has name, description, contract and extends.
doc-theme-contract =
    .what = The theme is written for another version of the theme interface, or does not say for which. A version newer than the program is an error.
    .why = With a new version, data that templates use may be gone or mean something else, and pages may lack what they should show.
    .mend = Mend the templates by the list of changes in the handbook's chapter on themes, under Versions; then change contract.
doc-template-error =
    .what = A template of the theme cannot be read, or fails on a page.
    .why = No page can be made with it.
    .mend = Correct the template; the handbook's chapter on themes lists what a page is given.

## Publication

doc-ledger-broken =
    .what = Every line of ledger.jsonl carries the digest of the line before and its own; times never go backwards; a report is published for the first time once.
    .why = The ledger proves what was published when. Inspections of government sites treat forged dates as a grave fault; a ledger that can be rewritten proves nothing.
    .mend = Put back the copy of the last deployment (data/ledger.jsonl on the portal). Never edit this file, and never merge two versions of it by hand.
doc-published-moved =
    .what = `published` in the front matter is the day on which the ledger says the report was first published.
    .why = The first date of publication never moves; the portal shows the ledger's.
    .mend = Write the ledger's date, or leave `published` out.
doc-correction-missing =
    .what = A figure that is another than the one last published has a new entry in `corrections:`, dated no earlier than the last publication; entries that were published stay.
    .why = Published figures that change silently are grounds for sanctions. Readers see what was changed, when and why, with the old and the new figure.
    .mend = Add an entry with date, what and why; or write the published figure again.

## Text

doc-raw-html =
    .what = There is HTML in the text.
    .why = Reports are written in Markdown. HTML may bring scripts and odd styles, was usually pasted from a web page, and is therefore not shown.
    .mend = Write it in Markdown, or delete it.
doc-unsafe-link =
    .what = A link has a scheme other than http, https, mailto and tel, such as javascript: or a file of one machine.
    .why = Such links may run code in the reader's browser, or work only where they were written.
    .mend = Use a web address or a relative one, or remove the link.
doc-external-image =
    .what = The text shows an image of another site.
    .why = That site would learn who reads the report, and the image changes or vanishes when that site does.
    .mend = Save the image beside the report and use its file name.
doc-leftover-emphasis =
    .what = Asterisks without a partner made nothing bold and would show on the page.
    .why = It is usually a slip in bold text, and very visible once published.
    .mend = Bold is **text**, two asterisks on each side and no space inside; for an asterisk itself write \*.
doc-markdown-too-deep =
    .what = Lists or quotations are nested deeper than any real text.
    .why = Something else was probably pasted by mistake, and without a limit one bad file would hold up everything.
    .mend = Nest less.

## Docs of equations

doc-equation =
    .what = { $wording }. ({ $table })
    .why = By the rows and columns of the form prescribed by { $basis } both sides are equal. Where they are not, at least one cell is wrong.
    .mend = Compare the cells on both sides with the original records and correct the one that is wrong; a warning with a good reason may be accepted in writing.
doc-equation--over-years =
    .what = { $wording }. ({ $table })
    .why = The same figure stands in the reports of two years and has to agree; where it does not, one of them is wrong. Nothing is checked where last year's report is missing.
    .mend = Compare last year's published report. Correct this year's figure if it is wrong; if last year's is, correct that report and say so under corrections.

## Headings of docs

explain-head = { $id }  { $level }
explain-head--code = { $id }  { $level }  { $code }
explain-changed = [levels] in site.toml sets the level; without it: { $level }
explain-why = Why: { $text }
explain-mend = How to mend it: { $text }
explain-forms = Report years: { $forms }
explain-form = { $from } onward ({ $basis })
explain-form--until = { $from }–{ $until } ({ $basis })
level-error = error
level-warning = warning
level-note = note
group-reading = How files are written
group-structure = Structure
group-tables = Tables
group-numbers = Numbers in the text
group-privacy = Personal data
group-wording = Wording and punctuation
group-filing = Filing and publication
group-equations = Equations

## The handbook

handbook-title = Rules
handbook-notice = This page is generated, do not edit it: gongkai --lang en explain --markdown
handbook-intro = `gongkai check` checks reports by these rules. The name of the rule stands in brackets in front of each finding; `gongkai explain RULE` prints the same docs on the command line.
handbook-levels = There are three levels. An error has to be mended; with an error no portal is written. A warning is mended, or judged by a person and accepted in the report with a reason (`accept:`). A note is worth knowing. `[levels]` in site.toml changes the level of a rule.
handbook-equations = These are the equations of the forms that come with the program; the name of the rule is `<table>.<equation>`. `gongkai forms show` prints a form.
doc-form-mismatch =
    .what = The tables are those of another year: all tables, rows and columns that are not known belong to another form.
    .why = The report year decides on the form: 2019 and 2020 have that of notice 国办公开办函〔2019〕60号, 2021 onward that of 国办公开办函〔2021〕30号. In the wrong tables figures stand in wrong columns and years cannot be compared.
    .mend = Write the blank tables of the year with `gongkai new report` and fill them in. Until then the tables are neither used nor checked.
doc-label-alias =
    .what = A table, row or column has a name that is understood but is not the official one, such as 规范性文件, 现行有效件 or 本年数量.
    .why = The form is uniform: names should be those of the tables that the General Office of the State Council prescribes. Names of the old form tend to live on.
    .mend = Write the official name, or the id. The names that are understood stand under `aliases` in the form file.
doc-half-width-label =
    .what = The name of a table, row or column has half-width brackets, as in 第二十条第(一)项.
    .why = The official tables have full-width brackets; a mixture in one table is left over from pasting.
    .mend = Write full-width brackets （）. gongkai check --fix does it.
doc-report-twice =
    .what = There are two files for one agency and year: a copy such as haicheng (1).md, or a file that names another agency which has its own report.
    .why = An agency publishes one report for a year. With several versions readers cannot know which one holds; evaluators have criticised this.
    .mend = Compare them and keep one; correct `agency` if it is wrong. Changes after publication go into `corrections:`.
