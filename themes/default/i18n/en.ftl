# Words of the default theme. Official wording (table titles, headings of parts) comes with the forms.
# n is a count or a year, a and b are texts.

## Frame

skip = Skip to content
nav = Main
nav-home = Home
nav-agencies = Agencies
crumbs = You are here
sample = Sample data: names and figures are invented
column-name = Annual reports on government information disclosure
footer-organiser = Published by { $a }
footer-generator = Made with gongkai (公开)

## General

year = { $a }
gap = {" "}
colon = :{" "}
comma = ,{" "}
meter = { $a } of { $b } published
kind-government = Governments
kind-department = Departments
kind-town = Towns and townships
kind-subdistrict = Subdistricts
kind-institution = Public institutions
kind-page = Other pages
standing-published = Published
standing-late = Published late
standing-missing = Not published
standing-withheld = Not available yet
draft-draft = Preview: this report is a draft and not published
draft-submitted = Preview: this report was submitted and is not published yet
draft-returned = Preview: this report was returned to be corrected and is not published
draft-embargoed = Preview: this report is not published before { $a }
corrected = Corrected

## Home

home-latest = Reports for { $a }
home-received = { $a } of { $b } agencies have published their reports.
home-complete = No report is late or missing.
home-late = Published late
home-missing = Not published
home-open-year = All reports for { $a }
home-years = Reports by year
home-year-count = { $a } of { $b } agencies published
home-by-agency = Reports by agency
home-agencies = Reports of all years, former names and contacts of each agency.
home-empty = No report has been published yet.

## Years

year-title = Annual reports on government information disclosure, { $a }
year-summary = { $a } of { $b } agencies have published their reports.
year-lacking = { $n ->
    [one] { $n } agency has not published.
   *[other] { $n } agencies have not published.
}
year-form = Form
year-basis = Basis
year-table = Reports of all agencies for { $a }
year-nav = Other years
older = Previous year
newer = Next year
column-agency = Agency
column-year = Year
column-published = Published on
column-standing = Status
agency-page = About the agency

## Agencies

agencies-title = Agencies
agencies-lead = Agencies that publish annual reports, by kind. A name leads to the reports of all years.
agencies-count = { $n ->
    [one] { $n } agency
   *[other] { $n } agencies
}
agency-aliases = Former names
agency-until = until { $a }
agency-newest = Latest report
agency-kind = Kind
agency-address = Address
agency-parent = Belongs to
agency-predecessors = Took over from
agency-successor = Succeeded by
agency-active = Reporting years
agency-active-from = From { $a }
agency-active-until = Until { $a }
agency-active-both = { $a } to { $b }
agency-facts = Facts
agency-years = Reports by year
agency-description = { $a }: annual reports on government information disclosure of all years, former names and contact.
agency-no-years = No report yet.

## Contact

contact = Contact
contact-office = Office
contact-address = Address
contact-postcode = Postcode
contact-phone = Telephone

## Report

report-agency = Published by
report-published = Published on
report-standing = Status
report-entered = Entered here on
report-description = { $a }: annual report on government information disclosure { $b }, with tables and data.
toc = Contents
cell-blank = blank
cell-blank-note = The report leaves this cell empty, which is not zero.
cell-unreadable = unclear
cell-unreadable-note = The report holds no readable number in this cell.
cell-computed-note = Figures with a dotted line are totals worked out here; the report left them out.
corrections = Corrections
correction-figure = { ": " }was { $a }, is { $b }
correction-blank = blank
correction-why = Reason:{" "}
accepted = Notes on checks
accepted-lead = These findings were looked at and kept, for the reasons given.
downloads = Downloads
download-xlsx = The official tables as a workbook
download-csv = All figures
download-json = All figures with descriptions
report-nav = Other years of this agency

## Pages

updated = Last changed:{" "}
not-found-title = This page was not found
not-found-text = The address may be mistyped, or the page has moved. Please look for it from here.

## Display

display = Display
display-large = Large print
display-contrast = High contrast

## Column tags

column-description = Annual reports on government information disclosure of all agencies of this area.
column-keywords = government information disclosure,annual report
column-type = Annual reports on government information disclosure

## Foot

footer-contact = Contact: { $a }
footer-site-code = Site code: { $a }
footer-badge = Mark of party and government bodies
footer-report-error = Report a mistake on this site
footer-sitemap = Site map

## Navigation

nav-matrix = Publication
nav-compare = Compare
nav-search = Search
nav-status = Checks

## Figures

figures = Key figures
figures-sum = Totals for the year
column-figure = Figure
column-change = Change
change = { $b } since { $a }
change-none = same as { $a }
trend = Figures over the years
trend-caption = { $a }: key figures by year
because = Reason:{" "}

## Home, continued

home-trend = Totals over the years
home-trend-caption = Totals of the reports of all agencies, by year
home-ways = Find a report
home-matrix = Which agency published its report in which year, in one table.
home-compare = Any two reports side by side.

## Sums of a year

year-reports = Reports of the agencies
totals = Totals
totals-of = Added up from { $a } reports.
totals-uncounted = Not added again, because its report already covers its bodies: { $a }.
totals-missing = { $n ->
    [one] { $n } agency has not published and is not included.
   *[other] { $n } agencies have not published and are not included.
}
totals-without = No report, so not included: { $a }.
totals-links = Follow a total to see the agencies behind it.
totals-more = See each total agency by agency
totals-title = Totals for { $a }, agency by agency
totals-here = Agency by agency
totals-description = The agencies behind each total for { $a }.
totals-sum = Total
totals-zero = { $n ->
    [one] { $n } more row is zero in every report.
   *[other] { $n } more rows are zero in every report.
}
totals-all-zero = zero in every report.
cell-incomplete = incomplete
cell-incomplete-note = Some reports have no number here, so the total is not complete.

## Comparison

compare-title = Compare reports
compare-lead = Any two reports side by side; the list below compares each report with that of the year before.
compare-left = First report
compare-right = Second report
compare-go = Compare
compare-failed = A report could not be fetched. Please check that the agency has a report for that year, and open this page from the web site.
compare-forms = The two reports are on different forms: only figures that mean the same are listed.
compare-before = Compared with the year before
compare-before-lead = Choose an agency and a year:
compare-pair = { $a }–{ $b }
compare-others = Compare other reports
comparison-link = Compare with the year before
comparison-all = Compare every figure with { $a }
comparison-title = { $a }: { $b } and the year before
comparison-description = Every figure of the reports for { $a } and { $b } side by side.
comparison-forms = { $n ->
    [one] The two years are on different forms: only figures that mean the same are compared; { $n } has no equivalent in the earlier form.
   *[other] The two years are on different forms: only figures that mean the same are compared; { $n } have no equivalent in the earlier form.
}
comparison-nothing = All figures that can be compared are zero in both reports.
comparison-zero = { $n ->
    [one] { $n } more figure is zero in both years.
   *[other] { $n } more figures are zero in both years.
}

## Publication

matrix-title = Publication of reports by year
matrix-lead = Which agency published its report in which year. A cell leads to the report.
matrix-lacking = { $n ->
    [one] { $n } report is missing.
   *[other] { $n } reports are missing.
}
matrix-complete = No report is missing.
matrix-none = not due
matrix-published = yes
matrix-late = late
matrix-missing = no
matrix-withheld = pending
matrix-corrected = corrected
matrix-empty = blank
matrix-published-note = published in time
matrix-late-note = published after the deadline
matrix-missing-note = due, but not published
matrix-empty-note = no report due

## Checks

status-title = Checks of the reports
status-lead = What the automatic checks of the published reports have found. A hint is not yet a mistake; the agencies decide.
status-reports = Reports checked
status-open = Open
status-accepted = Looked at and kept
status-none = Nothing is open.
level-error = Error
level-warning = Warning
level-note = Note

## Search

search-label = Search the reports
search-go = Search
search-lead = Search the titles, texts and tables of all reports. Put spaces between words.
search-slash = / moves to the search field
search-wait = Searching …
search-none = Nothing was found.
search-found = {"{n}"} found
search-about = About {"{n}"} found
search-all = All
search-more = Show more
search-failed = The search data could not be fetched. Please open this page from the web site.
search-ways = Other ways to the reports

## Agencies, continued

agency-no-report = no report yet
index-number = Index number
index-publisher = Publishing body
index-source = Source

## Feed and data

nav-data = Data
feed = Subscribe (Atom)
home-feed = New reports and corrections, for a feed reader.
home-data = All figures of all years to download, by year or as a whole.
home-download = Figures for { $a } (CSV)
year-downloads = Figures of this year to download
data-about = About the data
data-title = Open data
data-lead = Every figure in the tables of all reports, by year or as a whole; without registration, for use offline.
data-reports = Reports
data-figures = Figures
data-whole = All years
data-years = By year
data-figures-xlsx = Workbook
data-figures-xlsx-note = opens in Excel, LibreOffice or WPS; for reading and adding up.
data-figures-csv = Every figure
data-figures-csv-note = a line for each figure; for statistics programs and databases.
data-reports-json = Structured data
data-reports-json-note = an entry for each report with title, dates, corrections and all figures; for programs.
data-reports-csv = List of reports
data-reports-csv-note = a line for each agency and year: whether a report is due, published, when, corrected.
data-agencies-csv = Register of agencies
data-agencies-csv-note = ids, names, former names, what belongs to what, first and last year.
data-cells-csv = Cells of the tables
data-cells-csv-note = ids, names, units and kinds of all cells of the official tables.
data-datapackage-json = Description of the package
data-datapackage-json-note = columns, types, sizes and checksums of the CSV files (Frictionless Data Package).
data-report-schema-json = Shape of a report
data-report-schema-json-note = JSON Schema of report.json.
data-reports-schema-json = Shape of all reports
data-reports-schema-json-note = JSON Schema of reports.json.
data-parquet = Parquet files partitioned by year, for DuckDB, Spark and others.
data-ledger-jsonl = Ledger
data-ledger-jsonl-note = when each report was first published, and every change since; each line is sealed with the digest of the one before.
data-search = Search index
data-search-note = what the search reads, for other programs.
data-reading = How to read the figures
data-dictionary = Data dictionary: what every id means
data-zero = 0
data-zero-note = The report says zero.
data-blank = blank
data-blank-note = The report leaves the cell empty. That is not zero and should not be counted as zero.
data-computed = computed
data-computed-note = A total that the report left out, added up here.
data-unreadable = unreadable
data-unreadable-note = The report holds no readable number.
data-absent = No such line
data-absent-note = The form of that year does not have the item. Forms change: see the data dictionary.
data-lacking = No such report
data-lacking-note = The agency published no report for that year, or none was due: see the list of reports.
data-use = Offline use and citing
data-offline = Downloaded files need no network. Keep them in the same folders as here; the description of the package has the size and checksum of every CSV file.
data-cite = Please name the portal, the agency, the year and the day of the download. Figures change when a report is corrected; corrections are listed on the page of the report.
data-programs = For programs

## Data dictionary

dictionary-title = Data dictionary
dictionary-lead = What the columns and ids in the files mean, table by table of each official form.
dictionary-columns = Columns of the files
dictionary-columns-lead = The first line of a CSV file has the names of its columns; the files are UTF-8. report.csv of each report has the columns of figures.csv.
dictionary-column = Column
dictionary-meaning = Meaning
dictionary-type-string = text
dictionary-type-year = year
dictionary-type-number = number
dictionary-type-date = date
dictionary-type-boolean = true or false
dictionary-figures-agency = Id of the agency, as in its address.
dictionary-figures-year = Year that is reported on.
dictionary-figures-form = Id of the official form.
dictionary-figures-table = Id of the table.
dictionary-figures-row = Id of the row.
dictionary-figures-column = Id of the column.
dictionary-figures-value = The number, with a decimal point and no separators; empty where there is none. Empty is not zero.
dictionary-figures-unit = The unit, in Chinese; empty where pieces are counted.
dictionary-figures-status = Where the number comes from, see below.
dictionary-reports-agency = Id of the agency.
dictionary-reports-year = Year that is reported on.
dictionary-reports-agency_name = Full name of the agency.
dictionary-reports-standing = published: in time or without a date; late: after the deadline; missing: there is no report; withheld: there is one that cannot be published yet.
dictionary-reports-because = Why there is no report; empty where unknown.
dictionary-reports-form = Id of the official form; empty where there is no report or the year has no form.
dictionary-reports-title = Title of the report.
dictionary-reports-published = Day of publication; empty where unknown.
dictionary-reports-corrected = Day of the last correction; empty where there is none.
dictionary-reports-url = Address of its page; where the portal has no address, its path in the folder of the portal.
dictionary-reports-counted = Whether it is part of the totals of the year. The report of a government that covers its bodies is not counted again.
dictionary-agencies-slug = Id of the agency, used in addresses.
dictionary-agencies-name = Full name.
dictionary-agencies-short = Short name; the full one where there is none.
dictionary-agencies-kind = Kind of body: government, department, town, subdistrict or institution.
dictionary-agencies-parent = Id of the body it belongs to.
dictionary-agencies-from = First year it reports on; empty where that is before all reports.
dictionary-agencies-until = Last year it reports on; empty where it still does.
dictionary-agencies-successor = Id of the agency that took it over.
dictionary-agencies-former_names = Former and other names, separated by semicolons.
dictionary-agencies-covers = bodies: its report covers the bodies below it; itself: it covers itself alone.
dictionary-cells-form = Id of the official form.
dictionary-cells-table = Id of the table.
dictionary-cells-row = Id of the row.
dictionary-cells-column = Id of the column.
dictionary-cells-table_zh = Official title of the table.
dictionary-cells-table_en = Title of the table in English.
dictionary-cells-row_zh = Official words of the row, behind those of the groups it belongs to, separated by “ / ”.
dictionary-cells-row_en = The same in English.
dictionary-cells-column_zh = Official words of the column, behind those of the groups it belongs to, separated by “ / ”.
dictionary-cells-column_en = The same in English.
dictionary-cells-unit = The unit; empty where pieces are counted.
dictionary-cells-unit_en = The unit in English.
dictionary-cells-kind = count: a whole number, zero or more; change: a whole number with a sign; money: an amount, may have decimals.
dictionary-cells-defined = Whether it is a total that follows from other cells.
dictionary-cells-was = Which cell of the form before it continues, as table.row.column; empty where none.
dictionary-statuses = Where a number comes from
dictionary-status-given = Written in the report, zero included.
dictionary-status-computed = A total that the report left out, added up here.
dictionary-status-blank = The report leaves the cell empty, which is not zero.
dictionary-status-unreadable = The report holds no readable number.
dictionary-years = Years
dictionary-rows = Rows
dictionary-table-columns = Columns
dictionary-label = Name
dictionary-kind = Kind and unit
dictionary-kind-count = whole number, zero or more
dictionary-kind-change = whole number, may be negative
dictionary-kind-money = amount, may have decimals
dictionary-total = total
dictionary-was = continues { $a } of the form before
