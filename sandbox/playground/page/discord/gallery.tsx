import { Icon } from '../shared/icon.tsx';
import { PictureButton, type Shown } from '../shared/picture.tsx';

/** The space Discord gives a single picture, but less high, because two chats share the screen here. */
const room = { width: 440, height: 340 };

/** One picture keeps its shape; several are in a grid, as in Discord. */
export function Gallery({ pictures }: { pictures: readonly Shown[] }) {
  return (
    <div className={`d-gallery count-${Math.min(pictures.length, 5)}`}>
      {pictures.map((picture) => (
        <PictureButton key={picture.url} picture={picture} box={room} />
      ))}
    </div>
  );
}

export function FileCard({ url, name, size }: { url: string; name: string; size: number }) {
  return (
    <p className="d-file">
      <Icon name="file" />
      <a href={url} download={name}>
        {name}
      </a>
      <small>{Math.max(1, Math.round(size / 1024))} kB</small>
    </p>
  );
}
