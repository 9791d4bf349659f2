import { planName } from '#core/billing/plans.ts';
import { readOwnAccount } from '#core/credits/read-own-account.ts';
import { mostImagesOf, shapesOf } from '#core/models/define-model.ts';
import type { Sides } from '#core/models/exact-size.ts';
import { modelsOnMenu } from '#core/models/menu.ts';
import { isPixelArt } from '#core/models/pixel-art.ts';
import { notFound } from '#core/not-found.ts';
import { listProjects } from '#core/projects/list-projects.ts';
import type { V1Handlers } from './handler.ts';

export const aboutHandlers = {
  async listModels({ deps }) {
    const models = await modelsOnMenu(deps);
    return {
      items: models.map((model) => ({
        name: model.name,
        label: model.label,
        description: model.description,
        price: model.priceCredits,
        typicalSeconds: model.typicalSeconds,
        isPixelArt: isPixelArt(model.id),
        sizes: [...shapesOf(model)],
        exactSizes: model.exact ? presentSides(model.exact) : null,
        maxReferences: mostImagesOf(model),
        takesStrength: model.acceptsStrength === true,
        takesNegativePrompt: model.acceptsNegativePrompt === true,
        takesSeed: model.hasSeed,
        maxPromptLength: model.maxPromptChars ?? null,
        presets: [...(model.pixel?.presets ?? [])],
        presetSizes: Object.entries(model.pixel?.of ?? {}).flatMap(([preset, { sides }]) =>
          sides ? [{ preset, ...presentSides(sides) }] : [],
        ),
      })),
    };
  },

  async getCredits({ deps, who }) {
    const account = await readOwnAccount(deps, who.user);
    if (!account) throw notFound('There is no such account');
    return { balance: account.balance, onHold: account.onHold, plan: planName(account.plan) };
  },

  async listProjects({ deps, who }) {
    const projects = await listProjects(deps, { userId: who.user.userId });
    return {
      items: projects.map(({ id, name, archivedAt, assetCount, createdAt }) => ({
        id,
        name,
        isArchived: archivedAt !== null,
        assetCount,
        createdAt: createdAt.toISOString(),
      })),
    };
  },
} satisfies Partial<V1Handlers>;

const presentSides = ({ min, max, step, isSquare }: Sides) => ({ min, max, step, isSquare: isSquare === true });
