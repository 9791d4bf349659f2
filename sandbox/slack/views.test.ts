import type { BlockAction, SlashCommand, ViewClosedAction, ViewOutput } from '@slack/bolt';
import type { HomeView, ModalView } from '@slack/types';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { clientOf, png, refusal, startWithApp } from './testing.ts';

type World = Awaited<ReturnType<typeof startWithApp>>;

let world: World;
let triggers: string[] = [];
const submitted: ViewOutput[] = [];
const closed: ViewClosedAction[] = [];
const viewActions: BlockAction[] = [];

const text = (words: string) => ({ type: 'plain_text' as const, text: words });
const MODELS = ['flux-schnell', 'flux-2-pro', 'nano-banana', 'rd-fast'];

const modal = (more: Partial<ModalView> = {}): ModalView => ({
  type: 'modal',
  callback_id: 'imagine',
  title: text('Imagine'),
  submit: text('Make it'),
  private_metadata: 'C0ART',
  blocks: [
    {
      type: 'input',
      block_id: 'prompt',
      label: text('Prompt'),
      element: { type: 'plain_text_input', action_id: 'prompt', max_length: 20 },
    },
    {
      type: 'input',
      block_id: 'model',
      label: text('Model'),
      optional: true,
      element: { type: 'external_select', action_id: 'model', min_query_length: 2 },
    },
    {
      type: 'input',
      block_id: 'image',
      label: text('Image'),
      optional: true,
      element: { type: 'file_input', action_id: 'image', filetypes: ['png'], max_files: 1 },
    },
    { type: 'actions', block_id: 'more', elements: [{ type: 'button', action_id: 'palette', text: text('Palette') }] },
  ],
  ...more,
});

beforeAll(async () => {
  world = await startWithApp((app) => {
    app.command('/imagine', async ({ command, ack }) => {
      await ack();
      triggers.push((command as SlashCommand).trigger_id);
    });
    app.options('model', async ({ ack, payload }) => {
      await ack({
        options: MODELS.filter((name) => name.startsWith(payload.value)).map((name) => ({
          text: text(name),
          value: name,
        })),
      });
    });
    app.view('imagine', async ({ ack, view }) => {
      submitted.push(view);
      const prompt = view.state.values.prompt?.prompt?.value;
      if (prompt === 'bad')
        return ack({ response_action: 'errors', errors: { prompt: 'This prompt is not allowed.' } });
      if (prompt === 'update') return ack({ response_action: 'update', view: modal({ title: text('Updated') }) });
      if (prompt === 'push') return ack({ response_action: 'push', view: modal({ title: text('Pushed') }) });
      if (prompt === 'clear') return ack({ response_action: 'clear' });
      if (prompt === 'nowhere') return ack({ response_action: 'errors', errors: { nosuchblock: 'x' } });
      await ack();
    });
    app.view({ callback_id: 'imagine', type: 'view_closed' }, async ({ ack, body }) => {
      closed.push(body as ViewClosedAction);
      await ack();
    });
    app.action('palette', async ({ ack, body }) => {
      viewActions.push(body as BlockAction);
      await ack();
    });
  });
});
afterAll(() => world.close());
beforeEach(() => {
  triggers = [];
});

const client = () => clientOf(world.slack, world.guild.botToken);

async function trigger(): Promise<string> {
  const { guild, slack } = world;
  const { acknowledged, triggerId } = await slack.people.runCommand({
    userId: guild.ada,
    channelId: guild.art,
    command: '/imagine',
    text: '',
  });
  await acknowledged;
  return triggerId;
}

async function open(view = modal()): Promise<string> {
  await client().views.open({ trigger_id: await trigger(), view });
  const opened = world.slack.people.view(world.guild.ada);
  if (!opened) throw new Error('No modal opened.');
  return opened.id;
}

const submit = (viewId: string, values: Parameters<World['slack']['people']['submitView']>[0]['values']) =>
  world.slack.people.submitView({ userId: world.guild.ada, viewId, values });

test('a trigger opens one view, within three seconds', async () => {
  const used = await trigger();
  expect(triggers).toEqual([used]);
  await client().views.open({ trigger_id: used, view: modal() });
  expect(await refusal(client().views.open({ trigger_id: used, view: modal() }))).toBe('exchanged_trigger_id');
  const old = await trigger();
  world.slack.clock.advance(3001);
  expect(await refusal(client().views.open({ trigger_id: old, view: modal() }))).toBe('expired_trigger_id');
  expect(await refusal(client().views.open({ trigger_id: '1.2.abc', view: modal() }))).toBe('invalid_trigger_id');
});

test('the form itself wants required fields; the app may object; then the modal closes with files in its values', async () => {
  const viewId = await open();
  expect(await submit(viewId, {})).toMatchObject({
    closed: false,
    errors: { prompt: 'Please complete this required field.' },
  });
  expect(await submit(viewId, { prompt: 'x'.repeat(21) })).toMatchObject({
    closed: false,
    errors: { prompt: 'Must be 20 characters or fewer.' },
  });
  expect(await submit(viewId, { prompt: 'bad' })).toMatchObject({
    closed: false,
    errors: { prompt: 'This prompt is not allowed.' },
  });
  expect(
    await submit(viewId, { image: [{ filename: 'a.gif', contentType: 'image/gif', bytes: Buffer.from('GIF89a') }] }),
  ).toMatchObject({ errors: { image: 'a.gif is not one of the allowed file types: png.' } });

  const suggested = await world.slack.people.suggest({
    userId: world.guild.ada,
    viewId,
    actionId: 'model',
    value: 'flux',
  });
  expect(suggested).toEqual([
    { text: 'flux-schnell', value: 'flux-schnell' },
    { text: 'flux-2-pro', value: 'flux-2-pro' },
  ]);
  expect(await world.slack.people.suggest({ userId: world.guild.ada, viewId, actionId: 'model', value: 'f' })).toEqual(
    [],
  );
  await expect(submit(viewId, { prompt: 'a fox', model: 'dall-e' })).rejects.toThrow(
    'There is no option "dall-e" in "model".',
  );

  const bytes = png(64, 48);
  const done = await submit(viewId, {
    prompt: 'a fox',
    model: 'flux-2-pro',
    image: [{ filename: 'fox.png', contentType: 'image/png', bytes }],
  });
  expect(done).toEqual({ closed: true });
  expect(world.slack.people.view(world.guild.ada)).toBeUndefined();
  const view = submitted.at(-1);
  expect(view).toMatchObject({ callback_id: 'imagine', private_metadata: 'C0ART', team_id: world.guild.teamId });
  expect(view?.state.values.model?.model?.selected_option?.value).toBe('flux-2-pro');
  const file = view?.state.values.image?.image?.files?.[0];
  expect(file).toMatchObject({ name: 'fox.png', mimetype: 'image/png', original_w: 64, original_h: 48 });
  const downloaded = await fetch(file?.url_private_download ?? '', {
    headers: { authorization: `Bearer ${world.guild.botToken}` },
  });
  expect(Buffer.from(await downloaded.arrayBuffer())).toEqual(bytes);
});

test('the answer to a submission may update, push or clear', async () => {
  const first = await open();
  expect((await submit(first, { prompt: 'update' })).view?.title?.text).toBe('Updated');
  const pushed = await submit(first, { prompt: 'push' });
  expect(pushed).toMatchObject({
    closed: false,
    view: { title: { text: 'Pushed' }, previous_view_id: first, root_view_id: first },
  });
  expect(await submit(pushed.view?.id ?? '', { prompt: 'fine' })).toMatchObject({ closed: true, view: { id: first } });
  expect(await submit(first, { prompt: 'clear' })).toEqual({ closed: true });
  const again = await open();
  await expect(submit(again, { prompt: 'nowhere' })).rejects.toThrow('We had some trouble connecting.');
  await expect(submit(first, { prompt: 'x' })).rejects.toThrow('This view is not open any more.');
});

test('a stack holds three views; a press in one gives the trigger for the next; closing is told on request', async () => {
  const viewId = await open(modal({ notify_on_close: true }));
  for (let level = 2; level <= 3; level += 1) {
    const top = world.slack.people.view(world.guild.ada)?.id ?? '';
    const { acknowledged, triggerId } = await world.slack.people.clickInView({
      userId: world.guild.ada,
      viewId: top,
      actionId: 'palette',
    });
    await acknowledged;
    await client().views.push({ trigger_id: triggerId, view: modal({ title: text(`Level ${level}`) }) });
  }
  expect(viewActions.at(-1)).toMatchObject({ container: { type: 'view' }, view: { previous_view_id: viewId } });
  const { acknowledged, triggerId } = await world.slack.people.clickInView({
    userId: world.guild.ada,
    viewId: world.slack.people.view(world.guild.ada)?.id ?? '',
    actionId: 'palette',
  });
  await acknowledged;
  expect(await refusal(client().views.push({ trigger_id: triggerId, view: modal() }))).toBe('push_limit_reached');
  const before = closed.length;
  await world.slack.people.closeView({ userId: world.guild.ada, viewId, all: true });
  await world.slack.people.until(() => closed.length === before + 1);
  expect(closed.at(-1)).toMatchObject({ is_cleared: true, view: { id: viewId } });
});

test('views.update keeps what was typed and minds the hash', async () => {
  const viewId = await open();
  await submit(viewId, { prompt: 'bad' });
  const { view } = await client().views.update({ view_id: viewId, view: modal({ title: text('Priced') }) });
  expect(view?.state).toMatchObject({ values: { prompt: { prompt: { value: 'bad' } } } });
  expect(await refusal(client().views.update({ view_id: viewId, hash: 'old', view: modal() }))).toBe('hash_conflict');
  await client().views.update({ view_id: viewId, hash: view?.hash ?? '', view: modal() });
  expect(await refusal(client().views.update({ view_id: 'V0NOSUCH', view: modal() }))).toBe('not_found');
});

test.each([
  [
    'a long title',
    modal({ title: text('x'.repeat(25)) }),
    'must be less than 25 characters [json-pointer:/view/title/text]',
  ],
  [
    'a long submit',
    modal({ submit: text('x'.repeat(25)) }),
    'must be less than 25 characters [json-pointer:/view/submit/text]',
  ],
  [
    'much metadata',
    modal({ private_metadata: 'x'.repeat(3001) }),
    'must be less than 3001 characters [json-pointer:/view/private_metadata]',
  ],
  [
    '101 blocks',
    modal({ blocks: Array(101).fill({ type: 'divider' }) }),
    'no more than 100 items allowed [json-pointer:/view/blocks]',
  ],
  [
    'max_length over 3000',
    modal({ blocks: [{ type: 'input', label: text('a'), element: { type: 'plain_text_input', max_length: 3001 } }] }),
    'must be between 1 and 3000 [json-pointer:/view/blocks/0/element/max_length]',
  ],
])('a modal over a limit is refused: %s', async (_what, view, reason) => {
  const refused = await client()
    .views.open({ trigger_id: await trigger(), view })
    .catch((cause: { data: unknown }) => cause.data);
  expect(refused).toMatchObject({
    ok: false,
    error: 'invalid_arguments',
    response_metadata: { messages: [`[ERROR] ${reason}`] },
  });
});

test('the Home tab is published and published again', async () => {
  const home: HomeView = { type: 'home', blocks: [{ type: 'header', text: text('Your credits: 20') }] };
  await client().views.publish({ user_id: world.guild.ada, view: home });
  const { id } = world.slack.people.home(world.guild.ada) ?? {};
  await client().views.publish({
    user_id: world.guild.ada,
    view: { ...home, blocks: [{ type: 'header', text: text('Your credits: 15') }] },
  });
  expect(world.slack.people.home(world.guild.ada)).toMatchObject({
    id,
    blocks: [{ text: { text: 'Your credits: 15' } }],
  });
  expect(world.slack.people.home(world.guild.grace)).toBeUndefined();
});
