# 订阅源（Atom）的文字，随网站的主要语言。

feed-sample = 样例数据，机构、人员、数字均为虚构
feed-correction = 更正：{ $title }
feed-why = 原因：{ $why }
feed-figures = 主要数据：{ $figures }
feed-corrected = { $figure }：原为 { $before }，现为 { $after }
feed-blank = 空白
