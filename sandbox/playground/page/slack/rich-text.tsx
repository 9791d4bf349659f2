import type { ReactNode } from 'react';
import { link } from '../shared/inline-parser.tsx';
import type { Element } from './block-types.ts';
import { useSlack } from './context.ts';
import { emoji } from './emoji.ts';

interface Run {
  type: string;
  text?: string;
  url?: string;
  name?: string;
  user_id?: string;
  channel_id?: string;
  range?: string;
  style?: { bold?: boolean; italic?: boolean; strike?: boolean; code?: boolean };
}

/** Sections, lists, quotes and code, with the inline elements that bots use. */
export function RichText({ elements }: { elements: readonly Element[] }): ReactNode {
  return elements.map((element, index) => <Part key={String(index)} element={element} />);
}

function Part({ element }: { element: Element }) {
  const children = element.elements ?? [];
  if (element.type === 'rich_text_list') {
    const items = children.map((each, index) => (
      <li key={String(index)}>
        <Runs runs={each.elements ?? []} />
      </li>
    ));
    return element.style === 'ordered' ? <ol className="s-list">{items}</ol> : <ul className="s-list">{items}</ul>;
  }
  const runs = <Runs runs={children} />;
  if (element.type === 'rich_text_preformatted') return <pre>{runs}</pre>;
  if (element.type === 'rich_text_quote') return <blockquote>{runs}</blockquote>;
  return <div className="s-section">{runs}</div>;
}

function Runs({ runs }: { runs: readonly unknown[] }): ReactNode {
  return (runs as readonly Run[]).map((run, index) => <Piece key={String(index)} run={run} />);
}

function Piece({ run }: { run: Run }): ReactNode {
  const { team } = useSlack().snapshot;
  switch (run.type) {
    case 'link':
      return link(run.url ?? '', run.text ?? run.url);
    case 'emoji':
      return emoji(run.name ?? '');
    case 'user':
      return (
        <span className="s-mention">@{team.users.find(({ id }) => id === run.user_id)?.realName ?? 'UPixel'}</span>
      );
    case 'channel':
      return <span className="s-mention">#{team.channels.find(({ id }) => id === run.channel_id)?.name}</span>;
    case 'broadcast':
      return <span className="s-mention">@{run.range}</span>;
    default:
      return styled(run.text ?? '', run.style ?? {});
  }
}

function styled(text: string, { bold, italic, strike, code }: NonNullable<Run['style']>): ReactNode {
  let shown: ReactNode = text;
  if (code) shown = <code>{shown}</code>;
  if (strike) shown = <s>{shown}</s>;
  if (italic) shown = <em>{shown}</em>;
  return bold ? <strong>{shown}</strong> : shown;
}
