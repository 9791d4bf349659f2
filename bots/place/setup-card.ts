import { actions, note, text } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import { type Button, button } from '#core/chat/card/controls.ts';
import type { Inline, Text } from '#core/chat/card/text.ts';
import { platforms } from '#core/chat/platforms.ts';
import { defaultModel } from '#core/models/catalogue.ts';
import type { ChannelWish } from '#core/places/channel-wishes.ts';
import { type Rules, readRules } from '#core/places/rules.ts';
import { counted } from '#core/words.ts';
import type { Context } from '../dispatch.ts';

const adultWords = {
  usual: 'age-restricted channels are not checked for it',
  spoiler: 'covered in age-restricted channels, withheld in all others',
  withhold: 'withheld in every channel',
} as const;

/** What is missing, and what those who manage the place want there, with a button for each change. */
export async function setupCard(
  { deps, ask }: Context,
  { workspaceId, isChanged, isAsked }: { workspaceId: string; isChanged: boolean; isAsked: boolean },
): Promise<Card> {
  const platform = platforms[ask.target.platform];
  const [rules, shortcomings = []] = await Promise.all([readRules(deps, workspaceId), ask.shortcomings?.()]);
  const { channelIds = [] } = ask;
  return {
    tone: isChanged ? 'done' : 'notice',
    title: isChanged ? 'Changed' : isAsked ? 'It is so already' : `UPixel in this ${platform.placeWord}`,
    blocks: [
      text(...shortcomings),
      text(...rulesLines(rules, ask.target.platform)),
      actions(
        ...(channelIds.length === 0 ? [] : channelButtons(rules, channelIds)),
        button('Change…', { name: 'place-rules', args: { adult: platform.hasAdultChannels ? 'yes' : 'no' } }),
      ),
      note([
        'Direct messages with me belong to no channel. Who is kept out here: ',
        { command: 'admin' },
        '. The team’s wallet: ',
        { command: 'team' },
        '.',
      ]),
    ],
  };
}

const rulesLines = (rules: Rules, platform: keyof typeof platforms): Text[] => [
  [{ bold: 'Channels: ' }, ...channelWords(rules)],
  [{ bold: 'Who: ' }, rules.groups.length === 0 ? 'everyone here' : `only members of ${rules.groups.join(', ')}`],
  ...(platforms[platform].hasAdultChannels ? [[{ bold: 'Adult content: ' }, adultWords[rules.adult]]] : []),
  [{ bold: 'Model: ' }, rules.model ?? defaultModel.name, ' where nobody names one, and nobody has one of their own'],
  [
    { bold: 'A day: ' },
    rules.dailyImages === null
      ? 'no limit (0): as many images as somebody has credits for'
      : `${counted(rules.dailyImages, 'image')} for each member`,
  ],
  [
    { bold: 'Deleting: ' },
    rules.managersDelete
      ? `whoever asked for it; ${platforms[platform].managers} take a message away`
      : 'only whoever asked for it',
  ],
  ...(rules.blocked === 0 ? [] : [[{ bold: 'Kept out: ' }, counted(rules.blocked, 'member')]]),
];

/** A longer list is counted. */
const mostNamed = 15;

function channelWords({ channels, channelIds }: Rules): Inline[] {
  if (channels === 'all') return ['images are made in all of them'];
  const named = channelIds.slice(0, mostNamed).flatMap((channel, at) => [...(at === 0 ? [] : [', ']), { channel }]);
  const more = channelIds.length > mostNamed ? [` and ${channelIds.length - mostNamed} more`] : [];
  return [channels === 'only' ? 'images are made only in ' : 'images are made in all but ', ...named, ...more];
}

/** For the channel where it is shown. */
function channelButtons({ channels, channelIds: listed }: Rules, here: readonly string[]): Button[] {
  const isListed = here.some((channel) => listed.includes(channel));
  const wishes: ChannelWish[] =
    channels === 'all'
      ? ['only', 'not']
      : [
          isListed === (channels === 'only') ? 'not' : 'also',
          ...(channels === 'except' ? (['only'] as const) : []),
          'everywhere',
        ];
  return wishes.map((wish) => button(wishLabels[wish], { name: 'place-channels', args: { wish } }));
}

const wishLabels = {
  only: 'Only in this channel',
  also: 'Also in this channel',
  not: 'Not in this channel',
  everywhere: 'Everywhere',
} as const satisfies Record<ChannelWish, string>;
