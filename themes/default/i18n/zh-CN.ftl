# 默认主题的界面文字。表格标题、栏目名称等正式用语来自格式文件，不在这里。
# n 是数目或年份，a、b 是文字。

## 框架

skip = 跳到正文
nav = 主导航
nav-home = 首页
nav-agencies = 机关名录
crumbs = 当前位置
sample = 样例数据，机构、人员、数字均为虚构
column-name = 政府信息公开年报
footer-organiser = 主办单位：{ $a }
footer-generator = 本站由 gongkai（公开）生成

## 通用

year = { $a }年度
gap = {""}
colon = ：
comma = 、
meter = 已发布 { $a } 份，应发布 { $b } 份
kind-government = 人民政府
kind-department = 工作部门
kind-town = 乡镇
kind-subdistrict = 街道
kind-institution = 事业单位
kind-page = 其他页面
standing-published = 已发布
standing-late = 逾期发布
standing-missing = 未发布
standing-withheld = 暂缺
draft-draft = 预览：这份报告还是草稿，没有发布
draft-submitted = 预览：这份报告已报送，还没有发布
draft-returned = 预览：这份报告已退回修改，没有发布
draft-embargoed = 预览：这份报告在 { $a } 之前不发布
corrected = 有更正

## 首页

home-latest = { $a }年度报告
home-received = 应发布年度报告的机关{ $b }个，已发布{ $a }个。
home-complete = 没有逾期发布或者未发布的报告。
home-late = 逾期发布
home-missing = 未发布
home-open-year = 查看{ $a }年度总表
home-years = 历年报告
home-year-count = { $b }个机关，已发布{ $a }个
home-by-agency = 按机关查阅
home-agencies = 各机关历年报告、曾用名和联系方式。
home-empty = 尚未发布年度报告。

## 年度

year-title = { $a }年政府信息公开工作年度报告
year-summary = 应发布年度报告的机关{ $b }个，已发布{ $a }个。
year-lacking = 尚有{ $n }个机关未发布。
year-form = 报告格式
year-basis = 格式依据
year-table = 各机关{ $a }年度报告
year-nav = 其他年度
older = 上一年度
newer = 下一年度
column-agency = 机关
column-year = 年度
column-published = 发布日期
column-standing = 状态
agency-page = 机关信息

## 机关

agencies-title = 机关名录
agencies-lead = 按类别列出负有公开年度报告义务的机关，点击名称可查看历年报告。
agencies-count = { $n }个
agency-aliases = 曾用名
agency-until = { $a }年度止
agency-newest = 最新报告
agency-kind = 类别
agency-address = 地址
agency-parent = 隶属
agency-predecessors = 职能来自
agency-successor = 职能并入
agency-active = 报告年度
agency-active-from = 自{ $a }年度起
agency-active-until = 至{ $a }年度止
agency-active-both = { $a }年度至{ $b }年度
agency-facts = 基本信息
agency-years = 历年报告
agency-description = { $a }历年政府信息公开工作年度报告、曾用名和联系方式。
agency-no-years = 尚无报告。

## 联系方式

contact = 联系方式
contact-office = 联系单位
contact-address = 地址
contact-postcode = 邮政编码
contact-phone = 电话

## 报告

report-agency = 发布机关
report-published = 发布日期
report-standing = 状态
report-entered = 收录日期
report-description = { $a }{ $b }年政府信息公开工作年度报告全文、表格和数据下载。
toc = 目录
cell-blank = 空白
cell-blank-note = 原报告此格没有填写，不等于0。
cell-unreadable = 不清
cell-unreadable-note = 原报告此格内容不能识别为数字。
cell-computed-note = 带点线的数字由各项相加得出，原报告没有填写。
corrections = 更正记录
correction-figure = ：原为 { $a }，现为 { $b }
correction-blank = 空白
correction-why = 原因：
accepted = 核对说明
accepted-lead = 下列核对提示经确认后保留，理由如下。
downloads = 下载
download-xlsx = 官方表格（电子表格）
download-csv = 全部表格数据
download-json = 全部表格数据（含说明）
report-nav = 本机关其他年度

## 页面

updated = 更新日期：
not-found-title = 未找到该页面
not-found-text = 网址可能有误，或者页面已经移动。请从以下入口查找。

## 显示

display = 显示方式
display-large = 大字版
display-contrast = 高对比度

## 栏目标签

column-description = 本地区行政机关历年政府信息公开工作年度报告。
column-keywords = 政府信息公开,年度报告,年报
column-type = 政府信息公开年报

## 页脚

footer-contact = 联系电话：{ $a }
footer-site-code = 网站标识码：{ $a }
footer-badge = 党政机关网站标识
footer-report-error = 我为政府网站找错
footer-sitemap = 网站地图

## 导航

nav-matrix = 发布情况
nav-compare = 报告对比
nav-search = 检索
nav-status = 核对情况

## 数字

figures = 主要数据
figures-sum = 全年合计
column-figure = 项目
column-change = 增减
change = 较{ $a }年 { $b }
change-none = 与{ $a }年相同
trend = 历年数据
trend-caption = { $a }历年主要数据
because = 原因：

## 首页其他

home-trend = 历年合计
home-trend-caption = 各机关报告合计，按年度
home-ways = 查阅方式
home-matrix = 各机关历年报告是否按时发布，一表列出。
home-compare = 任选两份报告，逐项对比。

## 年度合计

year-reports = 各机关报告
totals = 合计
totals-of = 由{ $a }份报告相加得出。
totals-uncounted = { $a }的报告本身包含所属机关数据，不重复计入。
totals-missing = 另有{ $n }个机关未发布，没有计入。
totals-without = 未发布报告、没有计入的机关：{ $a }。
totals-links = 点击合计数，可查看各机关的数据。
totals-more = 查看每项合计的组成
totals-title = { $a }年度合计的组成
totals-here = 合计的组成
totals-description = { $a }年各项合计数分别由哪些机关的报告组成。
totals-sum = 合计
totals-zero = 另有{ $n }项，各机关均为0。
totals-all-zero = 各机关均为0。
cell-incomplete = 不全
cell-incomplete-note = 有的报告此格没有数字，合计不全。

## 对比

compare-title = 报告对比
compare-lead = 任选两份报告逐项对比；同一机关与上年的对比见下方列表。
compare-left = 第一份报告
compare-right = 第二份报告
compare-go = 对比
compare-failed = 没有取到报告。请确认该机关有这一年度的报告，并从网站打开本页。
compare-forms = 两份报告的格式不同，只列出含义相同的项目。
compare-before = 与上年对比
compare-before-lead = 选择机关和年度：
compare-pair = { $a }—{ $b }
compare-others = 选择其他报告对比
comparison-link = 与上年对比
comparison-all = 与{ $a }年逐项对比
comparison-title = { $a }：{ $b }年与上年对比
comparison-description = 同一机关{ $a }年与{ $b }年报告数据逐项对比。
comparison-forms = 两年的报告格式不同，只对比含义相同的项目；{ $n }项在上年格式中没有。
comparison-nothing = 两份报告中可对比的项目均为0。
comparison-zero = 另有{ $n }项，两年均为0。

## 发布情况

matrix-title = 历年报告发布情况
matrix-lead = 各机关历年报告的发布情况，点击可查看报告。
matrix-lacking = 共有{ $n }份报告未发布。
matrix-complete = 没有缺少的报告。
matrix-none = 无须报告
matrix-published = 已发
matrix-late = 逾期
matrix-missing = 未发
matrix-withheld = 暂缺
matrix-corrected = 更正
matrix-empty = 空白
matrix-published-note = 按期发布
matrix-late-note = 逾期发布
matrix-missing-note = 应发布而未发布
matrix-empty-note = 当年无须报告

## 核对情况

status-title = 报告核对情况
status-lead = 对已发布报告自动核对的结果。提示不等于错误，由各机关确认。
status-reports = 已核对报告
status-open = 待确认
status-accepted = 已确认保留
status-none = 没有待确认的提示。
level-error = 错误
level-warning = 提醒
level-note = 提示

## 检索

search-label = 检索报告
search-go = 检索
search-lead = 检索全部年度报告的标题、正文和表格。几个词用空格隔开。
search-slash = 按 / 键进入检索框
search-wait = 正在检索……
search-none = 没有找到相关内容。
search-found = 找到{"{n}"}条
search-about = 找到约{"{n}"}条
search-all = 全部
search-more = 显示更多
search-failed = 没有取到检索数据，请从网站打开本页。
search-ways = 其他查阅方式

## 机关其他

agency-no-report = 尚无报告
index-number = 索引号
index-publisher = 发布机构
index-source = 来源

## 订阅和数据

nav-data = 数据
feed = 订阅（Atom）
home-feed = 新发布的报告和更正，用阅读器接收。
home-data = 历年全部数据，按年度或者整套下载。
home-download = 下载{ $a }年度数据（CSV）
year-downloads = 下载本年度数据
data-about = 数据说明
data-title = 数据下载
data-lead = 全部报告表格中的每一个数字，可以按年度或者整套下载，无须登记，离线可用。
data-reports = 报告
data-figures = 数据项
data-whole = 全部年度
data-years = 分年度
data-figures-xlsx = 电子表格
data-figures-xlsx-note = 用 WPS、Excel 打开，适合查看和汇总。
data-figures-csv = 逐项数据
data-figures-csv-note = 每个数一行，适合统计软件和数据库。
data-reports-json = 结构化数据
data-reports-json-note = 每份报告一条，含标题、日期、更正记录和全部数据，适合编写程序。
data-reports-csv = 报告清单
data-reports-csv-note = 每个机关每个年度一行：应否报告、是否发布、何时发布、有无更正。
data-agencies-csv = 机关名录
data-agencies-csv-note = 代码、名称、曾用名、隶属关系、起止年度。
data-cells-csv = 表格项目对照表
data-cells-csv-note = 官方表格每一格的代码与名称、单位、类型对照。
data-datapackage-json = 数据包说明
data-datapackage-json-note = 各 CSV 文件的列、类型、大小和校验值（Frictionless Data Package）。
data-report-schema-json = 单份报告的结构
data-report-schema-json-note = report.json 的 JSON Schema。
data-reports-schema-json = 全部报告的结构
data-reports-schema-json-note = reports.json 的 JSON Schema。
data-parquet = 按年度分区的 Parquet 文件，DuckDB、Spark 可以直接读取。
data-ledger-jsonl = 发布台账
data-ledger-jsonl-note = 每份报告何时首次发布，以后每一次改动；每一行都带有上一行的摘要。
data-search = 检索索引
data-search-note = 全文检索所用的索引，可供其他程序使用。
data-reading = 怎样看这些数据
data-dictionary = 数据字典：每个代码的含义
data-zero = 0
data-zero-note = 报告写明为0。
data-blank = 空白（blank）
data-blank-note = 报告没有填写，不等于0，也不应当作0统计。
data-computed = 补算（computed）
data-computed-note = 报告没有填写的合计数，由各项相加得出。
data-unreadable = 不清（unreadable）
data-unreadable-note = 报告填写的内容不能识别为数字。
data-absent = 没有这一行
data-absent-note = 当年的报告格式没有这个项目。各年格式有变化，项目不完全相同，见数据字典。
data-lacking = 没有这份报告
data-lacking-note = 机关当年没有发布报告，或者无须报告，见报告清单。
data-use = 离线使用和引用
data-offline = 文件下载后不需要网络。请按网站上的文件夹存放；各 CSV 文件是否完整，可用数据包说明核对。
data-cite = 引用时请写明网站名称、机关、年度和下载日期。报告更正后数据随之改变，更正记录见各报告页面。
data-programs = 供程序使用

## 数据字典

dictionary-title = 数据字典
dictionary-lead = 下载文件中各列、各代码的含义，按报告格式逐表列出。
dictionary-columns = 各文件的列
dictionary-columns-lead = CSV 文件第一行是列名，编码为 UTF-8。各报告的 report.csv 与 figures.csv 的列相同。
dictionary-column = 列
dictionary-meaning = 含义
dictionary-type-string = 文字
dictionary-type-year = 年份
dictionary-type-number = 数
dictionary-type-date = 日期
dictionary-type-boolean = true 或 false
dictionary-figures-agency = 机关的代码，与网址中的一致。
dictionary-figures-year = 报告所属年度。
dictionary-figures-form = 报告格式的代码。
dictionary-figures-table = 表的代码。
dictionary-figures-row = 行的代码。
dictionary-figures-column = 列的代码。
dictionary-figures-value = 数值，小数点为“.”，不加千分位；没有数时为空。空不等于0。
dictionary-figures-unit = 单位；以件、个计的为空。
dictionary-figures-status = 数的由来，见下表。
dictionary-reports-agency = 机关的代码。
dictionary-reports-year = 报告所属年度。
dictionary-reports-agency_name = 机关全称。
dictionary-reports-standing = published：按期发布，或者没有日期；late：逾期发布；missing：没有报告；withheld：有报告，暂不能发布。
dictionary-reports-because = 没有报告的原因；不知道的为空。
dictionary-reports-form = 报告格式的代码；没有报告或者当年没有格式的为空。
dictionary-reports-title = 报告标题。
dictionary-reports-published = 发布日期；不知道的为空。
dictionary-reports-corrected = 最近一次更正的日期；没有更正的为空。
dictionary-reports-url = 报告页面的网址；网站没有网址的，为网站文件夹中的路径。
dictionary-reports-counted = 是否计入全年合计。政府的报告包含所属机关数据的，不重复计入。
dictionary-agencies-slug = 机关的代码，用于网址。
dictionary-agencies-name = 全称。
dictionary-agencies-short = 简称；没有简称的为全称。
dictionary-agencies-kind = government：人民政府；department：工作部门；town：乡镇；subdistrict：街道；institution：事业单位。
dictionary-agencies-parent = 所隶属机关的代码。
dictionary-agencies-from = 开始报告的年度；早于全部报告的为空。
dictionary-agencies-until = 最后报告的年度；仍在报告的为空。
dictionary-agencies-successor = 承接其职能的机关的代码。
dictionary-agencies-former_names = 曾用名和其他名称，以半角分号隔开。
dictionary-agencies-covers = bodies：报告包含所属机关；itself：只报告本机关。
dictionary-cells-form = 报告格式的代码。
dictionary-cells-table = 表的代码。
dictionary-cells-row = 行的代码。
dictionary-cells-column = 列的代码。
dictionary-cells-table_zh = 表的名称。
dictionary-cells-table_en = 表的英文名称。
dictionary-cells-row_zh = 行的名称，前面是所属各级的名称，以“ / ”隔开。
dictionary-cells-row_en = 行的英文名称，写法同上。
dictionary-cells-column_zh = 列的名称，前面是所属各级的名称，以“ / ”隔开。
dictionary-cells-column_en = 列的英文名称，写法同上。
dictionary-cells-unit = 单位；以件、个计的为空。
dictionary-cells-unit_en = 单位的英文名称。
dictionary-cells-kind = count：非负整数；change：整数，可为负；money：金额，可有小数。
dictionary-cells-defined = 是否合计，即可由其他各格得出。
dictionary-cells-was = 沿用上一格式的哪一格，写作“表.行.列”；没有的为空。
dictionary-statuses = 数的由来
dictionary-status-given = 报告所填的数，包括0。
dictionary-status-computed = 报告没有填写的合计数，由各项相加得出。
dictionary-status-blank = 报告没有填写，不等于0。
dictionary-status-unreadable = 报告填写的内容不能识别为数字。
dictionary-years = 适用年度
dictionary-rows = 行
dictionary-table-columns = 列
dictionary-label = 名称
dictionary-kind = 类型、单位
dictionary-kind-count = 非负整数
dictionary-kind-change = 整数，可为负
dictionary-kind-money = 金额，可有小数
dictionary-total = 合计
dictionary-was = 沿用上一格式的 { $a }
