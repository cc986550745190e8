# What people do with rclone. Names each thing that went well on a line of its own; see ClientMatrixIT.
set -u
export RCLONE_CONFIG=$PWD/rclone.conf RCLONE_FTP_HOST=$HOST RCLONE_FTP_PORT=$PORT RCLONE_FTP_USER=$LOGIN RCLONE_FTP_PASS
export RCLONE_FTP_NO_CHECK_CERTIFICATE=true RCLONE_RETRIES=1 RCLONE_LOW_LEVEL_RETRIES=2 RCLONE_FTP_CLOSE_TIMEOUT=20s
# All control connections of one rclone share one cache of TLS sessions, so two at once resume that of the other.
export RCLONE_TRANSFERS=1 RCLONE_CHECKERS=1 RCLONE_FTP_CONCURRENCY=1
RCLONE_FTP_PASS=$(rclone obscure secret)
: > "$RCLONE_CONFIG"
case $MODE in explicit) export RCLONE_FTP_EXPLICIT_TLS=true ;; implicit) export RCLONE_FTP_TLS=true ;; esac
[ "$TLS" = 1.3 ] || export RCLONE_FTP_DISABLE_TLS13=true

rclone lsf :ftp: > /dev/null && echo connect
rclone copyto big ":ftp:$DIR/big" && echo upload
rclone lsf ":ftp:$DIR" | grep -qx big && echo list
rclone copyto ":ftp:$DIR/big" got && cmp big got && echo download
rclone moveto ":ftp:$DIR/big" ":ftp:$DIR/renamed" && rclone copyto ":ftp:$DIR/renamed" got2 && cmp big got2 && echo rename
rclone deletefile ":ftp:$DIR/renamed" && ! rclone lsf ":ftp:$DIR" | grep -qx renamed && echo delete
rclone copy small ":ftp:$DIR/small" && [ "$(rclone lsf ":ftp:$DIR/small" | wc -l)" -eq 200 ] && echo 'small files'
