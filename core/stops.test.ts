import { expect, test } from 'vitest';
import { createStops } from './stops.ts';

test('what was started last stops first, one after the other, and once', async () => {
  const stops = createStops();
  const said: string[] = [];
  for (const name of ['database', 'queue', 'api'])
    stops.add(async () => {
      said.push(`${name} stops`);
      await Promise.resolve();
      said.push(`${name} stopped`);
    });
  await Promise.all([stops.stop(), stops.stop()]);
  await stops.stop();
  expect(said).toEqual(['api', 'queue', 'database'].flatMap((name) => [`${name} stops`, `${name} stopped`]));
});

test('what cannot be stopped is told when everything else has stopped, to each who asks', async () => {
  const stops = createStops();
  let isClosed = false;
  stops.add(async () => {
    isClosed = true;
  });
  stops.add(() => Promise.reject(new Error('it hangs')));
  await expect(stops.stop()).rejects.toThrow('it hangs');
  expect(isClosed).toBe(true);
  await expect(stops.stop()).rejects.toThrow('it hangs');
});

test('what comes while everything stops is stopped, too', async () => {
  const stops = createStops();
  let isLateStopped = false;
  stops.add(async () =>
    stops.add(async () => {
      isLateStopped = true;
    }),
  );
  await stops.stop();
  expect(isLateStopped).toBe(true);
});
