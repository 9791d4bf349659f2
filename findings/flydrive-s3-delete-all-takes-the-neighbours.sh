#!/bin/sh
# flydrive 1.3.0 with @aws-sdk/client-s3 3.1169.0, on fauxqs 1.9.2 as the S3 server, seen in November 2026 on Node 20.
#
# `deleteAll('guests/1/')` on the S3 driver deletes the files of guests 10, 11 and 123 as well: the disk takes the slash off the end before the
# driver sees it, and the driver deletes every key that begins with what is left. A second slash is taken off too, so there is no way to name
# one folder; `listAll` with `recursive` answers the neighbours' files likewise. The same calls on the fs driver (and so on the fake disk that
# is meant for tests) touch one folder only. What helps: ids of one length, or `listAll` and `delete` for each key that begins rightly.
#
# Output seen:
#   fs, deleteAll('guests/1/'): left guests/10/cat.png, guests/123/cat.png, guests/2/cat.png
#   s3, deleteAll('guests/1/'): left guests/2/cat.png; with two slashes: guests/2/cat.png
set -eu
cd "$(mktemp -d)"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund flydrive@1.3.0 @aws-sdk/client-s3@3.1169.0 @aws-sdk/s3-request-presigner@3.1163.0 fauxqs@1.9.2 >/dev/null
cat > run.mjs <<'JS'
import { join } from 'node:path';
import { startFauxqs } from 'fauxqs';
import { Disk } from 'flydrive';
import { FSDriver } from 'flydrive/drivers/fs';
import { S3Driver } from 'flydrive/drivers/s3';

const server = await startFauxqs({ port: 0, host: '127.0.0.1', logger: false });
server.createBucket('pictures');
const s3 = new S3Driver({
  ...{ bucket: 'pictures', region: 'us-east-1', endpoint: `http://127.0.0.1:${server.port}`, forcePathStyle: true },
  ...{ credentials: { accessKeyId: 'key', secretAccessKey: 'secret' }, visibility: 'private', supportsACL: false },
});
const fs = new FSDriver({ location: join(process.cwd(), 'pictures'), visibility: 'private' });

/** The files that are left of four guests, after those of guest 1 were to be deleted. */
const leftOn = async (driver, prefix) => {
  const disk = new Disk(driver);
  const keys = ['1', '2', '10', '123'].map((guest) => `guests/${guest}/cat.png`);
  for (const key of keys) await disk.put(key, 'a picture');
  await disk.deleteAll(prefix);
  const left = [];
  for (const key of keys) if (await disk.exists(key)) left.push(key);
  return left.sort().join(', ');
};
const onFs = await leftOn(fs, 'guests/1/');
const onS3 = await leftOn(s3, 'guests/1/');
const twoSlashes = await leftOn(s3, 'guests/1//');
console.log(`fs, deleteAll('guests/1/'): left ${onFs}`);
console.log(`s3, deleteAll('guests/1/'): left ${onS3}; with two slashes: ${twoSlashes}`);
await server.stop();
const isAsSeen = onFs === 'guests/10/cat.png, guests/123/cat.png, guests/2/cat.png' && onS3 === 'guests/2/cat.png' && twoSlashes === onS3;
process.exit(isAsSeen ? 0 : 1);
JS
NODE_NO_WARNINGS=1 node run.mjs
