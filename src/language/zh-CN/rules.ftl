# 规则说明：每条在读取文件时就能发现的规则一个条目，条目名为「doc-规则名」。
# .what 说的是什么，.why 为什么，.mend 怎样改。其余规则的说明写在各自的文件里。

## 文件与编码

doc-not-utf8 =
    .what = 文件不是 UTF-8 编码的文本，例如是用 GBK 编码保存的，或者是 Word、WPS 文档改了扩展名。
    .why = 编码不明的文件，汉字会读错。程序不猜测，以免把乱码公布出去。
    .mend = 用编辑器打开文件，另存为 UTF-8 编码；Word、WPS 文档请把内容粘贴到文本文件里。
doc-nul-byte =
    .what = 文件里有空字节（NUL）。正常的文本里没有这个字符。
    .why = 多半是文件损坏，或者把别的格式当作文本保存了，其余内容也不可信。
    .mend = 从原稿重新粘贴，另存为 UTF-8 编码。
doc-invisible-character =
    .what = 文字里有看不见的字符，例如控制文字方向的字符、零宽字符，或者夹在中间的字节顺序标记。
    .why = 看不见的字符会使文字显示错乱，也会使检索、复制的结果与看到的不一致。
    .mend = 在所指的位置删去它；不好选中时，把前后的字一起删掉重新输入。
doc-unreadable-file =
    .what = 文件读不了：没有权限，不是普通文件，是指向站点以外的链接，或者文件名在有的系统上不能用。
    .why = 网站只能由读得到的文件生成。指向站点以外的链接可能把不该公开的文件带到网上。
    .mend = 按提示检查权限、改名，或者把文件本身放进站点目录。
doc-unexpected-file =
    .what = content 下有一个文件，既不是报告、机构名录、普通页面，也不是报告的附件。
    .why = 放错位置的报告不会出现在网站上，而且很难发现。
    .mend = 报告放在 content/年份/机构.md，附件放在 content/年份/机构/ 下，普通页面放在 content/pages/ 下；不用的文件请移走。
doc-attachment-type =
    .what = 附件的类型可能在读者的浏览器或电脑里运行程序，例如 html、svg、exe。
    .why = 政府网站上的附件应当只供阅读、下载。能运行程序的文件一旦被替换或混入，读者会受害。
    .mend = 另存为 PDF、OFD、Word、Excel、CSV、文本、图片或 ZIP 后再放入附件目录。
doc-route-collision =
    .what = 两个文件会生成同一个网页地址，或者两个地址只有大小写不同。
    .why = 后写的会盖掉先写的，公布出来的就少一个。有的系统不区分大小写。
    .mend = 给其中一个文件改名。

## 文件头与 YAML

doc-front-matter-missing =
    .what = 报告或页面没有以一行 --- 起头，读不到其中的数据。
    .why = 机构、年份和各张表都写在文件头里，没有文件头就不知道是谁的报告。
    .mend = 文件第一行写 ---，接着写各项数据，再以一行 --- 结束；可用 gongkai new report 生成样张。
doc-front-matter-unclosed =
    .what = 文件头没有结束：缺少第二个 --- 行。
    .why = 分不清哪里是数据，哪里是正文。
    .mend = 在数据与正文之间加一行 ---，顶格，只写这三个减号。
doc-yaml-limit =
    .what = 文件头过大、嵌套过深，或者值过多，远远超出正常的报告。
    .why = 多半是误粘贴了别的内容；不设限制，一个坏文件就会拖住全部检查。
    .mend = 删去误粘贴的内容；嵌套过深的，请检查括号和缩进。
doc-yaml-syntax =
    .what = 文件头的 YAML 写法有误，读到所指的位置读不下去。
    .why = 读不懂的部分无法使用，也无法检查。
    .mend = 检查这一行和上一行：冒号后面要有空格，括号和引号要成对，同级各行缩进要一致，缩进只用空格。
doc-yaml-alias =
    .what = 文件头里用了 YAML 的锚点、引用或类型标记（以 & * ! 开头的写法）。
    .why = 报告里每个数都应当看得见、改得到；引用会使改一处而变多处。
    .mend = 直接写出值；确是以这些符号开头的文字，请加引号。
doc-full-width-colon =
    .what = 键的后面用了全角冒号“：”。
    .why = YAML 只认半角冒号，全角冒号会使整行变成一段文字，数据就丢了。
    .mend = 改为半角冒号加一个空格。
doc-duplicate-key =
    .what = 同一处把同一个键写了两次，例如同一行数据写了两遍。
    .why = 两个值不知道以哪个为准，程序不替人选。
    .mend = 删去多余的一个，或把它改成本来要写的键。
doc-unknown-key =
    .what = 有一个键在这里没有意义，多半是拼写错误，或者是格式里没有的行、列。
    .why = 不认得的键不会被采用，写在里面的数据就漏掉了。
    .mend = 按提示改正键名；格式规定的行和列可用 gongkai forms show 查看。
doc-missing-key =
    .what = 缺少必须有的键，例如 agency 或 year。
    .why = 没有它，就不知道这份报告是哪个机关、哪一年的，或者页面叫什么。
    .mend = 补上这一项。
doc-wrong-type =
    .what = 值的种类不对，例如该写列表的地方写了一段文字。
    .why = 种类不对的值无法使用，程序不猜测其意思。
    .mend = 按提示的写法改写；多半是缩进或冒号后的空格出了问题。
doc-unknown-value =
    .what = 值不在规定的几种之中，例如机构的种类。
    .why = 这类值决定期限和排列，写错了会归到别的类里。
    .mend = 改为提示中列出的一种。
doc-bad-date =
    .what = 日期不是 2023-01-31 这样的写法，或者没有这一天。
    .why = 公布日期用来核对是否按期，写法不一就无法比较。
    .mend = 写作“年-月-日”，年四位，月、日各两位，例如 2023-01-31。
doc-bad-slug =
    .what = 网址中的名称（slug）含有小写字母、数字、连字符以外的字符，或者以连字符起止。
    .why = 汉字、空格、大写字母放在网址里，在一些系统和浏览器中会打不开。
    .mend = 改用小写字母、数字和连字符，例如 haicheng。

## 表格

doc-bad-number =
    .what = 单元格里写的不是数字，或写法不规范：带逗号、单位、前导零、加号，或者是汉字数字。
    .why = 表中只填数字，单位由表头规定。“1,234”会被当作两格，“012”会被有的软件当作八进制，猜测就会出错。
    .mend = 只写阿拉伯数字，例如 1234；没有发生的填 0。
doc-negative-number =
    .what = 件数或金额写成了负数。
    .why = 件数和金额都不小于 0，负数一定是填错了。
    .mend = 核对原始台账后改正。
doc-not-an-integer =
    .what = 件数写成了小数。
    .why = 件数只能是整数；只有金额（单位：万元）可以有小数。
    .mend = 核对是否填错了格，或者把金额填到了件数里。
doc-full-width-digits =
    .what = 数字用了全角，如“１２”。
    .why = 程序能读懂，但检索、复制到表格软件时会被当作文字。
    .mend = 改为半角数字。
doc-blank-cell =
    .what = 单元格空着，或者写了“/”“—”“无”一类的字样。
    .why = 空白不等于 0：读者分不清是没有发生，还是漏填。程序不会把空白当作 0，空白也会使合计无法核对。
    .mend = 确实没有发生的填 0；漏填的请补上。
doc-row-length =
    .what = 一行数字的个数与表头的列数不同。
    .why = 少一个数，后面的数就全部错位；程序不猜测缺的是哪一个，整行都不采用。
    .mend = 按表头的顺序逐个对照，补上漏填的数，或删去多余的数。
doc-row-missing =
    .what = 表里缺少格式规定的行。
    .why = 《政府信息公开条例》第五十条规定，由全国政府信息公开工作主管部门公布统一的年度报告格式。格式规定的行都要有，没有发生的填 0。
    .mend = 补上缺少的行；合计行可以不写，由程序计算。
doc-table-missing =
    .what = 报告里缺少格式规定的表格。
    .why = 《政府信息公开条例》第五十条规定，由全国政府信息公开工作主管部门公布统一的年度报告格式。格式规定的表格都要有，没有发生的填 0。
    .mend = 补上这张表；可用 gongkai new report 生成全部表格和行列。

## 结构

doc-part-missing =
    .what = 正文缺少格式规定的部分。
    .why = 《政府信息公开条例》第五十条规定了年度报告应当包括的内容，格式规定了各部分的标题。缺少一部分，就是内容不全，会被退回。
    .mend = 补上这一部分的标题和内容；只有表格的部分可以不写正文。
doc-part-duplicate =
    .what = 同一部分在正文里写了两次。
    .why = 格式规定每个部分只有一处，写两次，读者不知道以哪个为准。
    .mend = 合并为一处。
doc-part-order =
    .what = 各部分的先后次序与格式规定的不同。
    .why = 各机关的报告次序一致，才便于读者查找、比较，也便于上级汇总。
    .mend = 按提示的次序调整，标题前的序号一并改正。
doc-part-alias =
    .what = 部分的标题不是规定的写法，但看得出是哪一部分。
    .why = 格式规定了各部分的标题。写法不一，读者检索不到，评估时也会被认为没有按格式编写。
    .mend = 改为提示中规定的标题。
doc-part-unknown =
    .what = 二级标题（##）不是格式规定的任何一个部分。
    .why = 二级标题只用于格式规定的各部分；不认得的标题会排在最后，可能是标题写错了。
    .mend = 标题写错的，改为规定的写法；部分之内的小标题，改用三级标题（###）。
doc-year-without-form =
    .what = 报告的年份没有对应的格式。
    .why = 政府信息公开工作年度报告始于 2008 年；没有格式，就不知道应当有哪些部分和表格。
    .mend = 检查年份是否写错；新的一年改了格式的，在 forms/ 下添加格式文件。
doc-year-mismatch =
    .what = 文件头里的年份与文件所在文件夹的年份不同。
    .why = 年份决定用哪个格式、与哪一年对照；两处不同，必有一处是错的，多半是从上一年复制来的。
    .mend = 改正年份，或者把文件移到正确的文件夹。
doc-agency-mismatch =
    .what = 文件头里的机构与文件名不同。
    .why = 机构决定报告登在谁的名下；两处不同，必有一处是错的，多半是从别的机关复制来的。
    .mend = 改正机构，或者给文件改名。

## 机构与站点

doc-agency-unknown =
    .what = 报告、上级或承接机构写的机构，机构名录里没有。
    .why = 机构的名称、种类和期限都在名录里；名录里没有，就不能登在任何机构名下。
    .mend = 在 content/agencies.yaml 中登记，或者改正文件名、机构的 slug。
doc-agency-inactive =
    .what = 按机构名录，机构在报告的年份并不存在。
    .why = 已经撤并的机关没有当年的报告；不是年份写错了，就是名录里的起止年份不对。
    .mend = 核对年份，或者改正 content/agencies.yaml 中的 active。
doc-duplicate-agency =
    .what = 两个机构的 slug、名称或曾用名相同，或者两个文件名只有大小写不同。
    .why = 名称相同，就分不清报告是谁的。
    .mend = 改正其中一个；同一个机构登记了两次的，删去一条。
doc-agency-cycle =
    .what = 上级机构或承接机构的关系绕了一圈，又回到机构自己。
    .why = 上年结转按承接关系对照，绕圈就没有尽头。
    .mend = 检查 content/agencies.yaml 中的 parent 和 successor。
doc-link-broken =
    .what = 站内的链接、链接中 # 所指的位置，或者页面用到的图片、样式等文件不存在；或者页面上的 id 缺少、重复。大小写须完全一致。
    .why = 读者点开是“页面不存在”，网站普查按错链扣分。大小写不一致的链接，在 Windows 上能打开，到了服务器上就打不开。
    .mend = 附件放在与报告同名的文件夹里，链接写文件名；链接其他页面写相对地址。位置在模板里的，请改正主题。
doc-accept-unused =
    .what = 报告里认可（accept）了一条检查结果，但现在并没有这条结果；或者认可的是错误。
    .why = 问题改正以后，留下的认可会放过以后的问题。错误只能改正，不能认可。
    .mend = 删去这一条认可；规则名写错的请改正。
doc-site-syntax =
    .what = 没有 site.toml，或者它的写法有误。
    .why = 不知道站点的设置，什么也不能做。
    .mend = 按提示改正；新建站点用 gongkai new site。
doc-unknown-rule =
    .what = site.toml 的 [levels] 里写了一条没有的规则。
    .why = 规则名写错，想改的级别就没有改。
    .mend = 改正规则名；用 gongkai explain 查看全部规则。
doc-form-syntax =
    .what = 格式文件的写法有误。
    .why = 读不懂的格式不能用，这个格式的年份就没有格式可依。
    .mend = 按提示改正；写法见手册“格式文件”一章。
doc-form-invalid =
    .what = 格式文件自相矛盾，例如等式里的行或列不存在，或者两个格式从同一年开始。
    .why = 有矛盾的格式会使检查得出错误的结论。
    .mend = 按提示改正；写法见手册“格式文件”一章。
doc-theme-missing =
    .what = site.toml 或 theme.toml 指定的主题不存在，主题互相扩展绕成一圈，或者主题里缺少文件。
    .why = 没有主题就不能生成网页。
    .mend = 改正主题名称，补上缺少的文件，或者使用内置主题 default、red。
doc-theme-syntax =
    .what = theme.toml 的写法有误，例如写了不认识的项目。
    .why = 读不懂就不知道主题扩展哪一个、按第几版接口编写。
    .mend = 按提示改正；theme.toml 只有 name、description、contract、extends 四项。
doc-theme-contract =
    .what = 主题按另一版接口编写，或者没有写明版本。比程序新的是错误。
    .why = 接口换版时，模板用到的数据会删去或改变含义，网页可能缺内容。
    .mend = 按手册“主题”一章“版本”一节列出的变化改好模板，再改 contract。
doc-template-error =
    .what = 主题的模板有错误，或者用到某个页面上时出错。
    .why = 出错的模板生成不了网页。
    .mend = 改正模板；页面可用的数据见手册“主题”一章。

## 发布

doc-ledger-broken =
    .what = ledger.jsonl 的每一行都带有上一行和本行的摘要；时间只往后走；一份报告只首次发布一次。
    .why = 台账证明什么时候发布了什么。网站检查把伪造发稿日期列为单项否决；可以改写的台账什么也证明不了。
    .mend = 恢复上次发布以后的副本（网站上的 data/ledger.jsonl）。不要手工修改这个文件，也不要手工合并两个版本。
doc-published-moved =
    .what = 文件头的 published 就是台账记载的首次发布日期。
    .why = 首次发布日期不能改动；网页显示的是台账的日期。
    .mend = 写台账的日期，或者删去 published。
doc-correction-missing =
    .what = 与上次发布时不同的数字，在 corrections: 下有新的一条说明，日期不早于上次发布；已发布的说明不撤下。
    .why = 悄悄改动已发布的数字会被追责。读者应当看到改了什么、什么时候改、为什么改，以及改动前后的数字。
    .mend = 补写一条更正说明（date、what、why），或者改回已发布的数字。

## 正文

doc-raw-html =
    .what = 正文里有 HTML 代码。
    .why = 报告只用 Markdown 写。HTML 可能带来脚本和杂乱的样式，多半是从网页上粘贴来的，因此网页上不显示它。
    .mend = 改用 Markdown 写法，或者删去。
doc-unsafe-link =
    .what = 链接用了 http、https、mailto、tel 以外的地址，例如 javascript: 或本机文件。
    .why = 这类链接可能在读者的浏览器里运行程序，或者只在编写人的电脑上才能打开。
    .mend = 改为网址或站内的相对地址，或者删去链接。
doc-external-image =
    .what = 正文引用了别的网站上的图片。
    .why = 读者打开网页，别的网站就知道谁在看；那个网站改动或关闭，图片就变了样。
    .mend = 把图片存到报告的附件目录，改用文件名引用。
doc-leftover-emphasis =
    .what = 星号没有成对，没有变成粗体，网页上会露出星号。
    .why = 多半是粗体的写法有误，公布以后很显眼。
    .mend = 粗体写作 **文字**，两边各两个星号，中间不留空格；要显示星号本身，写作 \*。
doc-markdown-too-deep =
    .what = 列表或引用的嵌套层数过多，超出正常的文字。
    .why = 多半是误粘贴了别的内容；不设限制，一个坏文件就会拖住全部检查。
    .mend = 减少嵌套。

## 等式的说明

doc-equation =
    .what = { $wording }。（{ $table }）
    .why = 按{ $basis }所附格式的行列，两边应当相等（勾稽关系）。对不上，说明至少有一格填错了。
    .mend = 与原始台账核对等式两边的各个单元格，改正填错的那一格；确有特殊情况的提醒，可以写明理由后认可。
doc-equation--over-years =
    .what = { $wording }。（{ $table }）
    .why = 同一个数在两年的报告里都有，前后应当衔接；对不上，说明其中一年填错了。上一年的报告缺少时不检查。
    .mend = 对照上一年度已公布的报告。今年填错的改正今年的；上一年填错的，更正上一年的报告，并在 corrections 中说明。

## 说明的标题

explain-head = { $id }  { $level }
explain-head--code = { $id }  { $level }  { $code }
explain-changed = 级别由 site.toml 的 [levels] 改定，原为{ $level }
explain-why = 为什么：{ $text }
explain-mend = 怎样改：{ $text }
explain-forms = 适用年份：{ $forms }
explain-form = { $from } 年起（{ $basis }）
explain-form--until = { $from }—{ $until } 年（{ $basis }）
level-error = 错误
level-warning = 提醒
level-note = 说明
group-reading = 文件的写法
group-structure = 结构
group-tables = 表格
group-numbers = 文字中的数字
group-privacy = 个人信息
group-wording = 文字和标点
group-filing = 报送与公布
group-equations = 勾稽关系

## 手册

handbook-title = 规则
handbook-notice = 本页由程序生成，请勿手工修改：gongkai --lang zh-CN explain --markdown
handbook-intro = gongkai check 按下列规则检查报告。每条检查结果前面的方括号里是规则名；gongkai explain 规则名，可在命令行里查看同样的说明。
handbook-levels = 级别分三种：错误（error）必须改正，有错误就不生成网站；提醒（warning）要改正，或者由人判断后在报告里写明理由认可（accept）；说明（note）供参考。site.toml 的 [levels] 可以改变规则的级别。
handbook-equations = 下面是内置格式的勾稽关系，规则名为“表格.等式”。各格式的全文可用 gongkai forms show 查看。
doc-form-mismatch =
    .what = 报告用了另一年的表格：表里不认得的表、行、列，都是另一个格式里的。
    .why = 报告格式由报告年份决定：2019、2020 年用国办公开办函〔2019〕60号的格式，2021 年起用国办公开办函〔2021〕30号的格式。用错表格，数字对不上列，跨年也无法比较。
    .mend = 用 gongkai new report 生成当年的空白表格，重新填写。改好以前，报告里的表格不采用，也不逐项核对。
doc-label-alias =
    .what = 表、行、列用了能认得、但不是规定文字的名称，如“规范性文件”“现行有效件”“本年数量”。
    .why = 格式要求统一，名称应当与国务院办公厅规定的表格一致；旧格式的名称常常被沿用下来。
    .mend = 照提示改为规定的名称，或者改用 id。能认得的名称写在格式文件的 aliases 里。
doc-half-width-label =
    .what = 表、行、列的名称里用了半角括号，如“第二十条第(一)项”。
    .why = 规定的表格用全角括号；同一张表里全角半角混用，是粘贴时留下的。
    .mend = 改为全角括号（）。gongkai check --fix 可以改。
doc-report-twice =
    .what = 一个机关一年有两份报告文件：一份是 haicheng (1).md 一类的副本，或者文件头写的是另一个已有报告的机关。
    .why = 每个机关每年公布一份报告；几个版本并存，公众不知以哪一份为准，评估中指出过这类问题。
    .mend = 核对后留下一份；agency 写错的请改正。公布以后的更正写在报告的 corrections: 里。
