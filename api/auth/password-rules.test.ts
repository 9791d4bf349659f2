import { expect, test } from 'vitest';
import { passwordFault, passwordLimits } from './password-rules.ts';

test('whatever a stranger takes for a password, judging it keeps the event loop for a moment only', async () => {
  await passwordFault('plum-anvil-orbit-sandal', []); // the dictionaries are loaded
  const before = process.cpuUsage();
  for (const sign of ['@', '$1', '!|1', '@4$1!|', '<', '%']) {
    const password = sign.repeat(passwordLimits.max).slice(0, passwordLimits.max);
    for (const about of [[], [password.slice(0, 80)]]) await passwordFault(password, about);
  }
  // A few ms each; over the full length it would take ten seconds.
  expect(process.cpuUsage(before).user / 1_000).toBeLessThan(2_000);
});
