import { randomBytes } from 'node:crypto';
import sharp from 'sharp';
import type { Deps } from '#core/deps.ts';
import { requestGeneration } from '#core/generations/request.ts';
import { settle } from '#core/generations/settlement.ts';
import { claimRuns } from '#core/generations/submission.ts';
import { giveCredits } from '#core/gifts/give.ts';
import { createProject } from '#core/projects/create-project.ts';
import { packPayment, pay } from '#test/builders/payment.ts';
import { buildImage, buildRequest } from '#test/builders/request.ts';
import { buildUser, type TestUser } from '#test/builders/user.ts';

/** Somebody of the drill, and what is theirs. */
export interface DrillPerson extends TestUser {
  /** Their words, each of which stands nowhere else. */
  words: string[];
  picture: Buffer;
}

/** An account with a linked identity, a project, bought credits and a picture, whose words are all made up for it. */
export async function makePerson(deps: Deps): Promise<DrillPerson> {
  const word = (of: string) => `${of}${randomBytes(8).toString('hex')}`;
  const user = await buildUser(deps);
  await pay(deps, packPayment(user, { credits: 500 }));
  const [prompt, project, style] = [word('prompt'), word('project'), word('style')];
  const picture = await drawPicture();
  await createProject(deps, user.userId, { name: project, defaults: { style } });
  await makePicture(deps, user, { prompt, picture });
  return { ...user, words: [prompt, project, style], picture };
}

const side = 256;

/** Noise, as a picture that can be decoded: the worker would take back any other. */
function drawPicture(): Promise<Buffer> {
  const channels = 3;
  return sharp(randomBytes(side * side * channels), { raw: { width: side, height: side, channels } })
    .png()
    .toBuffer();
}

/** With words that are the giver's. */
export async function give(deps: Deps, from: DrillPerson, to: DrillPerson): Promise<void> {
  const [message, fromName, toName] = ['words', 'giver', 'receiver'].map(
    (of) => `${of}${randomBytes(8).toString('hex')}`,
  );
  await giveCredits(deps, {
    requestKey: randomBytes(8).toString('hex'),
    fromIdentityId: from.identityId,
    toIdentityId: to.identityId,
    fromName: fromName ?? '',
    toName: toName ?? '',
    amount: 10,
    message: message ?? '',
  });
  from.words.push(message ?? '', fromName ?? '');
  to.words.push(toName ?? '');
}

/** A paid request that ended with this picture, as the worker does it. */
async function makePicture(
  deps: Deps,
  user: TestUser,
  { prompt, picture }: { prompt: string; picture: Buffer },
): Promise<void> {
  const { target: _, ...request } = buildRequest(user.identityId, { prompt });
  const generation = await requestGeneration(deps, request);
  const [run] = await claimRuns(deps, generation?.id ?? '');
  if (!run) throw new Error('The drill’s request was not accepted');
  const [storageKey, thumbnailKey] = [`assets/${user.userId}/one.png`, `assets/${user.userId}/one.webp`];
  for (const key of [storageKey, thumbnailKey])
    await deps.storage.put(key, picture, { contentType: 'image/png', owner: user });
  const image = { ...buildImage(0), storageKey, thumbnailKey, byteLength: picture.length, width: side, height: side };
  await settle(deps, { predictionId: run.predictionId, status: 'succeeded', assets: [image] });
}
