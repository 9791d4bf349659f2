// `node scripts/together.mjs 'biome check .' 'tsc'`: runs them at the same time, and prints what each said once it has ended. Fails if one does.
import { spawn } from 'node:child_process';

const run = (command) =>
  new Promise((done) => {
    const child = spawn(command, { shell: true, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)));
    child.once('close', (code) => {
      process.stdout.write(`> ${command}\n${said}`);
      done(code === 0);
    });
  });

const ended = await Promise.all(process.argv.slice(2).map(run));
process.exitCode = ended.every(Boolean) ? 0 : 1;
