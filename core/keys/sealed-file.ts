import { randomBytes } from 'node:crypto';
import { Transform } from 'node:stream';
import { closeInPieces, closeWith, nonceBytes, openWith, tagBytes } from './aead.ts';
import { type DataKey, derive } from './data-key.ts';
import { bytesOfId, idAt, idBytes } from './id-bytes.ts';

/**
 * A sealed file: a head, then pieces of 64 KiB, each with a tag of its own that binds its number and whether it is the last (STREAM, Hoang et al. 2015).
 * So it can be sent while it is read, nothing is sent that was not verified, and a file that was cut is noticed.
 */
const magic = Buffer.from('UPX1');
const saltBytes = 16;
export const headBytes = magic.length + idBytes + saltBytes;
const pieceBytes = 64 * 1024;
const sealedPieceBytes = pieceBytes + tagBytes;

/** Every piece has its own: its number, and 1 for the last. The key is this file's alone, so no nonce is used twice. */
function nonceOf(piece: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(nonceBytes);
  nonce.writeUInt32BE(piece, nonceBytes - 5);
  nonce.writeUInt8(isLast ? 1 : 0, nonceBytes - 1);
  return nonce;
}

/** One key for each file, bound to its name: a file put in another's place does not open. */
const fileKey = (key: DataKey, salt: Uint8Array, name: string) => derive(key.file, salt, `upixel file 1 ${name}`);

const noContext = Buffer.alloc(0);

/** Seals a file that is stored under this name, and returns it in pieces. It grows by 36 bytes, and 16 for each 64 KiB. */
export function sealFile(key: DataKey, name: string, plain: Uint8Array): Buffer[] {
  const salt = randomBytes(saltBytes);
  const secret = fileKey(key, salt, name);
  const pieces = Math.max(1, Math.ceil(plain.length / pieceBytes));
  const sealed = Array.from({ length: pieces }, (_, piece) => {
    const open = plain.subarray(piece * pieceBytes, (piece + 1) * pieceBytes);
    return closeInPieces(secret, nonceOf(piece, piece === pieces - 1), open, noContext);
  });
  return [magic, bytesOfId(key.id), salt, ...sealed.flat()];
}

/** The same for a file of unknown length: head and pieces come out as the plain bytes go in. */
export function sealingStream(key: DataKey, name: string): Transform {
  const salt = randomBytes(saltBytes);
  const secret = fileKey(key, salt, name);
  let piece = 0;
  let waiting: Buffer = Buffer.alloc(0);
  const closePiece = (plain: Uint8Array, isLast: boolean) =>
    closeWith(secret, nonceOf(piece++, isLast), plain, noContext);
  const sealing = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      waiting = waiting.length === 0 ? chunk : Buffer.concat([waiting, chunk]);
      // Which piece is the last shows only at the end.
      while (waiting.length > pieceBytes) {
        this.push(closePiece(waiting.subarray(0, pieceBytes), false));
        waiting = waiting.subarray(pieceBytes);
      }
      done();
    },
    flush: (done) => done(null, closePiece(waiting, true)),
  });
  sealing.push(Buffer.concat([magic, bytesOfId(key.id), salt]));
  return sealing;
}

/** The id of the key that sealed it; undefined if it is not sealed: no picture begins so. */
export function keyOfFile(head: Uint8Array): string | undefined {
  if (head.length < headBytes || !magic.equals(head.subarray(0, magic.length))) return undefined;
  return idAt(head, magic.length);
}

/** Opens the pieces that come after the head. @throws Error, before anything that does not verify is passed on */
export function openingStream(key: DataKey, name: string, head: Uint8Array): Transform {
  const secret = fileKey(key, head.subarray(headBytes - saltBytes, headBytes), name);
  let piece = 0;
  let waiting: Buffer = Buffer.alloc(0);
  const openPiece = (sealed: Uint8Array, isLast: boolean) =>
    openWith(secret, nonceOf(piece++, isLast), sealed, noContext);
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      try {
        waiting = waiting.length === 0 ? chunk : Buffer.concat([waiting, chunk]);
        // Which piece is the last shows only when the file ends.
        while (waiting.length > sealedPieceBytes) {
          this.push(openPiece(waiting.subarray(0, sealedPieceBytes), false));
          waiting = waiting.subarray(sealedPieceBytes);
        }
        done();
      } catch (error) {
        done(error instanceof Error ? error : new Error(String(error)));
      }
    },
    flush(done) {
      try {
        if (waiting.length < tagBytes) throw new Error('The file was cut');
        const last = openPiece(waiting, true);
        done(null, last.length > 0 ? last : undefined);
      } catch (error) {
        done(error instanceof Error ? error : new Error(String(error)));
      }
    },
  });
}

/** Opens a whole file. @throws Error if it was cut or changed, or stood under another name */
export function openFile(key: DataKey, name: string, sealed: Buffer): Buffer {
  const secret = fileKey(key, sealed.subarray(headBytes - saltBytes, headBytes), name);
  const body = sealed.subarray(headBytes);
  const pieces = Math.max(1, Math.ceil(body.length / sealedPieceBytes));
  return Buffer.concat(
    Array.from({ length: pieces }, (_, piece) =>
      openWith(
        secret,
        nonceOf(piece, piece === pieces - 1),
        body.subarray(piece * sealedPieceBytes, (piece + 1) * sealedPieceBytes),
        noContext,
      ),
    ),
  );
}
