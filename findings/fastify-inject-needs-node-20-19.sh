#!/usr/bin/env bash
# fastify 5.12.8 with light-my-request 6.8.1 and cookie 2.0.2, seen in November 2026.
#
# fastify 5 is for Node 20 and newer, by its own table of versions. Its `inject()` depends on light-my-request 6, and that since 6.8 on cookie 2,
# which is an ES module alone and asks for Node 22. So every installation on Node 20 warns of an unsupported engine (and is refused where
# `engine-strict` is set); from Node 20.19 on it runs all the same, because that Node can require() an ES module, and on 20.18 the server
# starts and listens, and the first `inject()` fails. `"overrides": { "light-my-request": { "cookie": "1.1.1" } }` mends both.
#
# Output seen:
#   Node 20.19.5: 200 hello
#   Node 20.18.3: listens; inject: ERR_REQUIRE_ESM
#   Node 20.18.3 with cookie 1.1.1: listens; inject: 200 hello
set -euo pipefail
cd "$(mktemp -d)"
npm init -y >/dev/null
install() { npm install --silent --no-audit --no-fund "$@" >/dev/null 2>&1; }
install node@20.19.5 && cp node_modules/node/bin/node node-20.19
install node@20.18.3 && cp node_modules/node/bin/node node-20.18
cat > listen.cjs <<'JS'
const app = require('fastify')();
app.get('/', async () => 'hello');
app.listen({ host: '127.0.0.1', port: 0 }).then(() => app.close()).then(() => process.stdout.write('listens'));
JS
cat > inject.cjs <<'JS'
const app = require('fastify')();
app.get('/', async () => 'hello');
app.inject('/').then(({ statusCode, body }) => process.stdout.write(`${statusCode} ${body}`));
JS
inject() { "$1" inject.cjs 2>errors || grep -o 'ERR_REQUIRE_ESM' errors | head -1; }

rm -rf node_modules package.json package-lock.json && npm init -y >/dev/null
npm pkg set overrides.light-my-request.cookie=2.0.2 && install fastify@5.12.8 light-my-request@6.8.1
{
  echo "Node 20.19.5: $(inject ./node-20.19)"
  echo "Node 20.18.3: $(./node-20.18 listen.cjs); inject: $(inject ./node-20.18)"
  npm pkg set overrides.light-my-request.cookie=1.1.1 && rm -rf node_modules package-lock.json
  install
  echo "Node 20.18.3 with cookie 1.1.1: $(./node-20.18 listen.cjs); inject: $(inject ./node-20.18)"
} | tee seen

diff seen - <<'SEEN'
Node 20.19.5: 200 hello
Node 20.18.3: listens; inject: ERR_REQUIRE_ESM
Node 20.18.3 with cookie 1.1.1: listens; inject: 200 hello
SEEN
