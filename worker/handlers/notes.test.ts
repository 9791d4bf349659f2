import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { findLost } from '#core/schedules/find-lost.ts';
import { stageDeliveries } from '#test/deliveries.ts';
import { checkoutNote } from './checkout-note.ts';
import { linkedNote } from './linked-note.ts';

const { world, answerable } = stageDeliveries();

test('a note of a linking is shown once, after pauses where the chat does not take it, and not for ever', async () => {
  const { deps, slack } = world();
  const ada = await answerable();
  const { id: userId } = await deps.db.user.create({
    data: { id: randomUUID(), email: `${randomUUID()}@example.com` },
  });
  await deps.db
    .$queryRaw`SELECT outcome FROM link_identity(${ada.identityId}::uuid, ${userId}::uuid, 'Ada', NULL, NULL)`;
  const asked = async () => {
    const { id: targetId } = await deps.db.replyTarget.create({ data: await ada.reply() });
    const data = { targetId, identityId: ada.identityId, name: 'Ada', usedAt: new Date(), expiresAt: new Date() };
    const tokenHash = new Uint8Array(Buffer.from(randomUUID()));
    return (await deps.db.linkRequest.create({ data: { ...data, tokenHash, noteAfter: new Date(Date.now() - 1) } })).id;
  };
  const due = async (id: string) => (await findLost(deps)).of('linked-note').some((each) => each.linkRequestId === id);
  const [first, second] = [await asked(), await asked()];

  slack.faults.add({ on: 'POST /commands', do: { type: 'answer', status: 503 } });
  await linkedNote(deps, { linkRequestId: first });
  expect([ada.told('You are linked'), await due(first)]).toEqual([0, false]);
  await deps.db
    .$executeRaw`UPDATE link_requests SET note_after = note_after - interval '1 hour' WHERE id = ${first}::uuid`;
  expect(await due(first)).toBe(true);
  await linkedNote(deps, { linkRequestId: first });
  expect([ada.told('You are linked'), await due(first)]).toEqual([1, false]);

  slack.faults.add({ on: 'POST /commands', do: { type: 'answer', status: 404 } });
  await linkedNote(deps, { linkRequestId: second });
  expect([ada.told('You are linked'), await due(second)]).toEqual([1, false]);
});

test('so is the note of a checkout', async () => {
  const { deps, slack } = world();
  const ada = await answerable();
  const { walletId } = await deps.db.identity.findUniqueOrThrow({ where: { id: ada.identityId } });
  const id = randomUUID();
  const { id: targetId } = await deps.db.replyTarget.create({ data: await ada.reply() });
  const bought = { walletId, kind: 'pack', item: 'small', credits: 100, amount: 500, currency: 'usd' } as const;
  await deps.db.checkout.create({
    data: {
      ...bought,
      id,
      targetId,
      status: 'paid',
      endedAt: new Date(Date.now() - 6_000),
    },
  });
  const due = async () => (await findLost(deps)).of('checkout-note').some(({ checkoutId }) => checkoutId === id);
  expect(await due()).toBe(true);
  slack.faults.add({ on: 'POST /commands', do: { type: 'drop' } });
  await checkoutNote(deps, { checkoutId: id });
  expect([ada.told('Paid'), await due()]).toEqual([0, false]);
  await deps.db.$executeRaw`UPDATE checkouts SET note_after = now() - interval '1 second' WHERE id = ${id}::uuid`;
  await checkoutNote(deps, { checkoutId: id });
  await checkoutNote(deps, { checkoutId: id });
  expect([ada.told('Paid'), await due()]).toEqual([1, false]);
});
