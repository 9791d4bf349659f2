import { afterEach, expect, test, vi } from 'vitest';
import { createChatRateLimits } from './rate-limits.ts';

afterEach(() => void vi.useRealTimers());

const user = (userId: string, teamId = '') => ({ platform: 'slack', userId, teamId }) as const;

test('a minute after the first request the next is taken; other people, teams and places count for themselves', async () => {
  vi.useFakeTimers();
  const limits = createChatRateLimits({ ofPerson: 2, ofPlace: 3 });
  const at = { team: { externalId: 'T1' }, channelIds: ['C1'] };
  await limits.count({ user: user('U1', 'T1'), ...at });
  vi.advanceTimersByTime(20_000);
  await limits.count({ user: user('U1', 'T1'), ...at });
  await expect(limits.count({ user: user('U1', 'T1'), ...at })).rejects.toMatchObject({
    code: 'too_many_requests',
    next: 'Try again in 40 seconds.',
  });
  await limits.count({ user: user('U1', 'T2'), ...at });
  await expect(limits.count({ user: user('U2', 'T1'), ...at })).rejects.toMatchObject({
    title: 'This workspace is very busy',
    next: 'Try again in 40 seconds.',
  });
  await limits.count({ user: user('U2', 'T1'), team: { externalId: 'T2' }, channelIds: ['C1'] });
  // A direct message is in nobody's place.
  await limits.count({ user: user('U3', 'T1'), team: at.team, channelIds: [] });
  vi.advanceTimersByTime(39_500);
  await expect(limits.count({ user: user('U1', 'T1'), ...at })).rejects.toMatchObject({
    next: 'Try again in 1 second.',
  });
  vi.advanceTimersByTime(500);
  await limits.count({ user: user('U1', 'T1'), ...at });
});
