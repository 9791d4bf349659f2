import sharp from 'sharp';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { identify } from '#core/accounts/identify.ts';
import { findFaultyWallets } from '#core/credits/audit.ts';
import { trialCredits } from '#core/generations/limits.ts';
import { readProvenance } from '#core/images/provenance.ts';
import { onBothBackends } from './backends.ts';
import { fund } from './fund.ts';
import { slackPerson } from './slack-person.ts';

onBothBackends((world) => {
  let ada: ReturnType<typeof slackPerson>;
  let before: number;
  const balance = async () => (await identify(world().deps, ada.chatUser)).balance;

  beforeEach(async () => {
    ada = slackPerson(world());
    before = await fund(world(), ada.chatUser, trialCredits);
  });
  afterEach(async () => {
    world().replicate.faults.clear();
    world().slack.faults.clear();
    expect(world().slack.people.broadcasts()).toEqual([]);
    expect(await findFaultyWallets(world().deps)).toEqual([]);
  });

  test('a picture is asked for, shown with its price, and kept, in one message', async () => {
    const delivered = await ada.imagine('a fox knight --seed 7');
    expect((await delivered.acknowledged).status).toBe(200);
    const status = await ada.sees('the status', ({ text }) => text.includes('a fox knight'));
    expect(status.text).toMatch(/flux-schnell · 1 credit · for ada/);
    const result = await ada.sees('the picture', ({ images }) => images.length === 1);
    expect(result.images[0]?.alt).toBe('a fox knight');
    expect(result.text).toContain('flux-schnell · seed 7 · 1 credit · for ada');
    expect(result.buttons.map(({ label }) => label)).toContain('Again · 1 credit');
    // Never as loud as the others.
    expect(result.choices.map(({ label }) => label)).toContain('Delete');
    const { format } = await sharp(ada.people.fileBytes(result.images[0]?.url ?? '')).metadata();
    expect(format).toBe('jpeg');
    await ada.people.until(
      () => ada.messages().filter(({ ephemeralFor }) => !ephemeralFor).length === 1,
      30_000,
      'the status message to give way',
    );
    expect(await balance()).toBe(before - 1);
  });

  test.each([
    ['a fox without a loss --format png', 'png', 'image/png'],
    ['a fox of another kind, webp', 'jpeg', 'image/webp'],
  ])('“%s” is posted as Slack shows it, marked, and kept as the model made it', async (words, format, kept) => {
    await ada.imagine(words);
    const prompt = words.replace(/ --.*/, '');
    const result = await ada.sees('the picture', ({ images, text }) => images.length === 1 && text.includes(prompt));
    const fileId = result.images[0]?.url ?? '';
    const sent = Buffer.from(ada.people.fileBytes(fileId));
    expect((await sharp(sent).metadata()).format).toBe(format);
    expect(ada.people.file(fileId).name).toMatch(format === 'jpeg' ? /\.jpg$/ : /\.png$/);
    expect(readProvenance(sent)?.creatorTool).toBe('UPixel');
    const asset = await world().deps.db.asset.findFirstOrThrow({ orderBy: { createdAt: 'desc' } });
    expect(asset.contentType).toBe(kept);
  });

  test('four images come in one message', async () => {
    await ada.imagine('four towers --count 4 --size wide');
    const result = await ada.sees('four pictures', ({ images }) => images.length === 4);
    expect(result.text).toContain('four towers');
    expect(await balance()).toBe(before - 4);
  });

  test('without words a modal opens, refuses what does not fit, and asks for the same thing', async () => {
    await ada.imagine('');
    const refused = await ada.fillIn({ prompt: '' });
    expect(refused.closed).toBe(false);
    const sent = await ada.fillIn({ prompt: 'from the modal', count: '2' });
    expect(sent.closed).toBe(true);
    await ada.sees('two pictures', ({ text, images }) => text.includes('from the modal') && images.length === 2);
    expect(await balance()).toBe(before - 2);
  });

  test('a flag that does not fit is a private sentence', async () => {
    await ada.imagine('a fox --count 9');
    const refusal = await ada.sees('the refusal', ({ text }) => /count/.test(text));
    expect(refusal.message.ephemeralFor).toBe(ada.user.id);
    expect(await balance()).toBe(before);
  });

  test.each([
    ['nsfw cat', /Refused by the safety filter.*Your 1 credit is back/s],
    ['fail cat', /No picture this time.*failed while it was working. Your 1 credit is back/s],
  ])('“%s” makes nothing, says why, and costs nothing', async (prompt, words) => {
    await ada.imagine(prompt);
    await ada.sees('why not', ({ text }) => words.test(text));
    expect(await balance()).toBe(before);
  });

  test('too few credits: told privately, and nothing else is left in the channel', async () => {
    await ada.imagine('dear --model flux-2-pro --count 4');
    const refusal = await ada.sees('the refusal', ({ text }) => text.includes('Not enough credits'));
    expect(refusal.message.ephemeralFor).toBe(ada.user.id);
    expect(ada.messages()).toHaveLength(1);
    await ada.press(refusal.message, 'Get credits');
    const offer = await ada.sees('the offer', ({ text }) => /Buy credits.*never expire/s.test(text));
    expect(offer.message.ephemeralFor).toBe(ada.user.id);
    expect(await balance()).toBe(before);
  });

  test('progress is shown, and cancel brings the credits back', async () => {
    await ada.imagine('slow snail');
    const working = await ada.sees('progress', ({ text }) => /Painting/.test(text), 15_000);
    await ada.press(working.message, 'Cancel');
    await ada.sees('the end', ({ text }) => /Canceled.*slow snail.*Your 1 credit is back/s.test(text));
    expect(await balance()).toBe(before);
  });

  test('in a public channel it does not know it joins first', async () => {
    const elsewhere = slackPerson(world(), { channel: 'random' });
    await elsewhere.imagine('hello random');
    await elsewhere.sees('the picture', ({ text, images }) => text.includes('hello random') && images.length === 1);
  });

  test('Again makes a second one; Delete asks first, then message and files are gone', async () => {
    await ada.imagine('twins --seed 11');
    const first = await ada.sees('the first', ({ text, images }) => text.includes('twins') && images.length === 1);
    await ada.press(first.message, 'Again');
    await ada.sees(
      'the second',
      ({ text, images }) => /twins/.test(text) && images.length === 1 && !text.includes('seed 11 '),
    );
    await ada.press(first.message, 'Delete');
    const asked = await ada.sees('the question', ({ text }) => text.includes('Delete this for good?'));
    await ada.press(asked.message, 'Delete for good');
    await ada.people.until(
      () => !ada.messages().some(({ ts }) => ts === first.message.ts),
      30_000,
      'the message to go',
    );
    expect(await balance()).toBe(before - 2);
  });

  test('words that mean something to Slack are shown, and do nothing', async () => {
    const hostile = 'a <!channel> *bold* <https://evil.example|click> & `code`';
    await ada.imagine(hostile);
    const result = await ada.sees('the picture', ({ images }) => images.length === 1);
    expect(result.images[0]?.alt).toBe(hostile);
  });

  test('/upixel history tells what was asked for', async () => {
    // Cut between characters: half of this emoji is another animal.
    await ada.imagine(`remember me ${'x'.repeat(65)}🐻‍❄️ and go on`);
    await ada.sees('the picture', ({ images }) => images.length === 1);
    await ada.run('history');
    const history = await ada.sees('the history', ({ text }) => text.includes('Your latest requests'));
    expect(history.text).toContain(`remember me ${'x'.repeat(65)}…`);
    expect(history.message.ephemeralFor).toBe(ada.user.id);
  });

  test.each(['slow', 'dropAfter'] as const)('sharing the files is answered %s: they come once', async (type) => {
    const fault = type === 'slow' ? ({ type, ms: 1500 } as const) : ({ type } as const);
    world().slack.faults.add({ on: 'files.completeUploadExternal', do: fault });
    const prompt = `shared, ${type === 'slow' ? 'in a while' : 'cut off'}`;
    await ada.imagine(prompt);
    await ada.sees('the picture', ({ text, images }) => text.includes(prompt) && images.length === 1, 20_000);
    await ada.people.until(() => ada.messages().length === 1, 30_000, 'one message only');
    expect(await balance()).toBe(before - 1);
  });
});
