import { roles } from '../../roles.ts';
import type { Profile } from './measure.ts';

/** Below this share of a role's time nobody is named. */
const leastShare = 0.015;

/** A table for each kind of picture; empty if none was measured. */
export const profileTables = (profiles: readonly Profile[] = []) => profiles.map(profileTable).join('\n\n');

/** Shares of each role's time, the largest first. */
function profileTable({ kind, pictures, times }: Profile): string {
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
  const name = `${kind === 'pixel' ? kind : kind.toUpperCase()}, ${pictures} pictures`;
  const whole = ['ms of JavaScript’s thread a picture', ...[all, ...roles.map(total)].map((ms) => ms.toFixed(1))];
  const lines = [[name, 'all three', ...roles], ['---', '---', ...roles.map(() => '---')], whole, ...rows];
  return lines.map((line) => `| ${line.join(' | ')} |`).join('\n');
}
