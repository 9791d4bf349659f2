import { spawn } from 'node:child_process';
import { cp, mkdir, readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { z } from 'zod';

/** An image built without Docker: a folder instead of its root. */
export interface BuiltImage {
  /** The working directory of its processes. */
  workDir: string;
  env: Record<string, string>;
  command: string[];
}

export interface BuildOptions {
  /** The folder with the Dockerfile. */
  context: string;
  /** The folder for the stages, each in a folder of its own name. */
  into: string;
  /** Runs a command instead of the shell, or returns false to leave it to the shell. */
  instead(command: string, where: { stage: string; workDir: string; env: Record<string, string> }): Promise<boolean>;
}

/**
 * Follows a Dockerfile line by line, with the instructions that ours uses: COPY brings what Docker would bring and nothing else, so
 * a file that is not copied is missing here, too. The last stage is the image. https://docs.docker.com/reference/dockerfile/
 * @throws with the line, if its instruction is unknown here or fails
 */
export async function buildImage({ context, into, instead }: BuildOptions): Promise<BuiltImage> {
  const ignored = linesOf(await readFile(join(context, '.dockerignore'), 'utf8'));
  const stages = new Map<string, string>();
  let root = '';
  let stage = '';
  let image: BuiltImage = { workDir: '', env: {}, command: [] };
  const inStage = (path: string) =>
    resolve(root, path.startsWith('/') ? `.${path}` : relative(root, join(image.workDir, path)));

  async function copy(words: string[]) {
    const from = words[0]?.startsWith('--from=') ? words.shift()?.slice('--from='.length) : undefined;
    const source = from === undefined ? context : stages.get(from);
    const target = words.pop() ?? '';
    if (source === undefined) throw new Error(`there is no stage ${from}`);
    for (const word of words) {
      const path = resolve(source, word.replace(/^\//, './'));
      const keep = (each: string) =>
        from !== undefined || !ignored.some((name) => `${relative(context, each)}/`.startsWith(`${name}/`));
      // A file copied into a folder keeps its name; of a folder, the contents are copied.
      const isFile = target.endsWith('/') && word !== '.';
      const goal = isFile ? join(inStage(target), word) : inStage(target);
      await mkdir(dirname(goal), { recursive: true });
      await cp(path, goal, { recursive: true, filter: keep });
    }
  }

  for (const line of linesOf(await readFile(join(context, 'Dockerfile'), 'utf8'))) {
    const [word = '', rest = ''] = [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)];
    try {
      if (word === 'FROM') {
        stage = /^\S+ AS (\S+)$/.exec(rest)?.[1] ?? '';
        root = join(into, stage);
        stages.set(stage, root);
        image = { workDir: root, env: {}, command: [] };
      } else if (word === 'WORKDIR') {
        image.workDir = inStage(rest);
        await mkdir(image.workDir, { recursive: true });
      } else if (word === 'ENV') {
        const [, name = '', value = ''] = /^(\w+)=(.*)$/.exec(rest) ?? [];
        image.env[name] = value.replace(/^"(.*)"$/, '$1');
      } else if (word === 'COPY') await copy(rest.split(' '));
      else if (word === 'RUN') {
        for (const command of rest.split(' && '))
          if (!(await instead(command, { stage, workDir: image.workDir, env: image.env }))) await shell(command, image);
      } else if (word === 'CMD') image.command = z.array(z.string()).parse(JSON.parse(rest));
      else if (!['USER', 'EXPOSE'].includes(word)) throw new Error('not known here');
    } catch (cause) {
      throw new Error(`Dockerfile: ${line}: ${cause instanceof Error ? cause.message : cause}`, { cause });
    }
  }
  return image;
}

const linesOf = (text: string) => text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));

/** Returns its output. */
export async function shell(command: string, { workDir, env }: Pick<BuiltImage, 'workDir' | 'env'>): Promise<string> {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn('sh', ['-c', command], { cwd: workDir, env: { PATH, HOME, ...registry(), ...env } });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)));
  const code = await new Promise((done) => child.once('exit', done));
  if (code !== 0) throw new Error(said.slice(-2_000));
  return said;
}

/** On a machine with its own registry or proxy, these variables point npm to it. */
const registry = () =>
  Object.fromEntries(
    Object.entries(process.env).filter(([name]) =>
      /^npm_config_(registry|cache|.*proxy)$|^https?_proxy$|^no_proxy$/i.test(name),
    ),
  );
