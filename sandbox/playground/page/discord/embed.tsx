import type { APIEmbed, APIEmbedImage } from 'discord-api-types/v10';
import { link } from '../shared/inline-parser.tsx';
import { PictureButton } from '../shared/picture.tsx';
import { useDiscord } from './context.ts';
import { Markdown } from './markdown.tsx';

export function Embed({ embed }: { embed: APIEmbed }) {
  const { snapshot } = useDiscord();
  const { author, title, url, description, fields = [], image, thumbnail, footer, color } = embed;
  return (
    <article className="d-embed" style={{ borderLeftColor: `#${(color ?? 0x1e1f22).toString(16).padStart(6, '0')}` }}>
      <div className="d-embed-body">
        {author && <p className="d-embed-author">{author.url ? link(author.url, author.name) : author.name}</p>}
        {title && <p className="d-embed-title">{url ? link(url, title) : title}</p>}
        {description && <Markdown text={description} world={snapshot} />}
        {fields.length > 0 && (
          <dl>
            {fields.map(({ name, value, inline }, index) => (
              <div key={String(index)} className={inline ? 'inline' : ''}>
                <dt>{name}</dt>
                <dd>
                  <Markdown text={value} world={snapshot} />
                </dd>
              </div>
            ))}
          </dl>
        )}
        {image && <PictureButton className="d-embed-image" picture={shown(image, title)} />}
        {footer && <p className="d-embed-footer">{footer.text}</p>}
      </div>
      {thumbnail && <PictureButton className="d-thumbnail" picture={shown(thumbnail, title)} />}
    </article>
  );
}

const shown = ({ url, width, height }: APIEmbedImage, alt = 'Picture') => ({ url, alt, width, height });
