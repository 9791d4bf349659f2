import type { ReactNode } from 'react';
import { PictureButton } from '../shared/picture.tsx';
import type { Element } from './block-types.ts';
import { ElementView } from './elements.tsx';
import { Text } from './mrkdwn.tsx';

/** The space that Slack gives the picture of a card. */
const heroRoom = { width: 220, height: 220 };

/** https://docs.slack.dev/reference/block-kit/blocks/card-block */
export function Card({ block, urlOf }: { block: Element; urlOf: (image: Element) => string }) {
  const { hero_image: hero, title, subtitle, body, actions = [] } = block;
  return (
    <article className="s-card">
      {hero && <PictureButton picture={{ url: urlOf(hero), alt: hero.alt_text ?? '' }} box={heroRoom} />}
      {title && (
        <strong>
          <Text text={title} />
        </strong>
      )}
      {subtitle && (
        <small>
          <Text text={subtitle} />
        </small>
      )}
      {body && (
        <p>
          <Text text={body} />
        </p>
      )}
      {actions.length > 0 && (
        <div className="s-actions">
          {actions.map((each, index) => (
            <ElementView key={each.action_id ?? String(index)} element={each} />
          ))}
        </div>
      )}
    </article>
  );
}

/** https://docs.slack.dev/reference/block-kit/blocks/container-block */
export function Container({ block: { title, subtitle }, children }: { block: Element; children: ReactNode }) {
  return (
    <section className="s-container">
      {title && (
        <strong>
          <Text text={title} />
        </strong>
      )}
      {subtitle && (
        <small>
          <Text text={subtitle} />
        </small>
      )}
      {children}
    </section>
  );
}
