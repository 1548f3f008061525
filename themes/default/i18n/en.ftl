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
