#!/bin/sh
# replicate 1.4.0 (the official client), seen in November 2026 on Node 20.
#
# `fileEncodingStrategy: 'data-uri'`, one of three that its README names, replaces the WHOLE input of a prediction
# by the client object itself: the prompt and the picture are gone, and what is posted as `input` is the client's settings, its API token
# among them in plain text. Replicate keeps an input with its prediction and repeats it in each webhook. The client throws nothing; an input
# of text only is lost the same way. The other strategies post what was asked.
#
# Output seen:
#   upload:   input has prompt, image; the token is in it: no
#   data-uri: input has auth, userAgent, baseUrl, fileEncodingStrategy, useFileOutput and more; the token is in it: yes
set -eu
cd "$(mktemp -d)"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund replicate@1.4.0 >/dev/null
cat > run.mjs <<'JS'
import { createServer } from 'node:http';
import Replicate from 'replicate';

const auth = 'r8_not_a_real_token';
let posted;
const server = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request.setEncoding('latin1')) body += chunk;
  const isUpload = request.url.endsWith('/files');
  if (!isUpload) posted = JSON.parse(body).input;
  const answer = isUpload ? { id: 'f1', urls: { get: 'https://files.example.com/f1' } } : { id: 'p1', status: 'starting' };
  response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
}).listen(0, '127.0.0.1');
await new Promise((resolve) => server.once('listening', resolve));
const baseUrl = `http://127.0.0.1:${server.address().port}/v1`;

/** The names in the input that reached the server, and whether the token did as a part of it. */
const inputWith = async (fileEncodingStrategy) => {
  const client = new Replicate({ auth, baseUrl, fileEncodingStrategy });
  const image = new Blob(['a small picture'], { type: 'image/png' });
  await client.predictions.create({ model: 'owner/name', input: { prompt: 'a cat', image } });
  return { names: Object.keys(posted), hasToken: JSON.stringify(posted).includes(auth) };
};
const upload = await inputWith('upload');
const inline = await inputWith('data-uri');
const said = ({ names, hasToken }) =>
  `input has ${names.slice(0, 5).join(', ')}${names.length > 5 ? ' and more' : ''}; the token is in it: ${hasToken ? 'yes' : 'no'}`;
console.log(`upload:   ${said(upload)}`);
console.log(`data-uri: ${said(inline)}`);
server.close();
const isAsSeen = upload.names.join() === 'prompt,image' && !upload.hasToken && !inline.names.includes('prompt') && inline.hasToken;
process.exitCode = isAsSeen ? 0 : 1;
JS
node run.mjs
