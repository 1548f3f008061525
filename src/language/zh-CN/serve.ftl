# 预览

serve-title = 检查结果
serve-list = 本站全部检查结果
serve-nothing = 暂时没有可以显示的页面
serve-site = 全站 { $counts }
serve-wrong = 这一页暂时无法生成
serve-none = 没有发现问题。
serve-close = 关闭（Esc）
serve-copy = 文件位置，可以复制
serve-error = 错误
serve-warning = 提醒
serve-note = 说明
serve-suspect = 最可能填错的一格：
serve-cells = 有关的各格
serve-home = 回到网站
serve-more = 另有 { $count } 条，请用 gongkai check 查看。

serve-started = { $url }  { $reports } 份报告  { $seconds } 秒  （按 Ctrl-C 结束）
serve-busy = 端口 { $port } 已被占用，改用 { $other }
serve-exposed = 注意：{ $address } 可以从其他计算机访问，未发布的内容也会被看到。
serve-address = 无法使用地址 { $address }：{ $cause }
    .help = 换一个地址，例如 --addr 127.0.0.1:8081
serve-changed = { $paths }  { $milliseconds } 毫秒
serve-changed--many = { $paths } 等 { $count } 个文件  { $milliseconds } 毫秒
serve-checked = ✓ 没有错误  { $warning } 个提醒  { $note } 个说明
serve-checked--errors = ✗ { $error } 个错误  { $warning } 个提醒  { $note } 个说明
serve-overflowed = 变化太多，系统来不及通知，已重新读取全部文件。
serve-limit-reached = 系统能监视的目录已到上限，改为定时查看，更新会慢一两秒。
serve-refused = 系统无法监视这些目录，改为定时查看，更新会慢一两秒。
serve-network-share = 站点在网络共享或类似的磁盘上，改为定时查看，更新会慢一两秒。
serve-no-browser = 打不开浏览器：{ $cause }
    .help = 请自己在浏览器里打开 { $url }
