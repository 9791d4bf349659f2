export type ByteWriter = ReturnType<typeof createWriter>;
export type ByteReader = ReturnType<typeof createReader>;

/** Numbers of two and four bytes are written as the format has them: PNG's and Adobe's are big endian, all others' little. */
export function createWriter(isLittleEndian: boolean) {
  let room = new Uint8Array(1_024);
  let view = new DataView(room.buffer);
  let length = 0;
  const next = (bytes: number) => {
    if (length + bytes > room.length) {
      const larger = new Uint8Array(Math.max(room.length * 2, length + bytes));
      larger.set(room);
      room = larger;
      view = new DataView(room.buffer);
    }
    length += bytes;
    return length - bytes;
  };
  // What makes room may replace it: it comes first.
  const writer = {
    u8(value: number) {
      const at = next(1);
      room[at] = value;
    },
    u16(value: number) {
      const at = next(2);
      view.setUint16(at, value, isLittleEndian);
    },
    u32(value: number) {
      const at = next(4);
      view.setUint32(at, value, isLittleEndian);
    },
    f32(value: number) {
      const at = next(4);
      view.setFloat32(at, value, isLittleEndian);
    },
    bytes(bytes: Uint8Array) {
      const at = next(bytes.length);
      room.set(bytes, at);
    },
    zeros(count: number) {
      const at = next(count);
      room.fill(0, at, at + count);
    },
    /** UTF-8; names of chunks are ASCII. */
    text(text: string) {
      writer.bytes(new TextEncoder().encode(text));
    },
    /** UTF-16, with the zero at its end. */
    utf16(text: string) {
      for (let unit = 0; unit < text.length; unit += 1) writer.u16(text.charCodeAt(unit));
      writer.u16(0);
    },
    /** Red, green, blue. */
    colour(colour: number) {
      writer.u8(colour >>> 16);
      writer.u8((colour >>> 8) & 0xff);
      writer.u8(colour & 0xff);
    },
    /** A copy of what was written so far. */
    done: () => room.slice(0, length),
  };
  return writer;
}

/** Reads from front to back. @param cutOff what is thrown past the end */
export function createReader(bytes: Uint8Array, isLittleEndian: boolean, cutOff: () => Error) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  const next = (count: number) => {
    if (at + count > bytes.length) throw cutOff();
    at += count;
    return at - count;
  };
  const reader = {
    /** How many bytes are left. */
    left: () => bytes.length - at,
    u8: () => view.getUint8(next(1)),
    u16: () => view.getUint16(next(2), isLittleEndian),
    i16: () => view.getInt16(next(2), isLittleEndian),
    u32: () => view.getUint32(next(4), isLittleEndian),
    f32: () => view.getFloat32(next(4), isLittleEndian),
    /** Not a copy. */
    bytes(count: number) {
      const from = next(count);
      return bytes.subarray(from, from + count);
    },
    text: (count: number): string => new TextDecoder().decode(reader.bytes(count)),
    /** UTF-16 of so many units, without the zero at its end. */
    utf16(units: number): string {
      const text = Array.from({ length: units }, () => String.fromCharCode(reader.u16())).join('');
      return text.replace(/\0+$/, '');
    },
    colour: (): number => (reader.u8() << 16) | (reader.u8() << 8) | reader.u8(),
  };
  return reader;
}

/** One after the other. */
export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((total, { length }) => total + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
