import { type ByteReader, createReader } from '../../bytes.ts';
import { cutOff, ensure } from '../format-error.ts';
import { magics } from './numbers.ts';

export interface FileChunk {
  type: number;
  data: Uint8Array;
}

export interface FileFrame {
  ms: number;
  chunks: FileChunk[];
}

const endsEarly = cutOff('Aseprite file');

/** What stands at its beginning; `rest` is where the frames begin. @throws FormatError */
export function openAseprite(bytes: Uint8Array) {
  const rest = createReader(bytes, true, endsEarly);
  const isAseprite = bytes.length >= 6 && rest.bytes(4) && rest.u16() === magics.file;
  ensure(isAseprite, 'This is not an Aseprite file. Save the sprite as .aseprite and try again.');
  const [count, width, height, depth, flags] = [rest.u16(), rest.u16(), rest.u16(), rest.u16(), rest.u32()];
  rest.bytes(10);
  const clearIndex = rest.u8();
  rest.bytes(99);
  return { count, width, height, depth, flags, clearIndex, rest };
}

/** The next frame. @throws FormatError */
export function frameOf(from: ByteReader): FileFrame {
  from.u32();
  ensure(from.u16() === magics.frame, 'This Aseprite file is damaged: a frame does not begin as it should.');
  const [oldCount, ms] = [from.u16(), from.u16()];
  from.u16();
  const count = from.u32() || oldCount;
  const chunks: FileChunk[] = [];
  for (let number = 0; number < count; number += 1) {
    const size = from.u32();
    ensure(size >= 6, 'This Aseprite file is damaged: a part of it has no size.');
    chunks.push({ type: from.u16(), data: from.bytes(size - 6) });
  }
  // Old files have no times of frames.
  return { ms: ms || 100, chunks };
}

export const readerOf = ({ data }: FileChunk) => createReader(data, true, endsEarly);

export const textFrom = (from: ByteReader) => from.text(from.u16());
