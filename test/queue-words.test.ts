import { expect, test } from 'vitest';
import { sendMail } from '#core/mail/send-mail.ts';
import { onBothBackends } from './backends.ts';

onBothBackends(
  (world) => {
    test('what fails leaves no words of a person in the queue, and its events are few', async () => {
      const { db, queues } = world().deps;
      await db.$executeRaw`CREATE FUNCTION keep_it() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'kept for quagga@example.com: https://upixel.example.com/#quagga'; END $$`;
      await db.$executeRaw`CREATE TRIGGER keep_it BEFORE DELETE ON mails FOR EACH ROW EXECUTE FUNCTION keep_it()`;
      await sendMail(world().deps, 'reset', { to: 'quagga@example.com', url: 'https://upixel.example.com/x' });
      const queue = queues.all.find(({ name }) => name === 'mail');
      if (!queue) throw new Error('There is no such queue.');
      const tried = async () => (await queue.getDelayed()).filter(({ failedReason }) => failedReason);
      let failed: Awaited<ReturnType<typeof tried>> = [];
      // Kept as it was found: a moment later it is tried again.
      await expect
        .poll(async () => {
          failed = await tried();
          return failed.length;
        })
        .toBe(1);
      const left = JSON.stringify(failed.map(({ failedReason, stacktrace, data }) => [failedReason, stacktrace, data]));
      expect(left).toContain('[address]');
      expect(left).not.toContain('quagga');
      expect((await queue.getMeta()).maxLenEvents).toBe(100);
      await db.$executeRaw`DROP TRIGGER keep_it ON mails`;
    });
  },
  { roles: ['worker'] },
);
