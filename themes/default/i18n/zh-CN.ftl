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
colon = ：
comma = 、
meter = 已发布 { $a } 份，应发布 { $b } 份
kind-government = 人民政府
kind-department = 工作部门
kind-town = 乡镇
kind-subdistrict = 街道
kind-institution = 事业单位
standing-published = 已发布
standing-late = 逾期发布
standing-missing = 未发布
standing-withheld = 暂缺
corrected = 有更正

## 首页

home-latest = { $a }年度报告
home-received = 应发布年度报告的机关{ $b }个，已发布{ $a }个。
home-complete = 没有逾期或者未发布的报告。
home-late = 逾期发布
home-missing = 未发布
home-open-year = 查看{ $a }年度总表
home-years = 历年报告
home-year-count = { $b }个机关，已发布{ $a }个
home-by-agency = 按机关查阅
home-agencies = 在机关名录中查看各机关历年报告、曾用名和联系方式。
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
agencies-lead = 按类别列出负有公开年度报告义务的机关，点名称查看历年报告。
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
report-description = { $a }{ $b }年政府信息公开工作年度报告全文、表格和数据下载。
toc = 目录
cell-blank = 空白
cell-blank-note = 原报告此格没有填写，不等于0。
cell-unreadable = 不清
cell-unreadable-note = 原报告此格不是可以识别的数字。
cell-computed-note = 带点线的数字由各项相加得出，原报告没有填写。
corrections = 更正记录
correction-why = 原因：
accepted = 核对说明
accepted-lead = 下列核对提示经确认后保留，理由如下。
downloads = 下载
download-csv = 全部表格数据
download-json = 全部表格数据（含说明）
report-nav = 本机关其他年度

## 页面

updated = 更新日期：
not-found-title = 没有找到这个页面
not-found-text = 地址可能输错了，或者页面已经移动。请从下面的入口查找。
