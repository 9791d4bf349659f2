import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { identify } from '#core/accounts/identify.ts';
import { plans } from '#core/billing/plans.ts';
import { findFaultyWallets } from '#core/credits/audit.ts';
import { trialCredits } from '#core/generations/limits.ts';
import { readProvenance, trainedAlgorithmicMedia } from '#core/images/provenance.ts';
import { checkAgainstSpec } from '#sandbox/discord/spec-check.ts';
import { askedFor } from './asked-for.ts';
import { onBothBackends } from './backends.ts';
import { discordPerson } from './discord-person.ts';
import { fund } from './fund.ts';

/** One world gets Discord's interactions by HTTP, the other by its gateway. */
const byEitherWay = (queue: 'PostgreSQL' | 'Redis') => ({ discordByHttp: queue === 'PostgreSQL' });

onBothBackends((world) => {
  let ada: ReturnType<typeof discordPerson>;
  let before: number;
  const balance = async () => (await identify(world().deps, ada.chatUser)).balance;

  beforeEach(async () => {
    ada = discordPerson(world());
    before = await fund(world(), ada.chatUser, trialCredits);
  });
  afterEach(async () => {
    world().replicate.faults.clear();
    world().discord.faults.clear();
    expect(await findFaultyWallets(world().deps)).toEqual([]);
    // Our requests and answers match Discord's own schemas.
    expect(checkAgainstSpec(world().discord.exchanges.splice(0))).toEqual([]);
  });

  test('a picture is asked for, shown with its price, and kept', async () => {
    const interaction = await ada.imagine({ prompt: 'a fox knight', seed: 7 });
    expect((await interaction.acknowledged).type).toBe(5);
    const result = await ada.sees('the picture', ({ images }) => images.length === 1);
    expect(result.images[0]?.alt).toBe('a fox knight');
    expect(result.text).toContain('a fox knight');
    expect(result.text).toContain(`flux-schnell · seed 7 · 1 credit · for <@${ada.user.id}>`);
    expect(result.buttons.map(({ label }) => label)).toContain('Again · 1 credit');
    // Never as loud as the others.
    expect(result.choices.map(({ label }) => label)).toContain('Delete');
    expect(await balance()).toBe(before - 1);

    const sent = Buffer.from(await (await fetch(result.images[0]?.url ?? '')).arrayBuffer());
    expect(readProvenance(sent)?.digitalSourceType).toBe(trainedAlgorithmicMedia);
    expect(sent.toString('latin1')).not.toContain('fox knight');
    const asset = await world().deps.db.asset.findFirstOrThrow({ orderBy: { createdAt: 'desc' } });
    expect(await world().deps.storage.get(asset.storageKey)).toEqual(sent);
    const { width, height, format } = await sharp(sent).metadata();
    expect({ width, height, format }).toEqual({ width: asset.width, height: asset.height, format: 'jpeg' });
    expect(asset.contentType).toBe('image/jpeg');
    expect(result.images[0]?.url).toMatch(/\.jpg(?:\?|$)/);
    // It comes after the picture.
    const thumbnail = await vi.waitFor(() => world().deps.storage.get(asset.thumbnailKey), 30_000);
    expect((await sharp(thumbnail).metadata()).width).toBeLessThanOrEqual(320);
  });

  test.each([
    ['a fox as it is best', {}, 'jpeg', 'jpg'],
    ['a fox without a loss', { format: 'png' }, 'png', 'png'],
    ['a fox of another kind, webp', {}, 'webp', 'webp'],
    ['a fox on a grid', { model: 'rd-fast' }, 'png', 'png'],
  ])('“%s” is kept and posted as the model made it, marked', async (prompt, options, format, ending) => {
    await ada.imagine({ prompt, ...options });
    const result = await ada.sees('the picture', ({ images, text }) => images.length === 1 && text.includes(prompt));
    const url = new URL(result.images[0]?.url ?? '');
    expect(url.pathname.split('.').at(-1)).toBe(ending);
    const sent = Buffer.from(await (await fetch(url)).arrayBuffer());
    expect((await sharp(sent).metadata()).format).toBe(format);
    expect(readProvenance(sent)?.creatorTool).toBe('UPixel');
    const asset = await world().deps.db.asset.findFirstOrThrow({ orderBy: { createdAt: 'desc' } });
    expect({ type: asset.contentType, ending: asset.storageKey.split('.').at(-1) }).toEqual({
      type: `image/${format}`,
      ending,
    });
    expect((await world().deps.storage.get(asset.storageKey)).equals(sent)).toBe(true);
  });

  test('four images from a model that makes one a run come in one message', async () => {
    await ada.imagine({ prompt: 'four towers', model: 'nano-banana', count: 4 });
    const result = await ada.sees('four pictures', ({ images }) => images.length === 4);
    expect(new Set(result.images.map(({ url }) => url)).size).toBe(4);
    expect(await balance()).toBe(before - 20);
  });

  test.each([
    ['nsfw cat', /Refused by the safety filter.*Your 1 credit is back\./s],
    ['nsfw-empty cat', /Refused by the safety filter.*Your 1 credit is back/s],
    ['fail cat', /No picture this time.*failed while it was working. Your 1 credit is back/s],
    ['corrupt cat', /not a usable picture. Your 1 credit is back/s],
    ['wrong-host cat', /not a usable picture. Your 1 credit is back/s],
  ])('“%s” makes nothing, says why, and costs nothing', async (prompt, words) => {
    await ada.imagine({ prompt });
    await ada.sees('why not', ({ text }) => words.test(text));
    expect(await balance()).toBe(before);
  });

  test('fewer images than asked: the credits of the missing ones go back', async () => {
    await ada.imagine({ prompt: 'partial cats', count: 4 });
    const result = await ada.sees('some pictures', ({ images }) => images.length > 0);
    const came = result.images.length;
    expect(result.text).toContain(`${came} of 4 images came`);
    expect(await balance()).toBe(before - came);
  });

  test('too few credits: told privately, with the price, the balance and where to get more', async () => {
    await ada.imagine({ prompt: 'dear', model: 'flux-2-pro', count: 4 });
    const refusal = await ada.sees('the refusal', ({ text }) => text.includes('Not enough credits'));
    expect(refusal.message.ephemeralFor).toBe(ada.user.id);
    expect(refusal.text).toMatch(/flux-2-pro costs 24 credits .* you have \d+ credits/);
    await ada.people.until(() => ada.messages().length === 1, 30_000, 'the public placeholder to be gone');
    expect(
      discordPerson(world(), { user: 1 })
        .messages()
        .some(({ id }) => id === refusal.message.id),
    ).toBe(false);
    await ada.press(refusal.message, 'Get credits');
    const offer = await ada.sees('the offer', ({ text }) => /Buy credits.*never expire/s.test(text));
    expect(offer.message.ephemeralFor).toBe(ada.user.id);
    expect(await balance()).toBe(before);
  });

  test('where it may not post it says so before anything is paid', async () => {
    const created = world().replicate.predictions.size;
    const reader = discordPerson(world(), { channel: 'read-only' });
    await reader.imagine({ prompt: 'a fox' });
    const refusal = await reader.sees('the refusal', ({ text }) => text.includes('may not post pictures here'));
    expect(refusal.message.ephemeralFor).toBe(reader.user.id);
    expect(refusal.text).toContain('/imagine prompt:a fox');
    expect(world().replicate.predictions.size).toBe(created);
    expect(await balance()).toBe(before);
  });

  test('autocomplete offers models with their price', async () => {
    const offered = await ada.autocomplete('pixel');
    expect(offered.map(({ value }) => value)).toContain('rd-fast');
    for (const { name } of offered) expect(name).toMatch(/\d+ credits?/);
  });

  test('progress is shown, and cancel brings the credits back', async () => {
    await ada.imagine({ prompt: 'slow snail' });
    const working = await ada.sees('progress', ({ text }) => /Painting/.test(text), 15_000);
    const pressed = await ada.press(working.message, 'Cancel');
    await pressed.acknowledged;
    await ada.sees('the end', ({ text }) => /Canceled\s.*slow snail.*Your 1 credit is back/s.test(text));
    expect(await balance()).toBe(before);
    expect([...world().replicate.predictions.values()].at(-1)?.status).toBe('canceled');
  });

  test('one person who floods the queue does not delay another, and waiting requests can be canceled', async () => {
    const prompts = Array.from({ length: 5 }, (_, index) => `flood ${index}, cold`);
    for (const prompt of prompts) await ada.imagine({ prompt });
    // Three run, whichever came first; the others wait in line and say so.
    const waiting = await ada.sees('a place in line', ({ text }) => /flood \d.*(In|Next in) line/s.test(text));
    const [last = ''] = /flood \d, cold/.exec(waiting.text) ?? [];
    const grace = discordPerson(world(), { user: 1 });
    await grace.imagine({ prompt: 'just one' });
    await grace.sees('the picture', ({ text, images }) => text.includes('just one') && images.length === 1);

    await ada.press(waiting.message, 'Cancel');
    await ada.sees('the end', ({ text }) => /Canceled.*Your 1 credit is back/s.test(text) && text.includes(last));
    for (const prompt of prompts.filter((each) => each !== last)) {
      const { message } = await ada.sees('the status', ({ text }) => text.includes(prompt));
      await ada.press(message, 'Cancel');
      await ada.sees('the end', ({ text }) => text.includes('Canceled') && text.includes(prompt));
    }
    expect(await balance()).toBe(before);
  });

  test('more than may be open at once is refused before it costs anything', async () => {
    for (let index = 0; index < plans.free.open; index++) await ada.imagine({ prompt: `open ${index}, cold` });
    await ada.people.until(
      () => ada.messages().filter((message) => /open \d/.test(ada.look(message).text)).length === plans.free.open,
      30_000,
      'all of them',
    );
    await ada.imagine({ prompt: 'one too many' });
    const refusal = await ada.sees('the refusal', ({ text }) => text.includes('You have enough going on'));
    expect(refusal.message.ephemeralFor).toBe(ada.user.id);
    for (const message of ada.messages().filter((each) => /open \d/.test(ada.look(each).text)))
      await ada.press(message, 'Cancel');
    const back = () => ada.messages().filter((each) => /Canceled\s.*open \d/s.test(ada.look(each).text)).length;
    await ada.people.until(() => back() >= plans.free.open, 30_000, 'all of them canceled');
    expect(await balance()).toBe(before);
  });

  test('only the person who asked can cancel', async () => {
    await ada.imagine({ prompt: 'cold turtle' });
    const working = await ada.sees('the status', ({ text }) => text.includes('cold turtle'));
    const grace = discordPerson(world(), { user: 1 });
    await grace.press(working.message, 'Cancel');
    await grace.sees('the refusal', ({ text }) => text.includes('not yours'));
    await ada.press(working.message, 'Cancel');
    await ada.sees('the end', ({ text }) => /Canceled.*cold turtle/s.test(text));
  });

  test('Again makes it with a new seed, paid by whoever pressed', async () => {
    await ada.imagine({ prompt: 'twins', seed: 11 });
    const first = await ada.sees('the first', ({ text, images }) => text.includes('twins') && images.length === 1);
    const grace = discordPerson(world(), { user: 1 });
    const beforeHers = await fund(world(), grace.chatUser, 5);
    await grace.press(first.message, 'Again');
    const told = await grace.sees('what it costs her', ({ text }) => text.includes('This costs you 1 credit'));
    expect(told.message.ephemeralFor).toBe(grace.user.id);
    expect(told.text).toContain(`from your ${beforeHers}?`);
    await grace.press(told.message, 'Go on');
    const second = await grace.sees(
      'the second',
      ({ text, images }) => text.includes('twins') && images.length === 1 && !text.includes('seed 11 '),
    );
    expect(second.message.id).not.toBe(first.message.id);
    expect(await balance()).toBe(before - 1);
  });

  test('Delete asks first, then the message and the files are gone', async () => {
    await ada.imagine({ prompt: 'regret' });
    const { message } = await ada.sees(
      'the picture',
      ({ text, images }) => text.includes('regret') && images.length === 1,
    );
    await ada.press(message, 'Delete');
    const asked = await ada.sees('the question', ({ text }) => text.includes('Delete this for good?'));
    await ada.press(asked.message, 'Delete for good');
    await ada.people.until(() => !ada.messages().some(({ id }) => id === message.id), 30_000, 'the message to go');
    const asset = await world().deps.db.asset.findFirstOrThrow({
      where: { deletedAt: { not: null } },
      orderBy: { createdAt: 'desc' },
    });
    expect(await world().deps.storage.exists(asset.storageKey)).toBe(false);
    // It may have been in the making.
    await expect.poll(() => world().deps.storage.exists(asset.thumbnailKey)).toBe(false);
  });

  describe('a picture to start from', () => {
    const photo = () =>
      sharp({ create: { width: 64, height: 48, channels: 3, background: '#c33' } })
        .withExif({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1' }, IFD0: { Artist: 'Ada' } })
        .jpeg()
        .toBuffer();

    test('is judged by its bytes, cleaned, kept and handed to the model; a model that takes none says so', async () => {
      // The chat gives no content type, and a file name without an extension.
      const image = { filename: 'photo', contentType: 'application/octet-stream', bytes: await photo() };
      await ada.imagine({ prompt: 'with a picture', model: 'nano-banana', image });
      await ada.sees('the picture', ({ text, images }) => text.includes('with a picture') && images.length === 1);
      const generation = await world().deps.db.generation.findFirstOrThrow({
        where: { id: { in: await askedFor(world().deps, 'with a picture') } },
      });
      expect(generation.referenceUrl).toBeNull();
      const kept = await sharp(await world().deps.storage.get(generation.inputImageKey ?? '')).metadata();
      expect(kept).toMatchObject({ format: 'png', width: 64, height: 48 });
      expect(kept.exif ?? kept.xmp ?? kept.icc).toBeUndefined();
      const sent = [...world().replicate.predictions.values()].at(-1)?.input.image_input as string[];
      expect(sent).toEqual([expect.stringMatching(/\/v1\/files\//)]);

      await ada.imagine({ prompt: 'no pictures please', image });
      await ada.sees('the refusal', ({ text }) => text.includes('flux-schnell cannot start from a picture'));
      expect(await balance()).toBe(before - 5);
    });

    test('that cannot be used gives the credits back, and says why', async () => {
      const bytes = await photo();
      const damaged = {
        ...{ filename: 'a.jpg', contentType: 'image/jpeg' },
        bytes: bytes.subarray(0, bytes.length / 2),
      };
      const words = { filename: 'a.png', contentType: 'image/png', bytes: Buffer.from('I am not a picture') };
      const paid = world().replicate.predictions.size;
      for (const [prompt, image, why] of [
        ['half a photo', damaged, 'damaged or cut off'],
        ['a letter', words, 'not a PNG, JPEG, WebP or GIF picture'],
      ] as const) {
        await ada.imagine({ prompt, model: 'nano-banana', image });
        const { text, buttons } = await ada.sees(why, (look) => look.text.includes(prompt) && look.text.includes(why));
        expect(text).toContain('Your 5 credits are back.');
        expect(buttons.map(({ label }) => label)).toEqual(['Remix…']);
      }
      world().discord.faults.add({ on: /GET .*attachments/, do: { type: 'answer', status: 404 }, times: 1 });
      await ada.imagine({ prompt: 'gone', model: 'nano-banana', image: { ...damaged, bytes } });
      await ada.sees('that it is gone', ({ text }) => text.includes('could not be fetched from the chat'));
      expect(await balance()).toBe(before);
      expect(world().replicate.predictions.size).toBe(paid);
    });

    test('is fetched again if the chat was out of order', async () => {
      world().discord.faults.add({ on: /GET .*attachments/, do: { type: 'answer', status: 503 }, times: 1 });
      const image = { filename: 'me.jpg', contentType: 'image/jpeg', bytes: await photo() };
      await ada.imagine({ prompt: 'patience', model: 'nano-banana', image });
      await ada.sees('the picture', ({ text, images }) => text.includes('patience') && images.length === 1);
      expect(await balance()).toBe(before - 5);
    });
  });

  test.each(['twice', 'late'] as const)('a webhook that comes %s delivers once', async (type) => {
    const fault = type === 'late' ? ({ type, ms: 800 } as const) : ({ type } as const);
    world().replicate.faults.add({ on: 'WEBHOOK completed', do: fault });
    const prompt = `webhook ${type}`;
    await ada.imagine({ prompt });
    await ada.sees('the picture', ({ text, images }) => text.includes(prompt) && images.length === 1);
    expect(await balance()).toBe(before - 1);
  });

  test.each(['never', 'badSignature', 'oldSignature'] as const)('a webhook that is %s is made up for', async (type) => {
    world().replicate.faults.add({ on: 'WEBHOOK completed', do: { type }, times: 20 });
    await ada.imagine({ prompt: `webhook ${type}` });
    await ada.sees('the picture', ({ text, images }) => text.includes(`webhook ${type}`) && images.length === 1);
    expect(await balance()).toBe(before - 1);
  });

  test.each([
    ['429', { type: 'rateLimit', retryAfterS: 1 }],
    ['503', { type: 'answer', status: 503 }],
    ['a cut connection after the work', { type: 'dropAfter' }],
    ['a cut connection', { type: 'drop' }],
  ] as const)(
    'the provider answers a creation with %s: it comes all the same, and is paid once',
    async (name, fault) => {
      const paid = world().replicate.paid;
      world().replicate.faults.add({ on: /^POST \/v1\/models\/.*predictions$/, do: fault });
      const prompt = `creation ${name}`;
      await ada.imagine({ prompt });
      // A run that may have arrived is looked up for a minute before it is sent again: skip that minute.
      const isUnclear = async () =>
        (await world().deps.db.$executeRaw`UPDATE predictions p SET posted_until = posted_until - interval '1 minute'
          FROM generations g WHERE g.id = p.generation_id AND g.id = ANY(${await askedFor(world().deps, prompt)}::uuid[]) AND p.posts = 1 AND p.posted_until IS NOT NULL`) >
        0;
      if (fault.type === 'answer' || fault.type === 'drop') await vi.waitUntil(isUnclear, { timeout: 30_000 });
      await ada.sees('the picture', ({ text, images }) => text.includes(`creation ${name}`) && images.length === 1);
      expect(world().replicate.paid).toBe(paid + 1);
      expect(await balance()).toBe(before - 1);
    },
  );

  test('an interaction that Discord sends twice makes one picture', async () => {
    const created = world().replicate.predictions.size;
    world().discord.faults.add({ on: 'EVENT INTERACTION_CREATE', do: { type: 'twice' } });
    await ada.imagine({ prompt: 'double' });
    await ada.sees('the picture', ({ text, images }) => text.includes('double') && images.length === 1);
    expect(world().replicate.predictions.size).toBe(created + 1);
    expect(await balance()).toBe(before - 1);
  });

  test('acknowledged too late: nothing is begun and nothing is paid', async () => {
    const created = world().replicate.predictions.size;
    world().discord.faults.add({ on: /callback$/, do: { type: 'slow', ms: 3200 }, times: 2 });
    const interaction = await ada.imagine({ prompt: 'late' });
    await expect(interaction.acknowledged).rejects.toThrow(/did not respond/);
    expect(world().replicate.predictions.size).toBe(created);
    expect(await balance()).toBe(before);
  });
}, byEitherWay);
