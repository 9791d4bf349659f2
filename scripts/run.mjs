// `node scripts/run.mjs <name> …`: a command that is also needed on a server. From a clone it runs scripts/<name>.ts; if there is only the bundle
// (the image has no sources and no tsx), dist/<name>.js, which scripts/build.mjs makes of it.
import { existsSync } from 'node:fs';

const [, , name] = process.argv;
process.argv.splice(1, 2, name);
const source = new URL(`${name}.ts`, import.meta.url);
if (existsSync(source) && existsSync(new URL('../core', import.meta.url))) {
  const { register } = await import('tsx/esm/api');
  register();
  await import(source);
} else await import(new URL(`../dist/${name}.js`, import.meta.url));
