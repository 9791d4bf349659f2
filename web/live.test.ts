import { randomUUID } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { grantCredits } from '#core/credits/grant.ts';
import { goodPassword, webPerson } from '#test/account-person.ts';
import { launchBrowser } from '#test/browser.ts';
import { createTestDatabase } from '#test/database.ts';
import { openBrowser, signInByRequest } from '#test/pages.ts';
import { startWorld, type World } from '#test/world.ts';

let browser: Browser;
let world: World;
beforeAll(async () => {
  [browser, world] = await Promise.all([launchBrowser(), startWorld(await createTestDatabase())]);
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

/** Somebody with credits, signed in. */
async function somebody(email: string) {
  const ada = webPerson(world);
  await ada.register(email, goodPassword, 'Ada');
  const { id: userId, walletId } = await world.deps.db.user.findUniqueOrThrow({ where: { email } });
  await grantCredits(world.deps, { walletId, origin: 'purchase', amount: 20, key: email });
  const { publicUrl } = world.deps.config;
  const opened = await openBrowser(browser, publicUrl);
  await signInByRequest(opened.context, publicUrl, email);
  return {
    ...opened,
    /** Asks for a picture, and waits until it is stored. */
    async makes(prompt: string) {
      const wish = { requestKey: randomUUID(), prompt, model: 'flux-schnell' };
      expect((await ada.post('/api/generations', wish)).status).toBe(200);
      await expect
        .poll(() => world.deps.db.generation.findFirst({ where: { userId } }))
        .toMatchObject({ status: 'succeeded', stored: 1 });
    },
  };
}

function gate() {
  let open = () => undefined as unknown;
  const opened = new Promise((resolve) => {
    open = () => resolve(undefined);
  });
  return { opened, open: () => open() };
}

test('what came before the first stream of changes was open is shown once it is', async () => {
  const { page, expectClean, makes } = await somebody('ada@example.com');
  const { publicUrl } = world.deps.config;
  const stream = gate();
  await page.route('**/api/events', async (route) => {
    await stream.opened;
    await route.continue();
  });
  await page.goto(`${publicUrl}/gallery`);
  await page.getByText('No images yet').waitFor();
  await makes('a fox unseen');
  // What it shows is older than what is asked for once more.
  await expect.poll(() => page.evaluate(() => performance.now())).toBeGreaterThan(3_000);
  expect(await page.getByRole('img', { name: 'a fox unseen' }).count()).toBe(0);
  stream.open();
  await page.getByRole('img', { name: 'a fox unseen' }).waitFor();
  await expectClean();
});

test('what comes while the first answer is on its way is shown after it', async () => {
  const { page, expectClean, makes } = await somebody('grace@example.com');
  const stream = page.waitForResponse('**/api/events');
  await page.goto(world.deps.config.publicUrl);
  await stream;
  const [read, answer] = [gate(), gate()];
  await page.route(
    /\/api\/assets(\?|$)/,
    async (route) => {
      const response = await route.fetch();
      read.open();
      await answer.opened;
      await route.fulfill({ response });
    },
    { times: 1 },
  );
  await page.getByRole('link', { name: 'Gallery' }).first().click();
  await read.opened;
  await makes('an owl in between');
  // Everything that is told of it was told.
  await expect
    .poll(() =>
      world.deps.db.asset.findFirst({ where: { generation: { identityId: null } }, orderBy: { createdAt: 'desc' } }),
    )
    .toMatchObject({ provenAt: expect.any(Date) });
  answer.open();
  await page.getByRole('img', { name: 'an owl in between' }).waitFor();
  await expectClean();
});
