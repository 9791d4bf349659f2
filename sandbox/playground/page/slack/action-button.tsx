import { useState } from 'react';
import { Dialog } from '../shared/dialog.tsx';
import type { Element } from './block-types.ts';
import { Emojis, Text } from './mrkdwn.tsx';
import { useSurface } from './surface.ts';

export function ActionButton({ element }: { element: Element }) {
  const surface = useSurface();
  const [isAsking, setAsking] = useState(false);
  const { text, style = '', url, confirm, action_id: actionId = '' } = element;
  const press = () => surface.act(actionId, {});
  const label = text && <Emojis text={text.text} />;
  if (url)
    return (
      // A link button opens its page, and the app still gets the press.
      <a className={`s-button ${style}`} href={url} target="_blank" rel="noreferrer" onClick={press}>
        {label}
      </a>
    );
  return (
    <>
      <button type="button" className={`s-button ${style}`} onClick={confirm ? () => setAsking(true) : press}>
        {label}
      </button>
      {confirm && isAsking && (
        <Dialog label={confirm.title.text} className="s-modal s-confirm" onClose={() => setAsking(false)}>
          <h3>{confirm.title.text}</h3>
          <div className="s-modal-body">
            <Text text={confirm.text} />
          </div>
          <div className="s-modal-buttons">
            <button type="button" className="s-button" onClick={() => setAsking(false)}>
              {confirm.deny.text}
            </button>
            <button
              type="button"
              className="s-button primary"
              onClick={() => {
                setAsking(false);
                press();
              }}
            >
              {confirm.confirm.text}
            </button>
          </div>
        </Dialog>
      )}
    </>
  );
}
