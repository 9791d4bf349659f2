import { expect, test, vi } from 'vitest';
import { stageChecks, waitMs } from './checked-world.ts';

const { world, chats, ask, balanceOf, runOf, looks, fault, later, waits, filesOf, lookAtMost, settleAgain } =
  stageChecks();

/** For so long the detector says nothing, unless the provider's clock is moved. */
const heldMs = 60_000;

test.each(['discord', 'slack'] as const)(
  'a detector that is silent withholds in %s, in words; when it passes, it is posted once',
  async (chat) => {
    const [person, prompt, before, paid] = [
      chats[chat](),
      `a patient fox of ${chat}`,
      await balanceOf(chat),
      looks().length,
    ];
    lookAtMost(400);
    fault({ type: 'slow', ms: heldMs });
    await ask(chat, prompt);
    const waiting = await person.sees('that it waits', ({ text }) => text.includes('could not be checked yet'), waitMs);
    expect(waiting.text).toContain(`For ${'name' in person.user ? person.user.name : `<@${person.user.id}>`}`);
    await waits(prompt);
    expect(person.messages().flatMap((each) => person.look(each as never).images)).toEqual([]);
    // Its file is kept, sealed, for the provider's own is gone in an hour; it is no asset.
    const run = await runOf(prompt);
    expect(await filesOf(prompt)).toHaveLength(1);
    expect(await world().deps.db.asset.count({ where: { generationId: run.generationId } })).toBe(0);
    // A process of the version before knows of no check, and may not store it.
    const asset = {
      id: run.id,
      position: 0,
      storageKey: 'a',
      thumbnailKey: 'b',
      contentType: 'image/png',
      sha256: 'c',
      width: 1,
      height: 1,
      byteLength: 1,
    };
    const asBefore = {
      predictionId: run.id,
      status: 'succeeded',
      assets: [asset],
      failure: null,
      predictMs: null,
      onlyUnsent: false,
    };
    await expect(
      world().deps.db.$queryRaw`SELECT * FROM settle_prediction(${JSON.stringify(asBefore)}::jsonb)`,
    ).rejects.toThrow('must be checked first');
    lookAtMost();
    world().replicate.clock.advance(heldMs);
    // While it is silent nobody waits long for it, and then for ever longer.
    await vi.waitFor(() => expect(looks().at(-1)?.status).toBe('succeeded'), { timeout: waitMs });
    await later(prompt);
    await person.sees('it', ({ images, text }) => images.length === 1 && text.includes(prompt), waitMs);
    expect(looks()).toHaveLength(paid + 1);
    expect(await balanceOf(chat)).toBe(before - 1);
    expect(await world().deps.db.heldOutput.count({ where: { generationId: run.generationId } })).toBe(0);
  },
);

test('a detector that is silent for ever: after two hours the credits go back, and the file goes', async () => {
  const [person, prompt, before] = [chats.discord(), 'a forgotten fox', await balanceOf('discord')];
  lookAtMost(400);
  fault({ type: 'never' }, 20);
  await ask('discord', prompt);
  await waits(prompt);
  await later(prompt, 121);
  const { text } = await person.sees('the end', ({ text }) => text.includes('nothing is shown unchecked'), waitMs);
  expect(text).toContain('could not look at it for two hours');
  expect(await balanceOf('discord')).toBe(before);
  await vi.waitFor(async () => expect(await filesOf(prompt)).toEqual([]), { timeout: waitMs });
});

test('whoever cancels while it waits does not wait for the check', async () => {
  const [person, prompt, before] = [chats.discord(), 'a fox called off', await balanceOf('discord')];
  lookAtMost(400);
  fault({ type: 'never' });
  await ask('discord', prompt);
  await waits(prompt);
  const { message } = await person.sees('that it waits', ({ text }) => text.includes('not be checked yet'), waitMs);
  await person.press(message, 'Cancel');
  await person.sees(
    'that it is off',
    ({ text }) => text.includes('Canceled') && text.includes('credit is back'),
    waitMs,
  );
  expect((await runOf(prompt)).generation).toMatchObject({ status: 'canceled', stored: 0, unchecked: 0 });
  expect(await balanceOf('discord')).toBe(before);
});

test.each([
  ['answers nonsense', () => fault({ type: 'answer', status: 200, body: 'a fox' })],
  ['fails', () => fault({ type: 'answer', status: 500, body: 'CUDA out of memory' })],
] as const)('a detector that %s is asked again at once, with a picture of ours', async (what, goesWrong) => {
  const [person, prompt, paid] = [chats.discord(), `a fox whose look ${what}`, looks().length];
  goesWrong();
  await ask('discord', prompt);
  await person.sees('it', ({ images, text }) => images.length === 1 && text.includes(prompt), waitMs);
  const images = looks()
    .slice(paid)
    .map(({ input }) => String(input.image));
  expect(images).toEqual([expect.stringMatching(/^http/), expect.stringMatching(/^data:image\/jpeg/)]);
});

test.each([
  ['fails twice', () => fault({ type: 'answer', status: 500, body: 'CUDA out of memory' }, 2), 3],
  [
    'is created, and its answer lost',
    () => world().replicate.faults.add({ on: /^POST \/v1\/predictions$/, do: { type: 'dropAfter' } }),
    1,
  ],
] as const)('a detector that %s is asked again later, and a look is paid once', async (what, goesWrong, created) => {
  const [person, prompt, paid] = [chats.discord(), `a fox whose look ${what}`, looks().length];
  goesWrong();
  await ask('discord', prompt);
  await waits(prompt);
  await later(prompt);
  await person.sees('it', ({ images, text }) => images.length === 1 && text.includes(prompt), waitMs);
  expect(looks()).toHaveLength(paid + created);
});

test('a worker that dies at the check, and another that takes over: one look, one picture', async () => {
  const [person, prompt, before, paid] = [
    chats.discord(),
    'a fox of two workers',
    await balanceOf('discord'),
    looks().length,
  ];
  fault({ type: 'slow', ms: heldMs });
  await ask('discord', prompt);
  const looking = [{ status: 'processing' }];
  await vi.waitFor(() => expect(looks().slice(paid)).toMatchObject(looking), { timeout: waitMs });
  const { id, generationId } = await runOf(prompt);
  await vi.waitFor(
    async () =>
      expect(await world().deps.db.heldOutput.findMany({ where: { generationId } })).toMatchObject([
        { detectorId: expect.any(String) },
      ]),
    { timeout: waitMs },
  );
  await world().deps.db.$executeRaw`UPDATE predictions SET lease_until = now() - interval '1 s' WHERE id = ${id}::uuid`;
  const taken = settleAgain(generationId);
  world().replicate.clock.advance(heldMs);
  await taken;
  await person.sees('it', ({ images, text }) => images.length === 1 && text.includes(prompt), waitMs);
  expect(looks()).toHaveLength(paid + 1);
  expect(await world().deps.db.asset.count({ where: { generationId } })).toBe(1);
  expect(await balanceOf('discord')).toBe(before - 1);
});
