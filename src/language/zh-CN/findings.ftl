# 检查结果：每条规则一个条目，条目名即规则名；.help 说明怎样改。
# 变体写作「规则名--变体」。

accepted-because = （已认可：{ $reason }）
first-place = 第一次在这里
left-side = 左边合计 { $sum }
right-side = 右边合计 { $sum }
suspect = 疑为 { $correct }
suspect-side = 疑为 { $correct }；{ $side }
sum-of-bodies = 各机关合计 { $sum }
previous-report = 上一年度报告
other-report = 另一份报告
link-on-page = （页面 { $page }）

## 文件与编码

not-utf8 = 文件不是 UTF-8 编码，看上去是 { $guess }
    .help = 请用编辑器打开，另存为 UTF-8 编码（记事本：另存为，编码选 UTF-8）。
not-utf8--unknown = 文件不是 UTF-8 文本
    .help = 请用编辑器另存为 UTF-8 编码；如果是 Word 或 WPS 文档，请先把内容转成文本。
nul-byte = 文件里有空字节（NUL），不是文本文件
    .help = 请删去这个字符，或从原稿重新粘贴。
invisible-character = 有看不见的字符 { $code }
    .help = 网页上已略去。请在此处删掉它；多半是粘贴文字时带进来的。
unreadable-file = 读不了这个文件：{ $detail }
    .help = 请检查文件是否存在、是否有读取权限。
unreadable-file--link = 链接指向站点目录之外
    .help = 请把文件本身放进站点目录，不要用链接。
unreadable-file--kind = 不是普通文件
    .help = 站点目录里只放普通文件和文件夹。
unreadable-file--name = 文件名不是 UTF-8 文本
    .help = 请重新命名这个文件。
unreadable-file--portable = 文件名在有的系统上不能用：{ $name }
    .help = 文件名不要用 \ / : * ? " < > |，不要以点或空格结尾，也不要用 CON、NUL 一类保留名。
unexpected-file = 不认得这个文件，未使用
    .help = 报告放在 content/年份/机构.md，附件放在 content/年份/机构/ 下，普通页面放在 content/pages/ 下。
attachment-type = 不能作为附件发布的文件类型：.{ $kind }
    .help = 可以发布：{ $allowed }。请另存为其中一种，例如 PDF。
route-collision = 与另一个文件会生成同一个网页地址：{ $route }
    .help = 请给其中一个改名。

## 文件头与 YAML

front-matter-missing = 文件第一行应当是 ---
    .help = 报告以 --- 起头，接着是各项数据，再以 --- 一行结束，然后才是正文。可用 gongkai new 生成样张。
front-matter-missing--empty = 文件是空的
    .help = 可用 gongkai new report 生成带全部行列的空白报告。
front-matter-missing--toml = 文件头用了 +++，这里应当是 ---
    .help = 文件头按 YAML 书写，前后各用一行 ---。
front-matter-unclosed = 文件头没有结束：缺少第二个 --- 行
    .help = 在数据与正文之间加一行 ---（顶格，只写这三个减号）。
yaml-limit--size = 数据部分超过 { $limit } MB
    .help = 正常的报告只有几 KB，请检查是否误粘贴了别的内容。
yaml-limit--depth = 数据嵌套超过 { $limit } 层
    .help = 请检查括号和缩进。
yaml-limit--count = 数据超过 { $limit } 个值
    .help = 正常的报告只有几百个值，请检查是否误粘贴了别的内容。
yaml-syntax = YAML 写法有误，读到这里读不下去（{ $detail }）
    .help = 请检查此处和上一行：冒号后要有空格，括号和引号要成对，同级各行缩进要一致。
yaml-syntax--tab = 缩进用了制表符（Tab）
    .help = YAML 只能用空格缩进，请改为空格。
yaml-syntax--key = 键名应当是一个词
    .help = 每行写作「键: 值」。
yaml-syntax--documents = 这里又开始了一份 YAML 文档
    .help = 一个文件只写一份数据，请删去多余的 --- 行。
yaml-alias = 不支持 YAML 的 { $what } 写法
    .help = 请直接写出值；以 & * ! 开头的文字请加引号。
full-width-colon = 这里用了全角冒号
    .help = 请改为半角冒号加一个空格：「键: 值」。
duplicate-key = 重复的键：{ $key }
    .help = 只有第一个有效，请删去或改名另一个。
unknown-key = 不认得的键：{ $key }
    .help = 这里可以写：{ $known }。
unknown-key--meant = 不认得的键：{ $key }
    .help = 是不是想写「{ $meant }」？
missing-key = 缺少 { $key }
    .help = 请补上「{ $key }: …」。
wrong-type--map = 这里应当是若干「键: 值」
    .help = 请检查缩进，以及冒号后面是否有空格。
wrong-type--text = 这里应当是一段文字
    .help = 请写成一行文字。
wrong-type--list = 这里应当是列表
    .help = 列表写作 [甲, 乙]，或每行一项、以「- 」起头。
wrong-type--integer = 这里应当是整数，写的是「{ $found }」
    .help = 只写数字，例如 2022。
wrong-type--number = 这里应当是一个数
    .help = 每格只写一个数字。
wrong-type--row = 这一行应当有 { $wanted } 个数
    .help = 写作 [数, 数, …]，按表头顺序。
unknown-value = 不认得「{ $found }」
    .help = 可以写：{ $choices }。
bad-date = 日期写法有误：{ $found }
    .help = 日期写作 2023-01-31，并且是真实存在的一天。
bad-slug = 「{ $found }」不能作网址中的名称
    .help = 只用小写字母、数字和连字符，例如 haicheng。

## 表格

bad-number--separator = 数字里有分隔符：{ $found }
    .help = 请去掉逗号和空格，例如 1234；各格之间用半角逗号。
bad-number--leading-zero = 数字以 0 开头：{ $found }
    .help = 请去掉前面的 0；有的软件会把它当作八进制。
bad-number--notation = 数字写法有误：{ $found }
    .help = 只写数字，例如 1000；不要用加号、科学记数法或下划线。
bad-number--unit = 数字后面有单位：{ $found }
    .help = 只写数字，单位由表格规定。
bad-number--chinese-numeral = 用了汉字数字：{ $found }
    .help = 请改写为阿拉伯数字。
bad-number--too-large = 数字太大：{ $found }
    .help = 整数部分最多 15 位，请检查是否多写了几位。
bad-number--too-precise = 小数位太多：{ $found }
    .help = 最多 6 位小数。
bad-number--not-a-number = 不是数字：{ $found }
    .help = 只写数字；没有就写 0，未填写 ~。
negative-number = 这里不能是负数：{ $found }
    .help = 件数和金额都不小于 0。
not-an-integer = 这里应当是整数：{ $found }
    .help = 件数只能是整数；金额的单位见表头。
full-width-digits = 用了全角数字：{ $found }
    .help = 已按 { $meant } 计算，请改为半角数字。
blank-cell = { $row }：有 { $count } 个单元格空白（{ $columns }）
    .help = 空白不等于 0。确实没有就填 0，漏填的请补上。
blank-cell--rows = { $table }：有 { $count } 行还没有填写（{ $rows }等）
    .help = 空白不等于 0。确实没有就填 0，漏填的请补上。
row-length = { $row }：应有 { $wanted } 个数，写了 { $found } 个
    .help = 按表头顺序逐个填写：{ $columns }。这一行未采用，没有猜测缺的是哪一个。
row-missing = 表里缺 { $count } 行：{ $rows }
    .help = 请补上这些行：{ $ids }。没有发生的填 0。
form-mismatch = 表格是 { $from } 至 { $until } 年的格式（{ $other }），不是 { $year } 年的
    .help = { $year } 年的报告请按{ $basis }的表格填写，可用 gongkai new report 生成空白表格。现有的表格未采用。
form-mismatch--newest = 表格是 { $from } 年以后的格式（{ $other }），不是 { $year } 年的
    .help = { $year } 年的报告请按{ $basis }的表格填写，可用 gongkai new report 生成空白表格。现有的表格未采用。
label-alias = 「{ $key }」不是规定的名称
    .help = 请改为「{ $official }」。
half-width-label = 表格名称里用了半角括号：{ $key }
    .help = 规定的名称用全角括号（），标出的各处都请改正。
table-missing = 缺少表格：{ $table }
    .help = 请在 tables: 下补上 { $id }:。可用 gongkai new report 生成全部行列。
equation = { $wording }：{ $line } { $left } ≠ { $right }
    .help = 两边相差 { $difference }，请与原始表格核对标出的单元格。
equation--at-most = { $wording }：{ $line } { $left } ＞ { $right }
    .help = 左边多出 { $difference }，请与原始表格核对标出的单元格。
equation--suspect = { $wording }：{ $line } { $left } ≠ { $right }
    .help = 请核对「{ $row }」一行的「{ $column }」：若为 { $correct }，相关的 { $count } 个等式就都成立。

## 结构

part-missing = 缺少部分：{ $part }
    .help = 六个部分都要有，请补上标题「## { $part }」和内容。
part-duplicate = 部分重复：{ $part }
    .help = 每个部分只写一次，请合并。
part-order = 「{ $part }」不在规定的位置
    .help = 规定的顺序是：{ $order }。
part-alias = 标题「{ $heading }」不是规定的写法
    .help = 请改为「{ $part }」。
part-unknown = 不认得的部分：{ $heading }
    .help = 二级标题（##）只用于格式规定的各部分；部分之内的小标题请用三级（###）。
year-without-form = { $year } 年没有对应的报告格式
    .help = 政府信息公开工作年度报告始于 2008 年；请检查年份，或在 forms/ 下添加格式文件。
year-mismatch = 年份不一致：这里是 { $found }，所在文件夹是 { $expected }
    .help = 请改正年份，或把文件移到 content/{ $found }/ 下。
agency-mismatch = 机构不一致：这里是 { $found }，文件名是 { $expected }
    .help = 请改正机构，或把文件改名为 { $found }.md。

## 机构与站点

agency-unknown = 机构名录里没有 { $slug }
    .help = 请在 content/agencies.yaml 中登记，或改正文件名。
agency-unknown--meant = 机构名录里没有 { $slug }
    .help = 是不是 { $meant }？否则请在 content/agencies.yaml 中登记。
report-twice = { $name } { $year } 年的报告有两份文件
    .help = 每个机关每年只有一份报告：请核对后留下一份；agency 写错的请改正。公布以后的更正写在报告的 corrections: 里。标出的文件里其他的问题没有列出。
agency-inactive = { $name } 在 { $year } 年不存在
    .help = 请核对年份，或改正 content/agencies.yaml 中的 active。
duplicate-agency = 机构名录里重复：{ $word }
    .help = 名称、简称之外的曾用名和 slug 都不能与别的机构相同。
agency-cycle = { $key } 绕回了自己：{ $slug }
    .help = 请检查上级和承接机构的关系。
link-broken = 链接所指的文件不存在：{ $address }{ $on }
    .help = 附件放在与报告同名的文件夹里，链接写文件名；链接站内其他页面，写从本页出发的相对地址，例如 ../../2021/haicheng/index.html。
link-broken--template = 模板里的地址所指的文件不存在：{ $address }{ $on }
    .help = 请改正模板；站内地址请用模板数据里给出的。
link-broken--case = 链接与文件名大小写不同：{ $address }{ $on }
    .help = 请改为 { $right }。多数服务器区分大小写。
link-broken--anchor = 链接所指的位置不存在：{ $address }{ $on }
    .help = 页面 { $target } 上没有“{ $anchor }”这个位置（id）。请改用页面上有的位置，或者删去 # 及其后的部分。
link-broken--above = 链接超出了本网站：{ $address }{ $on }
    .help = { $count ->
        [0] 本页就在网站的根目录，地址不能以 ../ 开头。
       *[other] 从本页退到网站的根目录，只需 { $count } 个 ../。
    }
link-broken--rootless = 以 / 开头的链接，网站放在子目录时会失效：{ $address }{ $on }
    .help = 请改为从本页出发的相对地址，或者在 site.toml 里写明 base_url。
link-broken--adrift = 404 页面上的链接用了相对地址：{ $address }{ $on }
    .help = 服务器在任何地址都可能显示这一页，相对地址会失效。请用模板数据里的地址，或者写以 / 开头的地址。
link-broken--no-id = { $attribute } 所指的 id 不存在：{ $address }{ $on }
    .help = 请给所指的元素加上这个 id，或者改正所指的 id。
link-broken--id-twice = 同一页上有重复的 id：{ $address }{ $on }
    .help = 一个 id 在一页上只能用一次，请改名。
accept-unused = 没有与此相应的检查结果：{ $rule }
    .help = 请删去这一条；问题大概已经改正。
accept-unused--absent = { $name } { $year } 年的缺报说明没有用处：{ $cause ->
        [reported] 已有报告
       *[inactive] 该年本来不用报告
    }
    .help = 请从 content/agencies.yaml 的 absent 中删去这一条。
accept-unused--error = { $rule } 是错误，不能认可，只能改正
    .help = 只有提醒（warning）可以认可。
site-syntax = site.toml 有误：{ $detail }
    .help = 请改正后再试。可参照 gongkai new site 生成的样例。
site-syntax--missing = 没有找到 site.toml
    .help = 请在站点目录里运行，或用 --root 指明站点目录；新建站点用 gongkai new site。
unknown-rule = site.toml 的 [levels] 里没有这条规则：{ $rule }
    .help = 规则名见检查结果方括号里的词。
unknown-rule--meant = site.toml 的 [levels] 里没有这条规则：{ $rule }
    .help = 是不是想写「{ $meant }」？
words-line = 词表的这一行读不懂：{ $line }
    .help = 每行写“错误写法”、一个制表符（Tab）、“正确写法”；没有正确写法的，只写错误写法。
words-line--again = 词表里重复：{ $line }
    .help = 同一个错误写法请只留一行。
words-line--same = 词表里这一行的两个写法相同：{ $line }
    .help = 请改正，或者删去这一行。
doc-words-line =
    .what = content/words.tsv 里有一行不是“错误写法、制表符、正确写法”，或者与前面的重复，或者两个写法相同。
    .why = 读不懂的行不起作用，词表就漏了一个词。
    .mend = 列与列之间用制表符（Tab），不用空格。以 # 开头的行是说明。
form-syntax = 格式文件读不懂：{ $detail }
    .help = 写法见手册「格式文件」一章。
form-invalid--twice = 重复：{ $word }
    .help = 同一轴上的 id 和名称都不能重复。
form-invalid--unknown = 这里的「{ $word }」不存在
    .help = 等式写作「a + b - previous.c」，各项用行或列的 id；表格用其 id。
form-invalid--unprinted = 表格 { $word } 不属于任何部分
    .help = 请在某个部分的 tables 中列出它。
form-invalid--empty = 这条轴上没有行或列
    .help = 请至少写一个。
form-invalid--leaf = 行或列要么有 id，要么有 of（下级），不能都有或都没有
    .help = 有数据的给 id，只作分组的给 of。
form-invalid--defines = 只有左边是单独一项的等式才能定义合计
    .help = 请把合计单独写在 left。
form-invalid--file-name = 文件名应当是 { $id }.yaml
    .help = 格式文件以其 id 命名。
form-invalid--year = 与 { $other } 从同一年开始
    .help = 两个格式不能从同一年开始；每个格式用到下一个开始为止。
form-invalid--was = was 所指不在格式 { $other } 里：{ $word }
    .help = was 写上一个格式中表、行、列的 id。
form-invalid--figure = 指标「{ $word }」与格式 { $other } 中的不是同一个数
    .help = 同一个 id 在各个格式里名称、单位相同，单元格由 was 承接，不多不少。意思变了，请另取 id。
form-invalid--units = 图里的指标单位不同
    .help = 画在一起比较的指标，单位应当相同。
form-invalid--no-figures = 图里没有指标
    .help = 请在 figures 中至少写一个指标的 id。
theme-missing = 没有这个主题：{ $theme }
    .help = 内置主题有 default 和 red；自己的主题放在 themes/名称/ 下。
theme-missing--extends = 主题 { $by } 扩展的主题 { $theme } 不存在
    .help = 请改正 extends；内置主题有 default 和 red。
theme-missing--circle = 主题互相扩展，绕成一圈：{ $circle }
    .help = 请去掉其中一个 extends。
theme-missing--file = 主题 { $theme } 缺少 { $file }
    .help = 请补上这个文件，或在 theme.toml 里写 extends = "default"，缺少的文件就取自默认主题。
theme-syntax = 主题设置的写法有误：{ $detail }
    .help = theme.toml 只有 name、description、contract、extends 四项。
theme-contract = 主题 { $theme } 按第 { $written } 版接口编写，现在是第 { $version } 版
    .help = 对照手册「主题」一章的「版本」改好模板，再把 contract 改为 { $version }。
theme-contract--newer = 主题 { $theme } 需要第 { $written } 版接口，本程序只有第 { $version } 版
    .help = 请升级程序，或改用较早的主题。
theme-contract--missing = 主题 { $theme } 没有写明按第几版接口编写
    .help = 在 theme.toml 里写 contract = { $version }；只改外观的主题可写 extends = "default"，不必写 contract。
template-error = 模板出错：{ $detail }
    .help = 请改正模板。
template-error--large = 页面 { $page } 超过 { $limit } MB，已停止生成
    .help = 模板里多半有循环写得太多；请改正模板。
template-error--page = 模板出错，页面 { $page }：{ $detail }
    .help = 请改正模板；页面可用的数据见手册「主题」一章。

## 发布

ledger-broken--line = 第 { $line } 行不是台账的内容（{ $detail }）
    .help = 台账只由 gongkai deploy 写入。请恢复上次发布以后的副本；网站上的 data/ledger.jsonl 就是一份。
ledger-broken--cut = 台账在第 { $line } 行中断
    .help = 请恢复上次发布以后的副本；网站上的 data/ledger.jsonl 就是一份。
ledger-broken--chain = 第 { $line } 行与上一行接不上：有一行被改动、删去或者插入
    .help = 请恢复上次发布以后的副本；网站上的 data/ledger.jsonl 就是一份。
ledger-broken--seal = 第 { $line } 行写入以后被改动过
    .help = 请恢复上次发布以后的副本；网站上的 data/ledger.jsonl 就是一份。
ledger-broken--time = 第 { $line } 行的时间倒退：{ $detail }
    .help = 请恢复上次发布以后的副本；网站上的 data/ledger.jsonl 就是一份。
ledger-broken--event = 第 { $line } 行不成立：{ $detail } 已经如此，或者不可能如此
    .help = 请恢复上次发布以后的副本；网站上的 data/ledger.jsonl 就是一份。
published-moved = 台账记载首次发布于 { $ledger }，不是 { $found }
    .help = 首次发布日期不能改动。请写 { $ledger }，或者删去 published。
correction-missing = 有 { $count } 个数字发布以后改动过，却没有更正说明：{ $cell } 原为 { $before }，现为 { $after }
    .help = 请在 corrections: 下写明改了什么、为什么，日期不早于 { $day }；或者改回 { $before }。
correction-missing--withdrawn = 已发布的第 { $number } 条更正说明被改动或者撤下
    .help = 发布过的说明要保持原样：请在 corrections: 下恢复这一条，另有更正的写在它后面。
published-as = 发布时为 { $before }

## 正文

raw-html = 正文里有 HTML 代码：{ $html }
    .help = 网页上不会显示它。请改用 Markdown 写法，或删去。
unsafe-link = 链接地址不安全：{ $url }
    .help = 只允许 http、https、mailto、tel 和站内相对地址。
external-image = 引用了站外图片：{ $url }
    .help = 请把图片存到报告的附件目录，改用文件名引用；目前网页上只显示图片的文字说明。
leftover-emphasis = 星号没有成对，没有变成粗体
    .help = 粗体写作 **文字**，两边各两个星号，中间不留空格；要显示星号本身请写 \*。
markdown-too-deep = 列表或引用嵌套超过 { $limit } 层
    .help = 请减少嵌套。
