# 检查结果：每条规则一个条目，条目名即规则名；.help 说明怎样改。
# 变体写作「规则名--变体」。

accepted-because = （已认可：{ $reason }）

raw-html = 正文里有 HTML 代码：{ $html }
    .help = 网页上不会显示它。请改用 Markdown 写法，或删去。
unsafe-link = 链接地址不安全：{ $url }
    .help = 只允许 http、https、mailto、tel 和站内相对地址。
leftover-emphasis = 星号没有成对，没有变成粗体
    .help = 粗体写作 **文字**，两边各两个星号，中间不留空格；要显示星号本身请写 \*。
markdown-too-deep = 列表或引用嵌套超过 { $limit } 层
    .help = 请减少嵌套。
