# Findings: one entry per rule, named like the rule; .help says how to mend it.
# A variant is named <rule>--<variant>.

accepted-because = { " " }(accepted: { $reason })

raw-html = HTML in the text: { $html }
    .help = It is not shown on the page. Write it in Markdown, or remove it.
unsafe-link = Link with an unsafe address: { $url }
    .help = Only http, https, mailto, tel and relative addresses are allowed.
leftover-emphasis = Asterisks without a partner made nothing bold
    .help = Bold is **text**, two asterisks on each side and no space inside; for an asterisk itself write \*.
markdown-too-deep = Lists or quotations are nested more than { $limit } deep
    .help = Nest less.
