import type { ReactNode } from 'react';
import type { SlackBlock } from '#sandbox/slack/shapes.ts';
import { PictureButton } from '../shared/picture.tsx';
import { asElements, type Element } from './block-types.ts';
import { Card, Container } from './cards.tsx';
import { useSlack } from './context.ts';
import { ElementView } from './elements.tsx';
import { Emojis, Mrkdwn, Text } from './mrkdwn.tsx';
import { RichText } from './rich-text.tsx';
import { useSurface } from './surface.ts';
import { type Cell, Table } from './table.tsx';

/** https://docs.slack.dev/reference/block-kit/blocks */
export function Blocks({ blocks }: { blocks: readonly SlackBlock[] }) {
  return asElements(blocks).map((block, index) => <Block key={block.block_id ?? String(index)} block={block} />);
}

function Block({ block }: { block: Element }): ReactNode {
  const show = shows[block.type];
  return show ? show(block) : <p className="s-unknown">The playground cannot show a block of type “{block.type}”.</p>;
}

const shows: Record<string, (block: Element) => ReactNode> = {
  header: ({ text }) => <p className="s-header">{text && <Emojis text={text.text} />}</p>,
  divider: () => <hr />,
  section: (block) => <Section block={block} />,
  context: ({ elements = [] }) => (
    <div className="s-context">
      {elements.map((each, index) => (
        <span key={String(index)}>
          {each.type === 'image' ? <SmallImage image={each} /> : <Text text={textObject(each)} />}
        </span>
      ))}
    </div>
  ),
  actions: ({ elements = [] }) => (
    <div className="s-actions">
      {elements.map((each, index) => (
        <ElementView key={each.action_id ?? String(index)} element={each} />
      ))}
    </div>
  ),
  image: (block) => <ImageBlock block={block} />,
  rich_text: ({ elements = [] }) => <RichText elements={elements} />,
  markdown: (block) => <p className="s-section">{String(block.text)}</p>,
  input: (block) => <InputBlock block={block} />,
  table: (block) => <Table rows={block.rows as Cell[][]} />,
  data_table: (block) => <Table rows={block.rows as Cell[][]} caption={String(block.caption)} />,
  alert: (block) => (
    <p className={`s-alert ${String(block.level ?? 'default')}`} role="alert">
      {block.text && <Text text={block.text} />}
    </p>
  ),
  card: (block) => <Card block={block} urlOf={pictureUrl} />,
  carousel: ({ elements = [] }) => (
    <div className="s-carousel">
      {elements.map((each, index) => (
        <Card key={each.block_id ?? String(index)} block={each} urlOf={pictureUrl} />
      ))}
    </div>
  ),
  container: (block) => (
    <Container block={block}>
      <Blocks blocks={block.child_blocks ?? []} />
    </Container>
  ),
};

/** A context element is a text object itself. */
const textObject = (element: Element) => element as unknown as { type: string; text: string };

function Section({ block: { text, fields = [], accessory } }: { block: Element }) {
  return (
    <div className="s-section">
      <div>
        {text && (
          <div>
            <Text text={text} />
          </div>
        )}
        {fields.length > 0 && (
          <div className="s-fields">
            {fields.map((field, index) => (
              <div key={String(index)}>
                <Text text={field} />
              </div>
            ))}
          </div>
        )}
      </div>
      {accessory &&
        (accessory.type === 'image' ? <Accessory image={accessory} /> : <ElementView element={accessory} />)}
    </div>
  );
}

/** The URL of the picture in an image block or element. */
const pictureUrl = ({ image_url, slack_file }: Element) => image_url ?? `/slack/files/${fileIdOf(slack_file)}/picture`;

/** From its id, or from its private link, which contains the id. */
const fileIdOf = (file: Element['slack_file']) => file?.id ?? /-(F[A-Z0-9]+)\//.exec(file?.url ?? '')?.[1] ?? '';

function SmallImage({ image }: { image: Element }) {
  return <img src={pictureUrl(image)} alt={image.alt_text ?? ''} width={20} height={20} />;
}

function Accessory({ image }: { image: Element }) {
  return (
    <PictureButton
      className="s-accessory"
      picture={{ url: pictureUrl(image), alt: image.alt_text ?? '', width: 88, height: 88 }}
    />
  );
}

/** The space that Slack gives a picture. */
export const pictureRoom = { width: 360, height: 340 };

function ImageBlock({ block }: { block: Element }) {
  const { snapshot } = useSlack();
  const { title, alt_text: alt = '', image_width, image_height, slack_file } = block;
  const file = snapshot.files[fileIdOf(slack_file)];
  return (
    <figure className="s-image">
      {title && (
        <figcaption>
          <Text text={title} />
        </figcaption>
      )}
      <PictureButton
        picture={{
          url: pictureUrl(block),
          alt,
          width: image_width ?? file?.width,
          height: image_height ?? file?.height,
        }}
        box={pictureRoom}
      />
    </figure>
  );
}

/** The app's error for a field replaces its hint. */
function InputBlock({ block }: { block: Element }) {
  const { element, label, hint, optional, block_id = '' } = block;
  const { form } = useSurface();
  const error = form?.errors[block_id];
  if (!element) return null;
  const id = `field-${block_id}`;
  return (
    <div className={`s-input ${error ? 'wrong' : ''}`}>
      <label htmlFor={id}>
        {label && <Emojis text={label.text} />}
        {optional && <span className="s-optional"> (optional)</span>}
      </label>
      <ElementView
        element={block.dispatch_action ? { ...element, dispatch_action: true } : element}
        fieldId={id}
        describedBy={`${id}-note`}
        isWrong={error !== undefined}
        label={label?.text ?? ''}
      />
      <small id={`${id}-note`} role={error ? 'alert' : undefined}>
        {error ?? (hint ? <Mrkdwn text={hint.text} /> : '')}
      </small>
    </div>
  );
}
