import { Icon } from '../shared/icon.tsx';
import { PictureButton, type Shown } from '../shared/picture.tsx';

/** What Discord gives a single picture, with less height, as two chats share the screen here. */
const room = { width: 440, height: 340 };

/** One picture keeps its shape; several stand in a grid, as Discord lays them out. */
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
