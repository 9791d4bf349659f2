import type { LinkPreview } from '#core/contract/pages/link-preview.ts';
import { platforms } from '#core/contract/platforms.ts';
import { creditsText } from '../../shell/credits.tsx';
import classes from './consequences.module.css';
import list from './list.module.css';

/** The consequences of linking, as a list. */
export function Consequences({ preview }: { preview: LinkPreview }) {
  const { identity, credits, secondTrialCredits, generations, assets } = preview;
  const chat = platforms[identity.platform].label;
  return (
    <div>
      <h2 className={classes.heading}>What linking does</h2>
      <ul className={list.list}>
        {credits > 0 && (
          <li>
            <strong>{creditsText(credits)}</strong> {credits === 1 ? 'comes' : 'come'} along to the account.
          </li>
        )}
        {secondTrialCredits > 0 && (
          <li>
            <strong>{creditsText(secondTrialCredits)}</strong> of a second trial{' '}
            {secondTrialCredits === 1 ? 'ends' : 'end'}: a trial counts once for each person.
          </li>
        )}
        {(generations > 0 || assets > 0) && <li>{comeAlong(generations, assets)}</li>}
        <li>From now on {chat} and this account share one balance and one gallery.</li>
        <li>
          We tell you by e-mail. You can undo it there, under Connections, or with{' '}
          <code>{platforms[identity.platform].typed('unlink')}</code> in chat.
        </li>
      </ul>
    </div>
  );
}

function comeAlong(generations: number, assets: number): string {
  const parts = [
    generations > 0 && count(generations, 'request', 'requests'),
    assets > 0 && count(assets, 'image', 'images'),
  ].filter((part) => part !== false);
  return `${parts.join(' and ')} ${generations + assets === 1 ? 'comes' : 'come'} along.`;
}

const count = (n: number, one: string, many: string) => `${n.toLocaleString('en')} ${n === 1 ? one : many}`;
