# 网站服务器的配置

webserver-no-target = 没有名为 { $name } 的发布目标：site.toml 里一个也没有
    .help = 在 site.toml 里写上 [targets.{ $name }]；或者不写名称，配置里的目录另行填写。
webserver-target = 没有名为 { $name } 的发布目标
    .help = site.toml 里的发布目标：{ $names }
webserver-which = 发布目标不止一个，配置给哪一个用？
    .help = 在后面写上名称：{ $names }
webserver-address = 网址 { $address } 里有在配置中另有含义的字符
    .help = 主机名只用字母、数字、连字符和点，路径只用文字、数字和 - . _ ~ /。请修改 site.toml 的 base_url，或发布目标的 url。
webserver-folder = 目录“{ $folder }”里有在配置中另有含义的字符
    .help = 请换一个名称：不要有引号、$、%、括号、*、?、;、|、# 和 <>。磁盘的根目录不能用作网站目录。
