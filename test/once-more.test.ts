import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { onBothBackends } from './backends.ts';

onBothBackends(
  (world) => {
    test('erasing runs once more, whatever was deleted while it ran; what merely waits is not doubled', async () => {
      const { backend, queues } = world().deps;
      const [asked, last] = [{ generationId: randomUUID() }, { generationId: randomUUID() }];
      const ran: string[] = [];
      const worker = backend.worker(
        'erase',
        async ({ data }) => {
          ran.push(data.generationId);
          if (ran.length > 1) return;
          for (let times = 0; times < 3; times++) await queues.enqueue('erase', asked);
          await queues.enqueue('erase', last);
        },
        { concurrency: 1 },
      );
      await queues.enqueue('erase', asked);
      await expect.poll(() => ran.includes(last.generationId)).toBe(true);
      await expect.poll(() => ran.length).toBe(3);
      expect([...ran].sort()).toEqual([asked.generationId, asked.generationId, last.generationId].sort());
      await worker.close();
      expect((await queues.backlog()).find(({ job }) => job === 'erase')?.waiting).toBe(0);
    });
  },
  { roles: ['api', 'bots'] },
);
