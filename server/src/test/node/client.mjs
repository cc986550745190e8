// node client.mjs up|down PORT TLSv1.2|TLSv1.3 LOCAL REMOTE: moves a folder over one control connection.
import { Client } from "basic-ftp"

const [way, port, version, local, remote] = process.argv.slice(2)
const client = new Client(30_000)
try {
  await client.access({
    host: "127.0.0.1",
    port: Number(port),
    user: "alice",
    password: "secret",
    secure: true,
    secureOptions: { rejectUnauthorized: false, minVersion: version, maxVersion: version },
  })
  if (way === "up") {
    await client.uploadFromDir(local, remote)
  } else {
    await client.downloadToDir(local, remote)
  }
} finally {
  client.close()
}
