import { Fragment, type ReactNode, useState } from 'react';
import type { DiscordSnapshot } from '../../discord-snapshot.ts';
import { type InlineRule, link, parseInline } from '../shared/inline-parser.tsx';
import { relative } from '../shared/time.ts';

type World = Pick<DiscordSnapshot, 'people' | 'bot' | 'guilds' | 'nowMs'>;

/** The part of Discord's markdown that bots use. https://support.discord.com/hc/en-us/articles/210298617 */
export function Markdown({ text, world }: { text: string; world: World }): ReactNode {
  return <div className="d-markdown">{blocks(text, rulesFor(world))}</div>;
}

function blocks(text: string, rules: readonly InlineRule[]): ReactNode[] {
  const shown: ReactNode[] = [];
  // Code blocks first: nothing inside them is markup.
  for (const [index, part] of text.split(/```(?:[a-z]*\n)?([\s\S]*?)\n?```/i).entries()) {
    const key = String(index);
    if (index % 2 === 1) shown.push(<pre key={key}>{part}</pre>);
    else if (part.trim())
      shown.push(
        <Fragment key={key}>
          {part
            .replace(/^\n|\n$/g, '')
            .split('\n')
            .map((line, at) => (
              <Line key={`${key}-${String(at)}`} text={line} rules={rules} />
            ))}
        </Fragment>,
      );
  }
  return shown;
}

function Line({ text, rules }: { text: string; rules: readonly InlineRule[] }) {
  const [, mark = '', rest = ''] = /^(-# |#{1,3} |>>? |[-*] |\d+\. )?([\s\S]*)$/.exec(text) ?? [];
  const inline = parseInline(rest, rules);
  if (mark.startsWith('#')) return <p className={`d-heading-${mark.trim().length}`}>{inline}</p>;
  if (mark === '-# ') return <p className="d-small">{inline}</p>;
  if (mark.startsWith('>')) return <blockquote>{inline}</blockquote>;
  if (mark === '- ' || mark === '* ') return <p className="d-item">{inline}</p>;
  if (mark) return <p className="d-item-number">{parseInline(text, rules)}</p>;
  return text ? <p>{inline}</p> : <br />;
}

function rulesFor({ people, bot, guilds, nowMs }: World): InlineRule[] {
  const personName = (id: string) => [...people, bot].find((each) => each.id === id)?.name ?? 'unknown-user';
  const channelName = (id: string) =>
    guilds.flatMap(({ channels }) => [...channels]).find((each) => each.id === id)?.name ?? 'unknown';
  return [
    { pattern: /\\([^\w\s])/y, show: ([, character]) => character },
    { pattern: /`([^`]+)`/y, show: ([, code]) => <code>{code}</code> },
    { pattern: /\*\*([\s\S]+?)\*\*(?!\*)/y, show: ([, text = ''], inside) => <strong>{inside(text)}</strong> },
    { pattern: /__([\s\S]+?)__/y, show: ([, text = ''], inside) => <u>{inside(text)}</u> },
    { pattern: /~~([\s\S]+?)~~/y, show: ([, text = ''], inside) => <s>{inside(text)}</s> },
    { pattern: /\|\|([\s\S]+?)\|\|/y, show: ([, text = ''], inside) => <Spoiler>{inside(text)}</Spoiler> },
    { pattern: /\*(?!\s)([^*]+?)\*/y, show: ([, text = ''], inside) => <em>{inside(text)}</em> },
    { pattern: /_(?!\s)([^_]+?)_(?!\w)/y, show: ([, text = ''], inside) => <em>{inside(text)}</em> },
    {
      pattern: /\[((?:\\.|[^\]\\])+)\]\(<?(https?:\/\/[^\s)>]+)>?\)/y,
      show: ([, label = '', url = ''], inside) => link(url, inside(label)),
    },
    { pattern: /<@!?(\d+)>/y, show: ([, id = '']) => <span className="d-mention">@{personName(id)}</span> },
    { pattern: /<#(\d+)>/y, show: ([, id = '']) => <span className="d-mention">#{channelName(id)}</span> },
    { pattern: /<\/([^:>]+):\d+>/y, show: ([, name]) => <span className="d-mention">/{name}</span> },
    {
      pattern: /<t:(\d+)(?::(\w))?>/y,
      show: ([, seconds, style]) => <Moment ms={Number(seconds) * 1000} style={style} nowMs={nowMs} />,
    },
    { pattern: /<a?:(\w+):\d+>/y, show: ([, name]) => `:${name}:` },
    { pattern: /<(https?:\/\/[^\s>]+)>/y, show: ([, url = '']) => link(url, url) },
    { pattern: /https?:\/\/[^\s<>\u200b]+[^\s<>.,:;!?)\]\u200b]/y, show: ([url]) => link(url, url) },
    // Letters are consumed by the word, so that a mark inside a word is not taken for markup.
    { pattern: /[\p{L}\p{N}]+(?=_)/uy, show: ([word]) => word },
  ];
}

function Spoiler({ children }: { children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  if (isOpen) return <span className="d-spoiler open">{children}</span>;
  return (
    <button type="button" className="d-spoiler" aria-label="Show the spoiler" onClick={() => setOpen(true)}>
      <span aria-hidden>{children}</span>
    </button>
  );
}

function Moment({ ms, style, nowMs }: { ms: number; style: string | undefined; nowMs: number }) {
  const text =
    style === 'R'
      ? relative(ms, nowMs)
      : new Date(ms).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
  return <time dateTime={new Date(ms).toISOString()}>{text}</time>;
}
