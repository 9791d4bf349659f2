/** What /developers offers to paste. A test runs each as it stands, with a key in its place. */
export const askText = (server: string) => `export UPIXEL_KEY=upx_YOUR_KEY

curl -sS ${server}/api/v1/generations \\
  -H "Authorization: Bearer $UPIXEL_KEY" \\
  -H "Content-Type: application/json" \\
  -H "Idempotency-Key: my-first-picture" \\
  -d '{"prompt": "a fox knight", "model": "rd-fast"}'`;

export const listText = (server: string) => `curl -sS "${server}/api/v1/generations?limit=1" \\
  -H "Authorization: Bearer $UPIXEL_KEY"`;

export const programText = (server: string) => `import { writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

async function call(path, options = {}) {
  const authorization = \`Bearer \${process.env.UPIXEL_KEY}\`;
  const url = new URL(path, '${server}');
  const response = await fetch(url, { ...options, headers: { authorization, ...options.headers } });
  if (!response.ok) throw new Error(await response.text());
  return response;
}

let generation = await (await call('/api/v1/generations', {
  method: 'POST',
  headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
  body: JSON.stringify({ prompt: 'a fox knight', model: 'rd-fast' }),
})).json();

while (generation.status === 'queued' || generation.status === 'running') {
  await sleep(2_000);
  generation = await (await call(\`/api/v1/generations/\${generation.id}\`)).json();
}

for (const [index, asset] of generation.assets.entries()) {
  const file = await call(asset.fileUrl);
  const ending = file.headers.get('content-type').split('/')[1];
  await writeFile(\`fox-\${index + 1}.\${ending}\`, Buffer.from(await file.arrayBuffer()));
  console.log(\`fox-\${index + 1}.\${ending}\`);
}
if (generation.shortfall) console.log(generation.shortfall.message);`;

export const receiverText = `import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';

const key = Buffer.from(process.env.UPIXEL_WEBHOOK_SECRET.slice('whsec_'.length), 'base64');

function isGenuine(headers, body) {
  const { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': signatures = '' } = headers;
  // Older than five minutes: somebody sends a message again that they have seen.
  if (!(Math.abs(Date.now() / 1_000 - seconds) < 300)) return false;
  const wanted = createHmac('sha256', key).update(\`\${id}.\${seconds}.\${body}\`).digest();
  return signatures.split(' ').some((signature) => {
    const given = Buffer.from(signature.replace('v1,', ''), 'base64');
    return given.length === wanted.length && timingSafeEqual(given, wanted);
  });
}

createServer(async (request, response) => {
  let body = '';
  request.setEncoding('utf8');
  for await (const piece of request) body += piece;
  if (!isGenuine(request.headers, body)) return response.writeHead(401).end();
  response.writeHead(204).end();
  const { type, data } = JSON.parse(body);
  console.log(type, data.id ?? '');
}).listen(process.env.PORT ?? 8080);`;
