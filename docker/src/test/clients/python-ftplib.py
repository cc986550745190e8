# What people do with Python's ftplib. Names each thing that went well on a line of its own; see ClientMatrixIT.
import ftplib, io, os, ssl

version = {'1.2': ssl.TLSVersion.TLSv1_2, '1.3': ssl.TLSVersion.TLSv1_3}[os.environ['TLS']]
context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
context.minimum_version = context.maximum_version = version
here = os.environ['DIR']
big = open('big', 'rb').read()

ftp = ftplib.FTP_TLS(context=context, timeout=60)
ftp.connect(os.environ['HOST'].strip('[]'), int(os.environ['PORT']))
ftp.login(os.environ['LOGIN'], 'secret')
ftp.prot_p()
print('connect', flush=True)


def get(name, rest=None):
    parts = []
    ftp.retrbinary('RETR ' + name, parts.append, rest=rest)
    return b''.join(parts)


def mkd(name):
    try:
        ftp.mkd(name)
    except ftplib.error_perm:
        pass


mkd(os.path.dirname(here))
mkd(here)
ftp.storbinary(f'STOR {here}/big', io.BytesIO(big))
print('upload', flush=True)
assert any(name.endswith('big') for name in ftp.nlst(here))
assert 'big' in dict(ftp.mlsd(here))
print('list', flush=True)
assert get(f'{here}/big') == big
print('download', flush=True)
assert get(f'{here}/big', rest=100000) == big[100000:]
ftp.storbinary(f'STOR {here}/up', io.BytesIO(big[:700000]))
ftp.storbinary(f'STOR {here}/up', io.BytesIO(big[700000:]), rest=700000)
assert get(f'{here}/up') == big
print('resume', flush=True)
ftp.rename(f'{here}/big', f'{here}/renamed')
assert get(f'{here}/renamed') == big
print('rename', flush=True)
ftp.delete(f'{here}/renamed')
assert 'renamed' not in dict(ftp.mlsd(here))
print('delete', flush=True)
mkd(f'{here}/small')
for n in range(1, 201):
    with open(f'small/{n}', 'rb') as file:
        ftp.storbinary(f'STOR {here}/small/{n}', file)
assert len([name for name, facts in ftp.mlsd(f'{here}/small') if facts['type'] == 'file']) == 200
print('small files', flush=True)
ftp.quit()
