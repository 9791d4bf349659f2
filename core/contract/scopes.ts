/** What an API key may be made for, each in the words of the page that makes one. A published one keeps its meaning. */
export const apiScopes = {
  read: { label: 'Read', does: 'see your pictures, requests, projects and credits' },
  make: { label: 'Make', does: 'make pictures with your credits, cancel requests, and put pictures in order' },
  share: { label: 'Share', does: 'show your pictures to whoever has a link, and end such links' },
  delete: { label: 'Delete', does: 'delete your pictures for good' },
  webhooks: {
    label: 'Webhooks',
    does: 'name addresses that are told how your requests end, see what was sent there, and remove them',
  },
} as const;

export type ApiScope = keyof typeof apiScopes;
export const apiScopeNames = Object.keys(apiScopes) as [ApiScope, ...ApiScope[]];

/** More than anybody needs, and few enough to know each. */
export const maxApiKeys = 20;

/** What a key begins with, so that people and programs that look for secrets recognize one. */
export const apiKeyPrefix = 'upx_';
