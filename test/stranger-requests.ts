import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { EndpointName } from '#core/contract/pages/contract.ts';

/** Everything that Ada owns, and who else might want it. */
export interface Owned {
  asset: string;
  project: string;
  palette: string;
  recolouring: string;
  generation: string;
  identity: string;
  session: string;
  team: string;
  export: string;
  key: string;
  share: string;
  webhook: string;
  /** A delivery to it. */
  message: string;
  /** A link that she opened in her browser. */
  link: string;
}

/** What a stranger sends to reach for something of hers, and what they get: a status, a refusal's type, or this answer. */
export interface Reach {
  id?: () => string;
  query?: () => Record<string, string>;
  body?: () => Record<string, unknown>;
  refused: unknown;
}
/**
 * everybody: it is open, and names nothing of anybody's. session: it names nothing, and is about whoever is signed in; with what a
 * stranger sends, to see that it reaches nobody else. operators: api/admin has a test of each.
 */
type Concerns = 'everybody' | 'operators' | { session: object } | readonly Reach[];

/** Of a link that nobody was given. */
const invented = 'invented-0123456789-invented';
const mine = { session: {} };
const wish = () => ({ prompt: 'a fox', model: 'nano-banana', requestKey: randomUUID() });
export const recolouring = (assetIds: string[]) => ({
  ...{ name: 'Copies', paletteId: null, assetIds, requestKey: randomUUID() },
  swap: [{ from: '#000000', to: '#ffffff' }],
});
const edit = () => ({ tool: 'edit', instruction: 'at night', requestKey: randomUUID() });
const hindered = (type: string) => expect.objectContaining({ hindrances: [expect.objectContaining({ type })] });

/** Every endpoint; one that is missing here does not compile. `own`: what the stranger has. */
export function strangersRequests(
  hers: () => Owned,
  own: () => { picture: string; project: string },
): Record<EndpointName, Concerns> {
  const of = (kind: keyof Owned) => () => hers()[kind];
  const ids = () => ({ ids: [hers().asset] });
  /** With a picture of hers to start from. */
  const fromHers = () => ({ ...wish(), references: [{ from: 'asset', id: hers().asset }] });
  const fromHerRequest = () => ({ ...wish(), references: [{ from: 'request', id: hers().generation, number: 1 }] });

  return {
    getSession: 'everybody',
    getHome: mine,
    getMakeDefaults: mine,
    // What is wanted by somebody else’s key is a request of one’s own: api/make has the test.
    quoteImages: [
      { body: () => ({ ...wish(), projectId: hers().project }), refused: hindered('unknown_project') },
      { id: of('asset'), body: fromHers, refused: hindered('bad_reference') },
      { id: of('generation'), body: fromHerRequest, refused: hindered('bad_reference') },
    ],
    makeImages: [
      { body: () => ({ ...wish(), projectId: hers().project }), refused: 'unknown_project' },
      { id: of('asset'), body: fromHers, refused: 'bad_reference' },
      { id: of('generation'), body: fromHerRequest, refused: 'bad_reference' },
    ],
    listGenerations: mine,
    getGeneration: [{ id: of('generation'), refused: 404 }],
    makeAgain: [{ id: of('generation'), body: () => ({ requestKey: randomUUID() }), refused: 404 }],
    getTools: [{ id: of('asset'), refused: 404 }],
    listSendPlaces: mine,
    sendToPlace: [{ id: of('generation'), body: () => ({ placeId: hers().generation }), refused: 404 }],
    useTool: [
      { id: of('asset'), body: () => ({ tool: 'vary', requestKey: randomUUID() }), refused: 404 },
      {
        id: () => own().picture,
        body: () => ({ ...edit(), reference: { from: 'asset', id: hers().asset } }),
        refused: 'bad_reference',
      },
    ],
    makePixelArt: [
      {
        id: of('asset'),
        body: () => ({ requestKey: randomUUID(), reference: { from: 'asset', id: hers().asset } }),
        refused: 404,
      },
      {
        body: () => ({
          ...{ requestKey: randomUUID(), reference: { from: 'asset', id: own().picture } },
          palette: 'a palette of hers',
        }),
        refused: 'unknown_palette',
      },
    ],
    makePixelArtOtherwise: [
      { id: of('generation'), body: () => ({ requestKey: randomUUID(), palette: 'a palette of hers' }), refused: 404 },
    ],
    chooseCandidate: [{ id: of('asset'), refused: 404 }],
    getRecipe: [{ id: of('asset'), refused: 404 }],
    getRequestRecipe: [{ id: of('generation'), refused: 404 }],
    // api/make has the test: nothing of hers is uploaded here.
    deleteReference: [{ id: of('asset'), refused: 404 }],
    dismissShortfalls: [{ body: () => ({ id: hers().generation }), refused: 404 }],
    getStanding: 'everybody',
    getPreferences: mine,
    savePreferences: { session: { size: 'wide' } },
    cancelGeneration: [{ id: of('generation'), refused: 404 }],
    listAssets: [
      { query: () => ({ project: hers().project, place: hers().team }), refused: { items: [], next: null, total: 0 } },
    ],
    getAsset: [{ id: of('asset'), query: () => ({ project: hers().project, place: hers().team }), refused: 404 }],
    searchAssets: [
      {
        body: () => ({ project: hers().project, place: hers().team, q: 'lighthouse' }),
        refused: { items: [], next: null, total: 0 },
      },
    ],
    getFoundAsset: [
      { id: of('asset'), body: () => ({ project: hers().project, place: hers().team, q: 'lighthouse' }), refused: 404 },
    ],
    decideOffer: [{ id: of('asset'), body: () => ({ keeps: false }), refused: 404 }],
    renameAsset: [{ id: of('asset'), body: () => ({ title: 'Mine now' }), refused: 404 }],
    reduceAsset: [{ id: of('asset'), body: () => ({ to: { count: 2 }, dither: 'none' }), refused: 404 }],
    recolourAsset: [{ id: of('asset'), body: () => ({ swap: [{ from: '#000000', to: '#ffffff' }] }), refused: 404 }],
    moveAssets: [
      { body: () => ({ ...ids(), projectId: null }), refused: { moved: 0 } },
      { body: () => ({ ids: [own().picture], projectId: hers().project }), refused: 404 },
    ],
    deleteAssets: [{ body: ids, refused: { deleted: 0 } }],
    favourAssets: [{ body: () => ({ ...ids(), isFavourite: true }), refused: { changed: 0 } }],
    trashAssets: [{ body: ids, refused: { trashed: 0, links: 0 } }],
    restoreAssets: [{ body: ids, refused: { restored: 0 } }],
    listTrash: mine,
    emptyTrash: mine,
    listAssetPlaces: mine,
    downloadAssets: [{ body: ids, refused: 404 }],
    exportArt: [
      { body: () => ({ ...ids(), engine: 'godot' }), refused: 404 },
      { body: () => ({ projectId: hers().project, engine: 'godot' }), refused: 404 },
    ],
    listProjects: mine,
    createProject: { session: { name: 'Secret' } },
    updateProject: [
      { id: of('project'), body: () => ({ name: 'Mine now' }), refused: 404 },
      { id: () => own().project, body: () => ({ coverId: hers().asset }), refused: 404 },
      { id: () => own().project, body: () => ({ defaults: { paletteId: hers().palette } }), refused: 404 },
    ],
    deleteProject: [{ id: of('project'), refused: 404 }],
    eraseProject: [{ id: of('project'), refused: 404 }],
    recolourProject: [
      { id: of('project'), body: () => recolouring([hers().asset]), refused: 404 },
      { id: () => own().project, body: () => recolouring([hers().asset]), refused: 404 },
      {
        id: () => own().project,
        body: () => ({ ...recolouring([hers().asset]), paletteId: hers().palette }),
        refused: 404,
      },
      {
        id: () => own().project,
        body: () => ({ ...recolouring([own().picture]), requestKey: hers().recolouring }),
        refused: 404,
      },
    ],
    listRecolourings: [{ id: of('project'), refused: { items: [] } }],
    undoRecolouring: [{ id: of('recolouring'), refused: 404 }],
    listPalettes: mine,
    createPalette: { session: { name: 'Secret', colours: ['#1a2b3c'] } },
    renamePalette: [{ id: of('palette'), body: () => ({ name: 'Mine now' }), refused: 404 }],
    deletePalette: [{ id: of('palette'), refused: 404 }],
    createShare: [{ body: () => ({ ...ids(), requestKey: randomUUID() }), refused: 404 }],
    listShares: [{ query: () => ({ asset: hers().asset }), refused: { items: [], next: null } }],
    updateShare: [{ id: of('share'), body: () => ({ showsPrompt: true }), refused: 404 }],
    revokeShare: [{ id: of('share'), refused: 404 }],
    openShare: [{ body: () => ({ token: invented }), refused: 404 }],
    reportShare: [{ body: () => ({ token: invented, number: 1, reason: 'other' }), refused: 404 }],
    listLedger: mine,
    listIdentities: mine,
    unlinkIdentity: [{ id: of('identity'), refused: 404 }],
    openLink: [
      { body: () => ({ token: invented }), refused: 'bad_link' },
      { body: () => ({ token: hers().link }), refused: 'other_browser' },
      { body: () => ({ token: hers().link, browserKey: invented }), refused: 'other_browser' },
    ],
    confirmLink: [{ body: () => ({ token: hers().link, browserKey: invented }), refused: 'other_browser' }],
    undoLink: [{ body: () => ({ token: invented }), refused: 'bad_link' }],
    listSessions: mine,
    revokeSession: [{ id: of('session'), refused: 404 }],
    revokeOtherSessions: mine,
    listApiKeys: mine,
    createApiKey: { session: { name: 'Secret', scopes: ['read'] } },
    revokeApiKey: [{ id: of('key'), refused: 404 }],
    listWebhooks: mine,
    createWebhook: [
      // What is not public is nobody's to be told of; the address itself names nothing of hers().
      { body: () => ({ url: 'https://127.0.0.1/', events: ['generation.succeeded'] }), refused: 'bad_webhook_url' },
    ],
    updateWebhook: [{ id: of('webhook'), body: () => ({ isOn: false }), refused: 404 }],
    deleteWebhook: [{ id: of('webhook'), refused: 404 }],
    rotateWebhookSecret: [{ id: of('webhook'), refused: 404 }],
    testWebhook: [{ id: of('webhook'), refused: 404 }],
    listWebhookDeliveries: [{ id: of('webhook'), refused: 404 }],
    repeatWebhookDelivery: [{ id: of('message'), refused: 404 }],
    listModels: 'everybody',
    listPrices: 'everybody',
    getDeletion: mine,
    // Last of all: see below.
    beginDeletion: mine,
    readDeletion: [{ body: () => ({ token: invented }), refused: 404 }],
    stopDeletion: [
      { body: () => ({ token: invented }), refused: 'no_deletion' },
      { body: () => ({}), refused: 'no_deletion' },
    ],
    // A receipt is text that somebody has; it says nothing that is not in it.
    checkReceipt: [{ body: () => ({ receipt: invented }), refused: { receipt: null } }],
    getPrivacyContact: 'everybody',
    getPrivacyMap: 'everybody',
    getPrivacy: mine,
    askPrivacy: { session: { kind: 'other', words: 'What do you have?' } },
    setStatistics: { session: { objects: true } },
    notePolicies: { session: { how: 'accepted' } },
    getBilling: mine,
    openOffer: [
      { body: () => ({ item: 'pack-500', token: invented }), refused: 'bad_pay_link' },
      { body: () => ({ item: 'pack-500', team: hers().team }), refused: 404 },
    ],
    beginCheckout: [
      { body: () => ({ item: 'pack-500', token: invented }), refused: 'bad_pay_link' },
      { body: () => ({ item: 'pack-500', team: hers().team }), refused: 404 },
    ],
    // To whoever knows its id, which is whoever paid.
    getCheckout: [{ id: randomUUID, refused: 404 }],
    openPortal: mine,
    requestExport: mine,
    listExports: mine,
    openExport: [{ body: () => ({ code: 'AAAA-BBBB-CCCC' }), refused: 404 }],
    seeExport: [{ body: () => ({ pass: invented }), refused: 404 }],
    adminGetUsage: 'operators',
    adminListRequests: 'operators',
    adminOpenRequest: 'operators',
    adminEndRequest: 'operators',
    adminCarryOut: 'operators',
    adminFind: 'operators',
    adminGetWallet: 'operators',
    adminListLedger: 'operators',
    adminListActions: 'operators',
    adminListErasures: 'operators',
    adminListRetention: 'operators',
    adminCredit: 'operators',
    adminRefund: 'operators',
    adminListReports: 'operators',
    adminLookAtReport: 'operators',
    adminEndReports: 'operators',
    adminBlockPlace: 'operators',
    adminGetRules: 'operators',
    adminChangeTerm: 'operators',
    adminSetLimits: 'operators',
    adminBlock: 'operators',
    adminBlockGuest: 'operators',
    getTeam: [{ id: of('team'), refused: 404 }],
    getTeamSpending: [{ id: of('team'), refused: 404 }],
    getTeamSettings: [{ id: of('team'), refused: 404 }],
    setTeamSettings: [
      { id: of('team'), body: () => ({ groupIds: [], guestsMaySpend: true, memberCap: null }), refused: 404 },
    ],
    getAssetTeam: [{ id: of('asset'), refused: { team: null } }],
    setAssetTeam: [
      { id: of('asset'), body: () => ({ isShared: true }), refused: 404 },
      { id: of('asset'), body: () => ({ isShared: false }), refused: 404 },
    ],
    listTeamAssets: [{ id: of('team'), refused: 404 }],
    takeTeamAsset: [{ id: of('team'), body: () => ({ assetId: hers().asset }), refused: 404 }],
    openTeamPortal: [{ id: of('team'), refused: 404 }],
    exportTeam: [{ id: of('team'), refused: 404 }],
    getTeamDeletion: [{ id: of('team'), refused: 404 }],
    deleteTeamData: [{ id: of('team'), refused: 404 }],
  };
}
