import type { Export } from '#core/contract/pages/exports.ts';
import { type ListedExport, listExports, openByCode, openByPass } from '#core/privacy/export/read-exports.ts';
import { requestExport } from '#core/privacy/export/request-export.ts';
import type { ApiHandlers } from '../json/router.ts';

export const exportHandlers = {
  async requestExport({ deps, who }) {
    const { ticket, dueAt, isNew } = await requestExport(deps, {
      owner: { userId: who.user.userId },
      withCode: false,
      ...{ origin: 'web', proof: 'recent_sign_in' },
    });
    return { ticket, dueAt: dueAt.toISOString(), isNew };
  },

  async listExports({ deps, who }) {
    return { items: (await listExports(deps, { userId: who.user.userId })).map(presentExport) };
  },

  async openExport({ deps }, { body }) {
    const { pass, found } = await openByCode(deps, body.code);
    return { pass, export: presentExport(found) };
  },

  async seeExport({ deps }, { body }) {
    return { export: presentExport(await openByPass(deps, body.pass)) };
  },
} satisfies Partial<ApiHandlers>;

const presentExport = ({ id, state, createdAt, expiresAt, parts }: ListedExport): Export => ({
  ...{ id, state },
  createdAt: createdAt.toISOString(),
  expiresAt: expiresAt?.toISOString() ?? null,
  parts: parts.map(({ number, byteLength }) => ({ number, byteLength: Number(byteLength) })),
});
