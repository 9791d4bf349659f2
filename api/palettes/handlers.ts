import type { OwnPalette } from '#core/contract/pages/palettes.ts';
import { deletePalette } from '#core/palettes/delete-palette.ts';
import { keepPalette } from '#core/palettes/keep-palette.ts';
import { type KeptPalette, listPalettes, readPalette } from '#core/palettes/list-palettes.ts';
import { renamePalette } from '#core/palettes/rename-palette.ts';
import { colourOfHex, hexOf } from '#core/pixel/colour/hex.ts';
import type { ApiHandlers } from '../json/router.ts';

export const paletteHandlers = {
  async listPalettes({ deps, who }) {
    return { items: (await listPalettes(deps, { userId: who.user.userId })).map(presentPalette) };
  },
  async createPalette({ deps, who }, { body: { name, colours, names } }) {
    const { userId } = who.user;
    const id = await keepPalette(deps, userId, { name, names, colours: colours.map(colourOf) });
    return presentPalette(await readPalette(deps, { id, userId }));
  },
  async renamePalette({ deps, who }, { params: { id }, body }) {
    const whose = { id, userId: who.user.userId };
    await renamePalette(deps, whose, body.name);
    return presentPalette(await readPalette(deps, whose));
  },
  async deletePalette({ deps, who }, { params: { id } }) {
    await deletePalette(deps, { id, userId: who.user.userId });
    return undefined;
  },
} satisfies Partial<ApiHandlers>;

/** Of a colour that the contract let in. */
const colourOf = (hex: string) => colourOfHex(hex)?.colour ?? 0;

const presentPalette = ({ colours, createdAt, ...row }: KeptPalette): OwnPalette => ({
  ...row,
  colours: colours.map(hexOf),
  createdAt: createdAt.toISOString(),
});
