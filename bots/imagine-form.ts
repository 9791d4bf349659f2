import { findGuest, type Guest } from '#core/accounts/identify.ts';
import type { Filled } from '#core/chat/card/form.ts';
import { usualFor } from '#core/generations/usual.ts';
import { defaultModel, findImageModel } from '#core/models/catalogue.ts';
import { type ImageModel, sizeOfText, type WantedSize } from '#core/models/define-model.ts';
import { unitPriceOf } from '#core/models/plan.ts';
import { hasProjects } from '#core/projects/has-projects.ts';
import { projectHere } from '#core/projects/project-here.ts';
import { mayBePaid } from '#core/teams/may-be-paid.ts';
import type { Asker, FormCosts } from './define-command.ts';
import { countOf, isCount, leastCount, mostCount, picturesGiven } from './image-options.ts';

/** What a request costs by its form's model, size and count. */
export const imagineCosts: FormCosts = {
  decidedBy: ['model', 'size', 'count'],
  of: ({ model: name, size: typed, count, ...given }, who) => ({
    ...priceEach(
      findImageModel(typeof name === 'string' ? name : usualFor(who).model) ?? defaultModel,
      typeof typed === 'string' ? sizeOfText(typed) : undefined,
      picturesGiven(given),
    ),
    count: countOf(count),
    fault: isCount(count) ? undefined : `It makes ${leastCount} to ${mostCount} images at once.`,
  }),
};

/** A form that takes pictures says what more of them cost: a chat does not tell while somebody adds them. */
function priceEach(model: ImageModel, size: WantedSize | undefined, pictures: number) {
  const each = unitPriceOf(model, size, pictures);
  return { each, further: unitPriceOf(model, size, Math.max(1, pictures) + 1) - each };
}

/**
 * What the form of /imagine begins with: what the person would get if they named nothing. Without *Pay* where no team's wallet is there for them, and without
 * *Project* where they have none.
 */
export async function opensImagine(asker: Asker): Promise<{ filled: Filled; without: readonly string[] }> {
  const { deps, user, team } = asker;
  const [who, canPay] = await Promise.all([
    findGuest(deps, user, team && { place: team, channelIds: [] }),
    // While the chat does not say, they are asked: the request says what came of it.
    team ? mayBePaid(deps, team).catch(() => true) : false,
  ]);
  const [project, hasSome] = await Promise.all([projectOf(asker, who), ownsProjects(asker, who)]);
  const { model, size, format = 'best' } = usualFor(who, project);
  const isPrivate = who?.prefers?.resultsFor === 'me' ? 'yes' : 'no';
  return {
    filled: { model, size, format, count: 1, private: isPrivate, ...(project ? { project: project.name } : {}) },
    without: [...(canPay ? [] : ['pay']), ...(hasSome ? [] : ['project'])],
  };
}

const projectOf = ({ deps, target }: Asker, who: Guest | undefined) =>
  target && who?.usesProjects && who.userId !== null ? projectHere(deps, who.userId, target) : null;

const ownsProjects = ({ deps }: Asker, who: Guest | undefined) =>
  who && who.userId !== null ? hasProjects(deps, who.userId) : false;
