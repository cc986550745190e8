// What people do with basic-ftp. Names each thing that went well on a line of its own; see ClientMatrixIT.
import { readFileSync, writeFileSync } from 'node:fs'
import { Client } from 'basic-ftp'
const { TLS, MODE, HOST, PORT, LOGIN, DIR } = process.env;

const same = file => {
  if (!readFileSync('big').equals(readFileSync(file))) {
    throw new Error(file + ' is not what was sent');
  }
};

(async () => {
  const client = new Client(60000);
  await client.access({
    host: HOST.replace(/[[\]]/g, ''), port: Number(PORT), user: LOGIN, password: 'secret',
    secure: MODE === 'implicit' ? 'implicit' : true,
    secureOptions: { rejectUnauthorized: false, minVersion: 'TLSv' + TLS, maxVersion: 'TLSv' + TLS },
  });
  console.log('connect');
  await client.ensureDir('/' + DIR);
  await client.uploadFrom('big', 'big');
  console.log('upload');
  if (!(await client.list()).some(entry => entry.name === 'big')) throw new Error('big is not listed');
  console.log('list');
  await client.downloadTo('got', 'big');
  same('got');
  console.log('download');
  writeFileSync('part', readFileSync('big').subarray(0, 100000));
  await client.downloadTo('part', 'big', 100000);
  same('part');
  await client.uploadFrom('half', 'up');
  await client.appendFrom('big', 'up', { localStart: 700000 });
  await client.downloadTo('up', 'up');
  same('up');
  console.log('resume');
  await client.rename('big', 'renamed');
  await client.downloadTo('got2', 'renamed');
  same('got2');
  console.log('rename');
  await client.remove('renamed');
  if ((await client.list()).some(entry => entry.name === 'renamed')) throw new Error('renamed is still listed');
  console.log('delete');
  await client.uploadFromDir('small', 'small');
  if ((await client.list('small')).length !== 200) throw new Error('not all small files are there');
  console.log('small files');
  client.close();
})().catch(error => {
  console.error(error);
  process.exit(1);
});
