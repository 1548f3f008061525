# Words of the default theme. Official wording (table titles, headings of parts) comes with the forms.
# n is a count or a year, a and b are texts.

## Frame

skip = Skip to content
nav = Main
nav-home = Home
nav-agencies = Agencies
crumbs = You are here
sample = Sample data: all bodies, people and figures are invented
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
standing-published = Published
standing-late = Published late
standing-missing = Not published
standing-withheld = Not available yet
corrected = Corrected

## Home

home-latest = Reports on { $a }
home-received = { $a } of { $b } agencies have published their reports.
home-complete = No report is late or missing.
home-late = Published late
home-missing = Not published
home-open-year = All reports on { $a }
home-years = Reports by year
home-year-count = { $a } of { $b } agencies published
home-by-agency = Reports by agency
home-agencies = The list of agencies leads to the reports of all years, former names and contacts.
home-empty = No report has been published yet.

## Years

year-title = Annual reports on government information disclosure { $a }
year-summary = { $a } of { $b } agencies have published their reports.
year-lacking = { $n ->
    [one] { $n } agency has not published.
   *[other] { $n } agencies have not published.
}
year-form = Form
year-basis = Basis
year-table = Reports of all agencies on { $a }
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
agency-active = Years of report
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
report-description = { $a }: annual report on government information disclosure { $b }, with tables and data.
toc = Contents
cell-blank = blank
cell-blank-note = The report leaves this cell empty, which is not zero.
cell-unreadable = unclear
cell-unreadable-note = The report holds no readable number in this cell.
cell-computed-note = Figures with a dotted line are sums made here; the report left them out.
corrections = Corrections
correction-why = Reason:{" "}
accepted = Notes on checks
accepted-lead = These findings were looked at and kept, for the reasons given.
downloads = Downloads
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
figures-sum = The year in sums
column-figure = Figure
column-change = Change
change = { $b } since { $a }
change-none = as in { $a }
trend = Figures over the years
trend-caption = { $a }: key figures by year
because = Reason:{" "}

## Home, continued

home-trend = Sums over the years
home-trend-caption = Sums over the reports of all agencies, by year
home-ways = Ways to the reports
home-matrix = Which agency published its report in which year, in one table.
home-compare = Any two reports side by side.

## Sums of a year

year-reports = Reports of the agencies
totals = Sums
totals-of = Sums over { $a } reports.
totals-uncounted = Not added again, since its report covers its bodies: { $a }.
totals-missing = { $n ->
    [one] { $n } agency has not published and is not included.
   *[other] { $n } agencies have not published and are not included.
}
totals-without = Without a report and not included: { $a }.
totals-links = A sum leads to the agencies it is made of.
totals-more = What each sum is made of
totals-title = What the sums of { $a } are made of
totals-here = What the sums are made of
totals-description = The agencies behind each sum of { $a }.
totals-sum = Sum
totals-zero = { $n ->
    [one] { $n } more row is zero in every report.
   *[other] { $n } more rows are zero in every report.
}
totals-all-zero = zero in every report.
cell-incomplete = incomplete
cell-incomplete-note = Some reports have no number here, so the sum is not complete.

## Comparison

compare-title = Compare reports
compare-lead = Any two reports side by side; the list below compares each report with that of the year before.
compare-left = First report
compare-right = Second report
compare-go = Compare
compare-failed = A report could not be fetched. Please check that the agency has a report on that year, and open this page from the web site.
compare-forms = The two reports are on different forms: only figures that mean the same are listed.
compare-before = With the year before
compare-before-lead = Choose an agency and a year:
compare-pair = { $a }–{ $b }
compare-others = Compare other reports
comparison-link = Compare with the year before
comparison-all = Every figure beside { $a }
comparison-title = { $a }: { $b } and the year before
comparison-description = Every figure of the reports on { $a } and { $b } side by side.
comparison-forms = { $n ->
    [one] The two years are on different forms: only figures that mean the same are compared; { $n } has no like in the earlier form.
   *[other] The two years are on different forms: only figures that mean the same are compared; { $n } have no like in the earlier form.
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
search-lead = Search the titles and texts of all reports.
search-none = Nothing was found.
search-found = {"{n}"} found
search-many = {"{n}"} found, the first {"{m}"} are listed
search-failed = The search data could not be fetched. Please open this page from the web site.
search-ways = Other ways to the reports

## Agencies, continued

agency-no-report = no report yet
index-number = Index number
index-publisher = Publishing body
index-source = Source
