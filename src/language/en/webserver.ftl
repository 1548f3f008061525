# Configurations of web servers

webserver-no-target = There is no target { $name }: site.toml names none
    .help = Write [targets.{ $name }] into site.toml, or leave the name out: the configuration then has a folder to be filled in.
webserver-target = There is no target { $name }
    .help = The targets of site.toml: { $names }
webserver-which = Several targets: which one is the configuration for?
    .help = Add a name: { $names }
webserver-address = The address { $address } has characters that mean something else in a configuration
    .help = Host names are of letters, digits, hyphens and full stops, paths of letters, digits and - . _ ~ /. Change base_url in site.toml, or url of the target.
webserver-folder = The folder "{ $folder }" has characters that mean something else in a configuration
    .help = Give it another name: without quotation marks, $, %, brackets, *, ?, ;, |, # and <>. The root of a disk cannot be served.
