import { roles } from '../../roles.ts';
import type { Profile } from './measure.ts';

/** Below this share of a role's time nobody is named. */
const leastShare = 0.015;

/** Shares of each role's time, the largest first; empty if it was not measured. */
export function profileTable(profile: Profile | undefined): string {
  if (!profile) return '';
  const { times } = profile;
  const total = (role: (typeof roles)[number]) => [...times[role].values()].reduce((sum, ms) => sum + ms, 0);
  const all = roles.reduce((sum, role) => sum + total(role), 0);
  const groups = [...new Set(roles.flatMap((role) => [...times[role].keys()]))]
    .map((group) => ({ group, ms: roles.reduce((sum, role) => sum + (times[role].get(group) ?? 0), 0) }))
    .filter(({ ms }) => ms / all >= leastShare)
    .sort((one, other) => other.ms - one.ms);
  const share = (ms: number, of: number) => `${Math.round((100 * ms) / of)} %`;
  const rows = groups.map(({ group, ms }) => [
    group,
    share(ms, all),
    ...roles.map((role) => share(times[role].get(group) ?? 0, total(role))),
  ]);
  const lines = [['', 'all three', ...roles], ['---', '---', ...roles.map(() => '---')], ...rows];
  return lines.map((line) => `| ${line.join(' | ')} |`).join('\n');
}
