import { expect, test } from 'vitest';
import { sentinelsOf } from './sentinels.ts';

test('reads the Sentinels and the name of the primary', () => {
  expect(sentinelsOf('redis+sentinel://a.example.com:26379,b.example.com/queue')).toEqual({
    name: 'queue',
    sentinels: [
      { host: 'a.example.com', port: 26_379 },
      { host: 'b.example.com', port: 26_379 },
    ],
  });
  expect(sentinelsOf('redis+sentinel://:p%40ss@127.0.0.1:5000/queue/3')).toMatchObject({ password: 'p@ss', db: 3 });
  expect(sentinelsOf('redis://127.0.0.1:6379')).toBeUndefined();
});
