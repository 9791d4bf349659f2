// For the tests: a process that starts a server and holds it until it is killed.
import { start } from './start.ts';

const server = await start(JSON.parse(process.argv[2] ?? '{}'));
process.on('SIGINT', () => undefined);
process.stdout.write(`${server.url}\n`);
setInterval(() => undefined, 60_000);
