import { z } from 'zod';
import type { Random } from '#sandbox/replicate/pictures/random.ts';
import type { Delivered, ViewValues } from '#sandbox/slack/people.ts';
import type { OpenView } from '#sandbox/slack/shapes.ts';
import type { World } from '../world.ts';
import { createPresses, type Done, fileOf, lateOne, type Monkey, promptOf, wordOf } from './monkey.ts';
import type { Noticing } from './noticing.ts';

interface Element {
  type: string;
  action_id?: string;
  url?: string;
  options?: Array<{ value?: string }>;
  elements?: Element[];
  element?: Element;
  accessory?: Element;
}

/** What can be pressed or chosen in blocks, wherever it is. */
function controlsIn(blocks: readonly unknown[]): Array<{ actionId: string; selected?: string[] }> {
  return (blocks as Element[]).flatMap((each) => {
    const inner = controlsIn([...(each.elements ?? []), ...(each.accessory ? [each.accessory] : [])]);
    if (each.action_id === undefined || each.url) return inner;
    if (each.type === 'button') return [...inner, { actionId: each.action_id }];
    if (each.type !== 'static_select' && each.type !== 'overflow') return inner;
    const { action_id: actionId, options = [] } = each;
    return [...inner, ...options.map(({ value = '' }) => ({ actionId, selected: [value] }))];
  });
}

/** A person, their own channel, and those in which others write, too. */
export interface Place {
  userId: string;
  channelId: string;
  elsewhere?: readonly string[];
}

/** Our forms keep the channel that they were opened in. */
function openedIn({ private_metadata: metadata }: OpenView): string[] {
  if (metadata === '') return [];
  const { channelId } = z.looseObject({ channelId: z.string().optional() }).parse(JSON.parse(metadata));
  return channelId ? [channelId] : [];
}

/** One person in Slack. */
export function inSlack(
  { slack: { people } }: World,
  { userId, channelId, elsewhere = [] }: Place,
  noticing: Noticing,
): Monkey {
  const team = () => {
    const [first] = people.workspaces;
    if (!first) throw new Error('no workspace');
    return first;
  };
  const own = [channelId, people.dmChannelId(userId)];
  const somewhere = (random: Random) => (random.chance(0.7) ? channelId : (lateOne(random, elsewhere) ?? channelId));
  const isDoubled = createPresses();
  const views = () => [people.view(userId), people.home(userId)].filter((view) => view !== undefined);
  const messages = () =>
    [...new Set([...own, ...elsewhere])]
      .flatMap((id) => people.messages(id, userId).slice(-8))
      .sort((one, other) => Number(one.ts) - Number(other.ts));

  async function done(what: string, at: string[], send: () => Promise<Delivered>): Promise<Done> {
    const since = noticing.now(userId, [...own, ...at]);
    const { acknowledged } = await send();
    return { what, acknowledged, answered: since.changed() };
  }
  /** The view closing by itself is no answer. What comes of it may come where the form was opened, wherever that is. */
  async function submitted(what: string, view: OpenView, values: ViewValues): Promise<Done> {
    const since = noticing.now(userId, [...own, ...openedIn(view)], 'messages');
    const sent = people.submitView({ userId, viewId: view.id, values });
    sent.catch(() => undefined);
    const answered = sent.then(({ errors, closed }) => (errors || !closed ? undefined : since.changed()));
    answered.catch(() => undefined);
    return { what, acknowledged: sent, answered };
  }

  const acts: Record<Parameters<Monkey['act']>[0], (random: Random) => Promise<Done | undefined>> = {
    async imagine(random) {
      const at = somewhere(random);
      const flags = random.pick([
        '',
        '',
        ' --count 2',
        ' --count 9',
        ' --model nano-banana',
        ' --modl x',
        ' --size wide --seed 7',
      ]);
      const text = random.chance(0.1) ? '' : `${promptOf(random)}${flags}`;
      return done(`/imagine ${text}`, [at], () =>
        people.runCommand({ userId, channelId: at, command: '/imagine', text }),
      );
    },
    async command(random) {
      const at = somewhere(random);
      const hint = people.commands(team().id).find(({ command }) => command === '/upixel')?.usageHint ?? '';
      const name = lateOne(random, [...hint.split(' | '), 'histroy', ''], 100) ?? '';
      const text = `${name} ${random.chance(0.5) ? wordOf(random) : ''}`.trim();
      return done(`/upixel ${text}`, [at], () =>
        people.runCommand({ userId, channelId: at, command: '/upixel', text }),
      );
    },
    async press(random) {
      const found = lateOne(random, [
        ...messages().flatMap((message) => controlsIn(message.blocks ?? []).map((control) => ({ message, control }))),
        ...views().flatMap((view) => controlsIn(view.blocks).map((control) => ({ view, control }))),
      ]);
      if (!found) return undefined;
      const { control } = found;
      const what = control.selected?.[0] ?? control.actionId;
      if ('view' in found)
        return done(`in a view: ${what}`, [], () => people.clickInView({ userId, viewId: found.view.id, ...control }));
      const { channel, ts } = found.message;
      const press = () => people.click({ userId, channelId: channel, ts, ...control });
      const pressed = await done(what, [channel], press);
      if (!isDoubled(what)) return pressed;
      pressed.answered.catch(() => undefined);
      return { ...pressed, answered: pressed.acknowledged };
    },
    async form(random) {
      const view = people.view(userId);
      if (!view) return undefined;
      if (!view.submit || random.chance(0.2)) {
        await people.closeView({ userId, viewId: view.id, all: true });
        return undefined;
      }
      const values: ViewValues = {};
      for (const { element } of view.blocks as unknown as Element[]) {
        const value = element && (await fill(random, element, { view, userId }));
        if (value !== undefined && element?.action_id) values[element.action_id] = value;
      }
      return submitted(
        `form ${view.private_metadata.slice(0, 60)} ${JSON.stringify(Object.keys(values))}`,
        view,
        values,
      );
    },
    async menu(random) {
      const shortcut = lateOne(random, people.shortcuts(team().id), 100);
      if (!shortcut) return undefined;
      const { callbackId, type } = shortcut;
      const what = `shortcut ${callbackId}`;
      if (type === 'global') return done(what, [], () => people.shortcut({ userId, channelId, callbackId }));
      const target = lateOne(
        random,
        messages().filter((each) => each.ephemeralFor === undefined),
        20,
      );
      if (!target) return undefined;
      return done(what, [target.channel], () =>
        people.shortcut({ userId, channelId: target.channel, ts: target.ts, callbackId }),
      );
    },
    async suggest(random) {
      const view = people.view(userId);
      const found = (view?.blocks as unknown as Element[] | undefined)?.find(
        ({ element }) => element?.type === 'external_select',
      );
      if (!view || !found?.element?.action_id) return undefined;
      const offered = people.suggest({
        userId,
        viewId: view.id,
        actionId: found.element.action_id,
        value: wordOf(random).slice(0, 50),
      });
      offered.catch(() => undefined);
      return { what: 'typing in a form', acknowledged: offered, answered: offered };
    },
    async talk(random) {
      // Slack tells the bot of what is said where it is.
      const isThere = team().channels.some(({ id, botIsMember }) => id === channelId && botIsMember);
      const at = isThere && random.chance(0.5) ? channelId : people.dmChannelId(userId);
      const files = random.chance(0.3) ? [await fileOf(random)] : [];
      const text = random.chance(0.1) ? 'thanks!' : promptOf(random);
      const parent = people.messages(at, userId).findLast((each) => each.user === userId);
      const isReply = at === channelId && parent !== undefined && random.chance(0.3);
      await people.mention({ userId, channelId: at, text, files, ...(isReply ? { threadTs: parent.ts } : {}) });
      const since = noticing.now(userId, own);
      return { what: `says ${text}`, acknowledged: Promise.resolve(), answered: since.changed() };
    },
    async home() {
      const since = noticing.now(userId, own);
      await people.openHome({ userId });
      return { what: 'Home', acknowledged: Promise.resolve(), answered: since.changed() };
    },
  };

  async function fill(
    random: Random,
    { type, action_id: actionId = '', options = [] }: Element,
    at: { view: OpenView; userId: string },
  ): Promise<ViewValues[string] | undefined> {
    if (random.chance(0.4)) return undefined;
    const value = lateOne(random, options, 100)?.value ?? '';
    switch (type) {
      case 'plain_text_input':
        return random.chance(0.5) ? promptOf(random) : wordOf(random);
      case 'number_input':
        return String(random.integer(0, 5));
      case 'static_select':
      case 'radio_buttons':
        return value;
      case 'multi_static_select':
      case 'checkboxes':
        return [value];
      case 'users_select':
        return lateOne(random, team().users)?.id ?? '';
      case 'external_select': {
        const offered = await people.suggest({ userId: at.userId, viewId: at.view.id, actionId, value: '' });
        return lateOne(random, offered)?.value;
      }
      case 'file_input':
        return [await fileOf(random)];
      default:
        return undefined;
    }
  }

  return { name: `slack ${userId}`, act: (act, random) => acts[act](random) };
}
