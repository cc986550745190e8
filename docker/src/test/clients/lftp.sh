# What people do with lftp. Names each thing that went well on a line of its own; see ClientMatrixIT.
set -u
case $TLS in 1.2) priority='NORMAL:-VERS-ALL:+VERS-TLS1.2' ;; 1.3) priority='NORMAL:-VERS-ALL:+VERS-TLS1.3' ;; esac
case $MODE in explicit) scheme=ftp ;; implicit) scheme=ftps ;; esac
export LFTP_HOME=$PWD/lftp
l() {
  printf '%s\n' 'set ssl:verify-certificate no' "set ssl:priority \"$priority\"" 'set ftp:ssl-force yes' \
    'set ftp:ssl-protect-data yes' 'set net:max-retries 1' 'set net:timeout 60' 'set cmd:fail-exit yes' \
    "open -u $LOGIN,secret $scheme://$HOST:$PORT" "$@" | lftp --norc -f /dev/stdin
}

l pwd > /dev/null && echo connect
l "mkdir -p $DIR" "cd $DIR" 'put big' && echo upload
l "cls -1 $DIR" | grep -q 'big$' && echo list
l "get $DIR/big -o got" && cmp big got && echo download
head -c 100000 big > part && l "get -c $DIR/big -o part" && cmp big part \
  && l "put half -o $DIR/up" "put -c big -o $DIR/up" "get $DIR/up -o up" && cmp big up && echo resume
l "mv $DIR/big $DIR/renamed" "get $DIR/renamed -o got2" && cmp big got2 && echo rename
l "rm $DIR/renamed" && ! l "cls $DIR/renamed" > /dev/null 2>&1 && echo delete
l "mirror -R small $DIR/small" > /dev/null && [ "$(l "cls -1 $DIR/small/" | wc -l)" -eq 200 ] && echo 'small files'
