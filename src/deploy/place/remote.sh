# What a deploy does on a server, in words that every POSIX shell knows. Asked as: sh -c SCRIPT gongkai ROOT LOCKTEXT
# A request is an action and its words, a line each, then an empty line; the answer ends with a line "end STATUS".
# The lock goes with this process: when the connection ends, in whatever way, so does standard input.
umask 022
LC_ALL=C
export LC_ALL
root=$1
text=$2
releases=$root/releases
lock=$root/deploy.lock

# Digest and path of every plain file in a folder, and the path of everything else that is no folder.
survey() {
    cd "$1" || exit
    if command -v sha256sum >/dev/null; then
        find . -type f -exec sha256sum {} +
    else
        find . -type f -exec shasum -a 256 {} +
    fi
    find . ! -type f ! -type d | sed 's/^/odd /'
}

# What stands in the folder, and which of the releases have a manifest of ours.
list() {
    if command -v rsync >/dev/null; then echo rsync; fi
    if [ ! -e "$root" ]; then return; fi
    names=$(ls -A "$root")
    printf '%s\n' "$names" | sed -n 's/^./top &/p'
    if [ ! -d "$releases" ]; then return; fi
    names=$(ls -A "$releases")
    printf '%s\n' "$names" | sed -n 's/^./release &/p'
    for folder in "$releases"/*/; do
        if grep -q '"generator": "gongkai ' "${folder}manifest.json" 2>/dev/null; then
            folder=${folder%/}
            echo "ours ${folder##*/}"
        fi
    done
}

# Takes the lock, or says who has it.
take() {
    mkdir -p "$root"
    if [ "$1" = break ]; then rm -f "$lock"; fi
    if (set -C; : >"$lock") 2>/dev/null; then
        # Not by printf, whose words for a full disk do not tell what is wrong in some shells.
        if cat >"$lock" <<END; then
$text
END
            echo taken
        else
            rm -f "$lock"
            exit 1
        fi
    elif [ -e "$lock" ]; then
        sed 's/^/held /' "$lock"
    else
        : >"$lock"
    fi
}

# Every release with its manifest, and all files of the one that is shown.
state() {
    for folder in "$releases"/*/; do
        folder=${folder%/}
        case $folder in *.part | *.link | *.gone) continue ;; esac
        if [ ! -d "$folder" ]; then continue; fi
        echo "release ${folder##*/}"
        if [ -f "$folder/manifest.json" ]; then
            sed 's/^/|/' "$folder/manifest.json"
            echo
        fi
    done
    if [ -L "$root/current" ]; then
        echo "current $(readlink "$root/current")"
        case $(readlink "$root/current") in
        releases/*) if [ -d "$root/current/" ]; then survey "$root/current/"; fi ;;
        esac
    elif [ -e "$root/current" ]; then
        echo folder
    fi
}

# A small file of a release, each of its lines marked; nothing where there is none.
read_file() {
    file=$releases/$1/$2
    if [ ! -h "$file" ] && [ -f "$file" ]; then
        head -c 67108864 "$file" | sed 's/^/|/'
        echo
    fi
}

# Removes releases. As each first gets another name, there is never a part of one under its own.
retire() {
    for id; do
        rm -rf "$releases/$id.gone"
        mv "$releases/$id" "$releases/$id.gone"
        rm -rf "$releases/$id.gone"
    done
}

# Makes releases that are newer than the one that is shown into what a deploy has left.
recall() {
    for id; do
        mv "$releases/$id" "$releases/$id.part"
    done
}

# Makes the folder of a new release: from what a deploy left that was cut, or from the release that is shown. It is a copy
# in either case, for a program of that deploy may still be writing; unchanged files get a second name.
prepare() {
    part=$releases/$1.part
    link=$releases/$1.link
    mkdir -p "$releases"
    from=
    if [ "$2" != - ]; then from=$releases/$2; fi
    for left in "$releases"/*.part; do
        if [ -d "$left" ]; then from=$left; fi
    done
    if [ "$from" != "$part" ]; then
        rm -rf "$link"
        if [ -z "$from" ]; then
            mkdir "$link"
        elif ! cp -al "$from" "$link" 2>/dev/null; then
            rm -rf "$link"
            cp -a "$from" "$link"
        fi
        mv "$link" "$part"
    fi
    for left in "$releases"/*.part; do
        if [ "$left" != "$part" ]; then rm -rf "$left"; fi
    done
    survey "$part"
}

# Removes files of a new release.
drop() {
    cd "$releases/$1.part" || exit
    shift
    rm -f "$@"
}

# Removes what no release has: names that could be taken for more than one line, and folders that hold nothing.
prune() {
    cd "$releases/$1.part" || exit
    find . -depth -name '*[[:cntrl:]]*' -exec rm -rf {} +
    find . -depth -type d ! -name . -exec rmdir {} + 2>/dev/null || :
}

# Shows a release, in one step.
switch() {
    test -d "$releases/$1"
    rm -rf "$root/current.new"
    ln -s "releases/$1" "$root/current.new"
    # Without -T, or -h where that is its name, the link would be moved into the old release.
    mv -fT "$root/current.new" "$root/current" 2>/dev/null ||
        mv -fh "$root/current.new" "$root/current" 2>/dev/null ||
        mv -fT "$root/current.new" "$root/current"
}

# Removes old releases, and what earlier deploys left.
tidy() {
    retire "$@"
    for left in "$releases"/*.part "$releases"/*.link "$releases"/*.gone; do
        if [ -d "$left" ]; then rm -rf "$left"; fi
    done
}

unlock() {
    if [ "$(cat "$lock" 2>/dev/null)" = "$text" ]; then rm -f "$lock"; fi
}

trap unlock EXIT
trap 'exit 1' HUP INT TERM PIPE
echo 'gongkai 1'
while IFS= read -r action; do
    set --
    while IFS= read -r word && [ -n "$word" ]; do set -- "$@" "$word"; done
    (
        trap - EXIT
        set -e
        case $action in
        list | take | state | recall | prepare | drop | prune | switch | tidy) "$action" "$@" ;;
        survey) survey "$releases/$1" ;;
        read) read_file "$@" ;;
        finish) mv "$releases/$1.part" "$releases/$1" ;;
        *) exit 64 ;;
        esac
    ) 2>&1 </dev/null
    echo "end $?"
done
