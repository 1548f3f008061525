# 命令行

## 发布到磁盘

disk-name--segment = 输出路径“{ $path }”不是站内相对路径
    .help = 路径须以 / 分隔，不以 / 开头或结尾，不含 . 和 .. 。
disk-name--character = 输出路径“{ $path }”含有 Windows 等系统不允许的字符“{ $character }”
    .help = 请给这个文件（通常是附件）改名。
disk-name--end = 输出路径“{ $path }”中有名称以句点或空格结尾
    .help = Windows 会悄悄去掉它们。请给这个文件（通常是附件）改名。
disk-name--device = 输出路径“{ $path }”中有 Windows 保留的设备名（如 CON、NUL、COM1）
    .help = 请给这个文件（通常是附件）改名。
disk-name--long = 输出路径“{ $path }”中有名称超过 255 字节（约 85 个汉字）
    .help = 请把文件名改短。
disk-name--manifest = 输出路径“{ $path }”留给发布清单使用
    .help = 请给这个文件改名。
disk-clash = 输出路径“{ $first }”与“{ $second }”在一些系统上是同一个位置
    .help = 两者只有大小写或字符组合方式不同，或者一个是文件、另一个要把它当目录。请改掉其中一个名称。
disk-danger--root = 输出目录 { $path } 是整个磁盘的根目录，拒绝写入
    .help = 请用 --out 指定一个专用的目录，例如 public。
disk-danger--home = 输出目录 { $path } 是您的个人目录，或包含您的个人目录，拒绝写入
    .help = 请用 --out 指定一个专用的目录，例如 public。
disk-danger--site = 输出目录 { $path } 是站点本身的目录，或包含站点的目录，拒绝写入
    .help = 请用 --out 指定一个专用的目录，例如 public。
disk-danger--input = 输出目录 { $path } 是站点的 { $input } 目录，或在它里面，拒绝写入
    .help = 那里放的是站点的原始内容。请用 --out 指定一个专用的目录，例如 public。
disk-danger--hold = 输出目录 { $path } 在发布程序自用的 .gongkai- 目录里，拒绝写入
    .help = 请用 --out 指定别的目录，例如 public。
disk-danger--symlink = 输出目录 { $path } 是符号链接，拒绝写入
    .help = 请用 --out 直接指定链接所指的目录。
disk-danger--file = 输出目录 { $path } 是一个文件，不是目录
    .help = 请用 --out 指定一个目录，或把这个文件移走。
disk-danger--foreign = 输出目录 { $path } 里已有别的文件，而且不是本程序写的（没有可识别的 manifest.json），拒绝写入
    .help = 请用 --out 指定一个新的或空的目录；如果里面的东西都不需要，请自行清空它。
disk-foreign = { $path } 不是本程序写的，却占着要写入的位置；没有覆盖它
    .help = 请把它移走或改名，然后重新发布。
disk-mount = { $path } 处是另一个文件系统（挂载点或分层镜像的一层），无法一步换上新站点
    .help = 请用 --out 指定挂载点下面的一个子目录；如果是容器镜像中原有的目录，请先删除它。
disk-locked = 进程 { $pid } 正在发布到 { $path }
    .help = 请等它完成；如果它已停住不动，请结束进程 { $pid } 后再试。
disk-locked--unknown = 另一个进程正在发布到 { $path }
    .help = 请等它完成后再试。
disk-full = 磁盘空间或配额不足，无法写入 { $path }；原来的站点没有改动
    .help = 本次发布共需写入 { $bytes } 字节。请腾出空间后重新发布。
disk-leftover = 新站点已经发布，但旧站点的残留在 { $path } 中，没能删除：{ $cause }
    .help = 下一次发布会再次尝试删除；也可以自行删除该目录。
disk-aside = 新站点没能换上（{ $cause }），旧站点暂时在 { $path }
    .help = 请关闭占用输出目录的程序，然后重新发布；旧站点会先回到原处。
disk-denied = 没有权限读写 { $path }；原来的站点没有改动
    .help = 请检查这个位置的所有者和权限，或者用 --out 指定别的目录。
disk-read-only = { $path } 所在的磁盘是只读的；原来的站点没有改动
    .help = 请把磁盘改为可写，或者用 --out 指定别的目录。
disk-gone = 找不到 { $path }；原来的站点没有改动
    .help = 它可能在发布过程中被移走了。请重新发布。
disk-failed = 处理 { $path } 时出错：{ $cause }；原来的站点没有改动
    .help = 请检查这个位置和磁盘的状况，然后重新发布。

## 命令与参数

cli = 公开：把政府信息公开工作年度报告做成静态网站
cli-root = 站点目录（缺省为当前目录）
cli-lang = 界面语言：zh-CN 或 en
cli-color = 是否用颜色：auto（缺省）、always、never
cli-help = 显示帮助
cli-version = 显示版本
cli-heading-usage = 用法：
cli-heading-commands = 命令
cli-heading-arguments = 参数
cli-heading-options = 选项
cli-build = 生成网站；有错误时什么也不写
cli-build-out = 输出目录（缺省为站点目录下的 public）
cli-build-base-url = 网站地址，代替 site.toml 中的 base_url
cli-build-strict = 未认可的提醒也算作错误
cli-check = 检查报告，列出问题
cli-check-paths = 只看这些文件或文件夹的问题
cli-check-format = 输出格式：text（缺省）或 json
cli-check-fix = 列出能够确定改法的地方（标点、括号、空格、词表），不写入
cli-check-write = 与 --fix 一起用：把改动写入文件
cli-check-strict = 未认可的提醒也算作错误
cli-new = 新建站点、报告、机构或页面；不覆盖已有文件
cli-new-site = 新建一个站点
cli-new-site-dir = 站点目录
cli-new-report = 新建一份空白报告，含格式规定的全部行列，填好上年结转
cli-new-report-year = 报告年份
cli-new-report-agency = 机构的 slug
cli-new-agency = 在机构名录里加一个机构
cli-new-agency-slug = 网址中的名称：小写字母、数字、连字符
cli-new-agency-name = 机构全称
cli-new-page = 新建一个普通页面
cli-new-page-slug = 网址中的名称：小写字母、数字、连字符
cli-forms = 查看报告格式
cli-forms-list = 列出全部格式及适用年份
cli-forms-show = 显示一个格式的文件
cli-forms-show-id = 格式的 id，例如 2021
cli-completions = 生成命令补全脚本
cli-completions-shell = 命令行外壳：bash、zsh、fish、powershell、elvish

## 过程与结果

check-done = { $mark } { $reports } 份报告  { $error } 个错误  { $warning } 个提醒  { $note } 个说明  { $accepted } 个已认可  { $seconds } 秒
fix-shown = { $files } 个文件有 { $places } 处可以改；加 --write 写入
fix-done = 已改 { $files } 个文件，{ $places } 处
fix-nothing = 没有能够确定改法的地方
fix-changed = { $path } 刚被改动，没有写入
    .help = 请保存好文件，再运行一次。
fix-failed = 写不了 { $path }：{ $cause }
    .help = 文件没有改动。请检查它和所在文件夹的写入权限。
build-done = { $mark } { $reports } 份报告  { $pages } 个页面  { $error } 个错误  { $warning } 个提醒  { $accepted } 个已认可  { $seconds } 秒
    → { $path }  新增 { $added }  改动 { $changed }  删除 { $removed }
build-blocked = ✗ 没有生成网站，原有的网站未改动：{ $reports } 份报告  { $error } 个错误  { $warning } 个提醒  { $seconds } 秒
new-done = 已写入 { $path }
new-exists = 已经存在，未改动：{ $path }
    .help = 请换一个名称，或直接编辑它。
new-failed = 写不了 { $path }：{ $cause }
    .help = 请检查文件夹是否存在、是否有写入权限。
new-agency-unfit = 没有改动 { $path }：加上这一行后名录会有错误
    .help = 请先用 gongkai check 查看名录的问题，或自行加入：{ $line }
new-site-comment = 本站设置。全部可用项见手册「站点设置」。
new-site-title = 政府信息公开工作年度报告
new-agencies-comment = 机构名录。slug 用于网址，name 为机构全称；kind 可为 government、department、town、subdistrict、institution。
new-agency-name = 示例机构
root-unreadable = 打不开站点目录 { $path }：{ $cause }
    .help = 请用 --root 指明站点目录。

## 用法错误

usage-value = 「{ $value }」不能用于 { $argument }
    .help = 可以用：{ $choices }。运行 gongkai --help 查看用法。
usage-unknown = 不认得的参数：{ $argument }
    .help = 运行 gongkai --help 查看用法。
usage-command = 不认得的命令：{ $command }
    .help = 运行 gongkai --help 查看全部命令。
usage-missing = 缺少参数：{ $argument }
    .help = 运行 gongkai --help 查看用法。
usage-no-command = 请给出命令
    .help = 运行 gongkai --help 查看全部命令。
usage-other = 命令写法有误：{ $detail }
    .help = 运行 gongkai --help 查看用法。
usage-path = 站点里没有 { $path }
    .help = 路径从当前目录或站点目录算起。
usage-base-url = 不是网站地址：{ $url }
    .help = 写作 https://域名/路径/。
usage-form = 没有格式 { $id }
    .help = 运行 gongkai forms list 查看全部格式。
