// npm run proof: everything the check has no time for. Unused code, every test with the long ones whole, and every test by the Node that the image
// ships. With arguments (test files) only those run, whole, by the current Node.
import { spawnSync } from 'node:child_process';

// Not a dependency: some of its own are missing on the registry for other platforms, and `npm ci` would fail on them.
const knip = ['npx', '-y', '-p', 'knip@6.44.2', 'knip'];
const files = process.argv.slice(2);
const whole = ['npm', 'test', '--', '--mode', 'proof', ...files];
const steps = files.length > 0 ? [whole] : [knip, whole, ['npm', 'run', 'test:node24']];

let status = 0;
for (const [command = '', ...args] of steps)
  status ||= spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' }).status ?? 1;
process.exitCode = status;
