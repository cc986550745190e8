# What people do with curl. Names each thing that went well on a line of its own; see ClientMatrixIT.
set -u
case $TLS in 1.2) tls='--tls-max 1.2' ;; 1.3) tls='--tlsv1.3' ;; esac
case $MODE in explicit) scheme=ftp ;; implicit) scheme=ftps ;; esac
root=$scheme://$HOST:$PORT
base=$root/$DIR
c() {
  # shellcheck disable=SC2086
  curl -sS -k -g --ssl-reqd $tls --max-time 100 --user "$LOGIN:secret" "$@"
}

c -o /dev/null "$root/" && echo connect
c --ftp-create-dirs -T big "$base/big" && echo upload
c -l "$base/" | tr -d '\r' | grep -qx big && echo list
c -o got "$base/big" && cmp big got && echo download
head -c 100000 big > part && c -C - -o part "$base/big" && cmp big part \
  && c -T half "$base/up" && c -C - -T big "$base/up" && c -o up "$base/up" && cmp big up && echo resume
c -o /dev/null -Q "RNFR $DIR/big" -Q "RNTO $DIR/renamed" "$root/" && c -o got "$base/renamed" && cmp big got && echo rename
c -o /dev/null -Q "DELE $DIR/renamed" "$root/" && ! c -o got "$base/renamed" 2> /dev/null && echo delete
cd small \
  && curl -sS -k --ssl-reqd $tls --max-time 200 --user "$LOGIN:secret" --ftp-create-dirs -T '[1-200]' "$base/small/" > /dev/null \
  && [ "$(c -l "$base/small/" | wc -l)" -eq 200 ] && echo 'small files'
