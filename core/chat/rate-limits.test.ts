import { afterEach, expect, test, vi } from 'vitest';
import { createChatRateLimits } from './rate-limits.ts';

afterEach(() => void vi.useRealTimers());

const user = (userId: string, teamId = '') => ({ platform: 'slack', userId, teamId }) as const;

test('a minute after the first request the next is taken; other people, teams and places count for themselves', async () => {
  vi.useFakeTimers();
  const limits = createChatRateLimits({ ofPerson: 2, ofPlace: 3 });
  const team = { externalId: 'T1' };
  await limits.count({ user: user('U1', 'T1'), team });
  vi.advanceTimersByTime(20_000);
  await limits.count({ user: user('U1', 'T1'), team });
  await expect(limits.count({ user: user('U1', 'T1'), team })).rejects.toMatchObject({
    code: 'too_many_requests',
    next: 'Try again in 40 seconds.',
  });
  await limits.count({ user: user('U1', 'T2'), team });
  await expect(limits.count({ user: user('U2', 'T1'), team })).rejects.toMatchObject({
    title: 'This workspace is very busy',
    next: 'Try again in 40 seconds.',
  });
  await limits.count({ user: user('U2', 'T1'), team: { externalId: 'T2' } });
  vi.advanceTimersByTime(39_500);
  await expect(limits.count({ user: user('U1', 'T1'), team })).rejects.toMatchObject({
    next: 'Try again in 1 second.',
  });
  vi.advanceTimersByTime(500);
  await limits.count({ user: user('U1', 'T1'), team });
});
