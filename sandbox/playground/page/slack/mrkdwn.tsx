import { Fragment, type ReactNode } from 'react';
import type { SlackSnapshot } from '../../slack-snapshot.ts';
import { type InlineRule, link, parseInline } from '../shared/inline-parser.tsx';
import { useSlack } from './context.ts';
import { emoji } from './emoji.ts';

interface TextObject {
  type: string;
  text: string;
}

/** Shows plain_text as it is, and mrkdwn with its markup. */
export function Text({ text }: { text: TextObject }): ReactNode {
  return text.type === 'mrkdwn' ? <Mrkdwn text={text.text} /> : <Emojis text={text.text} />;
}

export function Emojis({ text }: { text: string }): ReactNode {
  return parseInline(text, [emojiRule]);
}

/** https://docs.slack.dev/messaging/formatting-message-text */
export function Mrkdwn({ text }: { text: string }): ReactNode {
  const { snapshot } = useSlack();
  const rules = rulesFor(snapshot);
  return text.split(/```\n?([\s\S]*?)\n?```/).map((part, index) => {
    const key = String(index);
    if (index % 2 === 1) return <pre key={key}>{decoded(part)}</pre>;
    return (
      <Fragment key={key}>
        {part.split('\n').map((line, at) => (
          <Line key={`${key}-${String(at)}`} line={line} isFirst={at === 0} rules={rules} />
        ))}
      </Fragment>
    );
  });
}

function Line({ line, isFirst, rules }: { line: string; isFirst: boolean; rules: readonly InlineRule[] }) {
  const quoted = /^(?:&gt;|>) ?(.*)$/.exec(line);
  if (quoted) return <blockquote>{parseInline(quoted[1] ?? '', rules)}</blockquote>;
  return (
    <>
      {!isFirst && <br />}
      {parseInline(line, rules)}
    </>
  );
}

function decoded(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

const emojiRule: InlineRule = { pattern: /:([a-z0-9_+-]+):/y, show: ([, name = '']) => emoji(name) };

/** Marks count only at the edge of a word. */
function rulesFor({ team }: SlackSnapshot): InlineRule[] {
  const person = (id: string) =>
    id === team.botUserId ? 'UPixel' : (team.users.find((each) => each.id === id)?.realName ?? id);
  const channel = (id: string) => team.channels.find((each) => each.id === id)?.name ?? id;
  const mention = (text: string) => <span className="s-mention">{text}</span>;
  return [
    { pattern: /&(lt|gt|amp);/y, show: ([entity]) => decoded(entity) },
    { pattern: /`([^`\n]+)`/y, show: ([, code = '']) => <code>{decoded(code)}</code> },
    { pattern: /<@([A-Z0-9]+)(?:\|[^>]*)?>/y, show: ([, id = '']) => mention(`@${person(id)}`) },
    { pattern: /<#([A-Z0-9]+)(?:\|([^>]*))?>/y, show: ([, id = '', name]) => mention(`#${name || channel(id)}`) },
    { pattern: /<!(channel|here|everyone)(?:\|[^>]*)?>/y, show: ([, who = '']) => mention(`@${who}`) },
    { pattern: /<!date\^\d+\^[^|>]*\|([^>]*)>/y, show: ([, fallback = '']) => decoded(fallback) },
    {
      pattern: /<((?:https?|mailto):[^|>]+)\|([^>]+)>/y,
      show: ([, url = '', label = ''], inside) => link(decoded(url), inside(label)),
    },
    { pattern: /<((?:https?|mailto):[^>]+)>/y, show: ([, url = '']) => link(decoded(url), decoded(url)) },
    emojiRule,
    {
      pattern: /\*(\S(?:[^*\n]*\S)?)\*(?![\p{L}\p{N}])/uy,
      show: ([, text = ''], inside) => <strong>{inside(text)}</strong>,
    },
    { pattern: /_(\S(?:[^_\n]*\S)?)_(?![\p{L}\p{N}])/uy, show: ([, text = ''], inside) => <em>{inside(text)}</em> },
    { pattern: /~(\S(?:[^~\n]*\S)?)~(?![\p{L}\p{N}])/uy, show: ([, text = ''], inside) => <s>{inside(text)}</s> },
    { pattern: /https?:\/\/[^\s<>]+[^\s<>.,:;!?)\]]/y, show: ([url]) => link(decoded(url), decoded(url)) },
    { pattern: /[\p{L}\p{N}]+/uy, show: ([word]) => word },
  ];
}
