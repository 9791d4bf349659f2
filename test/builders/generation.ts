import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { placeHashOf } from '#core/chat/place-hash.ts';
import type { Deps } from '#core/deps.ts';
import { sealPlaceId, sealWords } from '#core/keys/seal-words.ts';
import { defaultModel } from '#core/models/catalogue.ts';
import type { TestUser } from './user.ts';

export interface BuiltGeneration {
  id: string;
  /** In order of position. */
  assetIds: string[];
}

export interface GenerationShape {
  prompt?: string;
  /** The provider's id. */
  model?: string;
  images?: number;
  size?: string;
  createdAt?: Date;
  platform?: 'discord' | 'slack';
  teamId?: string;
  projectId?: string | null;
  hasReference?: boolean;
}

/** A picture whose bytes are stored as they are; its thumbnail is a placeholder unless one is given. */
export interface BuiltPicture {
  bytes: Buffer;
  thumbnail?: Buffer;
  width?: number;
  height?: number;
}

/** A finished request with stored images. Their files are placeholders unless `files` gives their contents. */
export async function buildGeneration(
  { db, storage, keys }: Pick<Deps, 'db' | 'storage' | 'keys'>,
  user: Pick<TestUser, 'walletId'> & { userId: string | null; identityId: string | null },
  shape: GenerationShape = {},
  files?: (position: number) => Buffer | BuiltPicture,
): Promise<BuiltGeneration> {
  const {
    prompt = 'a fox knight',
    model = defaultModel.id,
    images = 1,
    createdAt = new Date(),
    projectId = null,
    platform = 'discord',
    teamId = '',
  } = shape;
  const place = await sealPlaceId({ keys }, user, teamId);
  const words = await sealWords({ keys }, user, prompt);
  const id = randomUUID();
  const predictionId = randomUUID();
  const pictures = Array.from({ length: files ? images : 0 }, (_, position) => pictureOf(files?.(position)));
  const assets = Array.from({ length: images }, (_, position) => ({
    id: randomUUID(),
    generationId: id,
    predictionId,
    userId: user.userId,
    projectId,
    position,
    storageKey: `assets/${id}/${position}.png`,
    thumbnailKey: `assets/${id}/${position}.thumb.webp`,
    contentType: 'image/png',
    sha256: sha256Of(pictures[position]?.bytes),
    width: pictures[position]?.width ?? 64,
    height: pictures[position]?.height ?? 48,
    byteLength: pictures[position]?.bytes.length ?? 1,
    createdAt,
  }));
  await db.generation.create({
    data: {
      id,
      walletId: user.walletId,
      identityId: user.identityId,
      userId: user.userId,
      projectId,
      status: 'succeeded',
      model,
      prompt: words.readable,
      promptSealed: words.sealed,
      size: shape.size ?? 'square',
      format: 'best',
      count: images,
      seed: 41,
      inputImageKey: shape.hasReference ? 'references/one.png' : null,
      unitPrice: 1,
      stored: images,
      requestKey: id,
      priority: 1,
      createdAt,
      finishedAt: createdAt,
      predictions: { create: { id: predictionId, slot: 0, images, seed: 41, status: 'succeeded' } },
      delivery: {
        create: {
          status: 'delivered',
          // Whoever is of Discord had it brought there.
          askedAt: platform === 'discord' ? null : createdAt,
          target: {
            create: {
              platform,
              workspaceId: place.readable,
              workspaceIdSealed: place.sealed,
              workspaceIdHash: await placeHashOf({ keys }, { platform, externalId: teamId }),
              channelId: '1',
              userId: '2',
            },
          },
        },
      },
    },
  });
  await db.asset.createMany({ data: assets });
  for (const [position, { bytes, thumbnail }] of pictures.entries()) {
    const { storageKey = '', thumbnailKey = '' } = assets[position] ?? {};
    await storage.put(storageKey, bytes, { contentType: 'image/png', owner: user });
    await storage.put(thumbnailKey, thumbnail ?? bytes.subarray(0, 8), { contentType: 'image/webp', owner: user });
  }
  return { id, assetIds: assets.map((asset) => asset.id) };
}

function pictureOf(file: Buffer | BuiltPicture | undefined): BuiltPicture {
  if (file === undefined) return { bytes: Buffer.alloc(0) };
  return 'bytes' in file ? file : { bytes: file };
}

/** Of what has no bytes, another one for each. */
const sha256Of = (bytes: Buffer = randomBytes(32)) => createHash('sha256').update(bytes).digest('hex');
