/** Discord's limits, as in its API reference. Sizes in characters unless the name says otherwise. */
export const limits = {
  /** https://discord.com/developers/docs/interactions/receiving-and-responding */
  acknowledgeMs: 3_000,
  interactionTokenMs: 15 * 60_000,
  userInstallFollowUps: 5,
  autocompleteChoices: 25,
  modalTitle: 45,
  modalComponents: 5,
  textInputValue: 4_000,
  textInputLabel: 45,
  textInputPlaceholder: 100,
  labelText: 45,
  labelDescription: 100,
  uploadedFiles: 10,

  content: 2_000,
  nonce: 25,
  /** `enforce_nonce` looks back "the past few minutes". */
  nonceMs: 5 * 60_000,
  embeds: 10,
  embedsTotal: 6_000,
  embedTitle: 256,
  embedDescription: 4_096,
  embedFields: 25,
  embedFieldName: 256,
  embedFieldValue: 1_024,
  embedFooter: 2_048,
  embedAuthor: 256,

  /** https://discord.com/developers/docs/components/reference */
  legacyRows: 5,
  rowWidth: 5,
  componentsInAll: 40,
  displayedText: 4_000,
  customId: 100,
  buttonLabel: 80,
  selectOptions: 25,
  selectText: 100,
  /** Of a radio group or a checkbox group. */
  groupOptions: 10,
  selectPlaceholder: 150,
  sectionTexts: 3,
  galleryItems: 10,
  mediaDescription: 1_024,

  /** Ids in `allowed_mentions.users`. */
  allowedMentions: 100,

  attachments: 10,
  attachmentDescription: 1_024,
  fileBytes: 10 * 1024 * 1024,
  requestBytes: 25 * 1024 * 1024,
  attachmentLinkMs: 24 * 3_600_000,
  /** Error 30046; Discord does not document the number, but bot authors measured three edits in 20 s per channel. */
  oldMessageMs: 3_600_000,
  oldMessageEdits: 3,
  oldMessageEditsMs: 20_000,

  /** https://discord.com/developers/docs/interactions/application-commands */
  commandsOfAType: { 1: 100, 2: 15, 3: 15 } as Record<number, number>,
  commandName: 32,
  commandDescription: 100,
  commandOptions: 25,
  commandChoices: 25,
  commandChoiceName: 100,
  commandText: 8_000,

  /** https://discord.com/developers/docs/topics/rate-limits */
  globalRequestsPerSecond: 50,
  /** https://discord.com/developers/docs/events/gateway#rate-limiting */
  gatewayEventsPerMinute: 120,
} as const;

export const flag = {
  suppressEmbeds: 1 << 2,
  ephemeral: 1 << 6,
  loading: 1 << 7,
  suppressNotifications: 1 << 12,
  componentsV2: 1 << 15,
} as const;
