import {
  type APIActionRowComponent,
  type APIComponentInContainer,
  type APIComponentInMessageActionRow,
  type APIMessageTopLevelComponent,
  type APISectionAccessoryComponent,
  ComponentType,
} from 'discord-api-types/v10';
import { PictureButton } from '../shared/picture.tsx';
import { Button } from './button.tsx';
import { useDiscord } from './context.ts';
import { FileCard, Gallery } from './gallery.tsx';
import { Markdown } from './markdown.tsx';
import { Select } from './select.tsx';

type Any = APIMessageTopLevelComponent | APIComponentInContainer | APISectionAccessoryComponent;

/** https://discord.com/developers/docs/components/reference */
function Component({ component, messageId }: { component: Any; messageId: string }) {
  const { snapshot } = useDiscord();
  switch (component.type) {
    case ComponentType.Container: {
      const { accent_color: accent, components } = component;
      const style =
        typeof accent === 'number' ? { borderLeftColor: `#${accent.toString(16).padStart(6, '0')}` } : undefined;
      return (
        <div className={`d-container ${style ? 'accented' : ''}`} style={style}>
          <Components components={components} messageId={messageId} />
        </div>
      );
    }
    case ComponentType.TextDisplay:
      return <Markdown text={component.content} world={snapshot} />;
    case ComponentType.MediaGallery:
      return (
        <Gallery
          pictures={component.items.map(({ media, description }) => ({
            url: media.url,
            alt: description ?? '',
            width: media.width ?? undefined,
            height: media.height ?? undefined,
          }))}
        />
      );
    case ComponentType.Section:
      return (
        <div className="d-section">
          <div>
            {component.components.map((each) => (
              <Markdown key={each.id} text={each.content} world={snapshot} />
            ))}
          </div>
          <Component component={component.accessory} messageId={messageId} />
        </div>
      );
    case ComponentType.Thumbnail:
      return (
        <PictureButton
          className="d-thumbnail"
          picture={{ url: component.media.url, alt: component.description ?? '', width: 85, height: 85 }}
        />
      );
    case ComponentType.Separator:
      return component.divider === false ? (
        <div className={`d-gap-${component.spacing ?? 1}`} />
      ) : (
        <hr className={`d-gap-${component.spacing ?? 1}`} />
      );
    case ComponentType.File:
      return <FileCard url={component.file.url} name={component.name ?? 'file'} size={component.size ?? 0} />;
    case ComponentType.ActionRow:
      return <Row row={component} messageId={messageId} />;
    case ComponentType.Button:
      return <Button button={component} messageId={messageId} />;
  }
}

export function Components({ components, messageId }: { components: readonly Any[]; messageId: string }) {
  return components.map((each, index) => (
    <Component key={each.id ?? String(index)} component={each} messageId={messageId} />
  ));
}

function Row({ row, messageId }: { row: APIActionRowComponent<APIComponentInMessageActionRow>; messageId: string }) {
  return (
    <div className="d-row">
      {row.components.map((each, index) =>
        each.type === ComponentType.Button ? (
          <Button key={each.id ?? String(index)} button={each} messageId={messageId} />
        ) : (
          <Select key={each.custom_id} select={each} messageId={messageId} />
        ),
      )}
    </div>
  );
}
