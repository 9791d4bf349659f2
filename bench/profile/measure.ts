import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Role, roles } from '../../roles.ts';
import { type Pictures, usualModelTimeMs } from '../answers.ts';
import { people, type Run, usual } from '../contenders.ts';
import { type Backend, startWorld, type World } from '../world.ts';
import { timesByGroup, type Window } from './groups.ts';

/** Who used how much of a picture's time until it is posted, in milliseconds, by role. */
export interface Profile {
  backend: Backend;
  kind: Pictures;
  pictures: number;
  times: Record<Role, Map<string, number>>;
}

const atOnce = 50;

/** One after the other: of a mix the smallest photograph and the largest. */
export async function measureProfiles(run: Run, backend: Backend): Promise<Profile[]> {
  const profiles: Profile[] = [];
  for (const kind of run.pictures === 'mix' ? (['jpeg', 'png'] as const) : [run.pictures])
    profiles.push(await measureProfile(run, backend, kind));
  return profiles;
}

/** A hundred people, as in the row of the table, under V8's profiler, which takes a time of its own: what counts are the shares. */
async function measureProfile(run: Run, backend: Backend, kind: Pictures): Promise<Profile> {
  const profileDir = run.profileDir ?? (await mkdtemp(join(tmpdir(), 'upixel-bench-profile-')));
  try {
    const world = await startWorld({ ...usual({ ...run, profileDir }), servers: run.servers, backend });
    const pids = pidsOf(world);
    const { ask } = world;
    await ask.answer({ pictures: kind, modelTimeMs: [50, 150] });
    await ask.atOnce(atOnce, (2 * people) / atOnce);
    await ask.answer({ pictures: kind, modelTimeMs: usualModelTimeMs });
    const fromUs = nowUs();
    const { sent } = await ask.sustained(100, 6);
    const window = { fromUs, toUs: nowUs() };
    await world.stop();
    const times = await Promise.all(
      roles.map(async (role) => [role, await timesOf(profileDir, pids[role], window, sent)]),
    );
    return { backend, kind, pictures: sent, times: Object.fromEntries(times) };
  } finally {
    if (!run.profileDir) await rm(profileDir, { recursive: true, force: true });
  }
}

const nowUs = () => Number(process.hrtime.bigint() / 1_000n);

function pidsOf({ processes }: World): Record<Role, number> {
  const pids = roles.map((role) => [role, processes[role][0]?.pid ?? 0] as const);
  return Object.fromEntries(pids) as Record<Role, number>;
}

/** Of one picture. Node names the file of a profile after date, time, process and thread. */
async function timesOf(folder: string, pid: number, window: Window, pictures: number): Promise<Map<string, number>> {
  const name = (await readdir(folder)).find((each) => each.split('.')[3] === String(pid) && each.split('.')[4] === '0');
  if (name === undefined) throw new Error(`Process ${pid} left no profile.`);
  const times = timesByGroup(JSON.parse(await readFile(join(folder, name), 'utf8')), window);
  return new Map([...times].map(([group, ms]) => [group, ms / pictures]));
}
