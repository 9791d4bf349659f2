/** Slack's limits that our cards and modals can reach, from its Block Kit and method references. */
export const slackLimits = {
  /** Characters of a section; the reference gives no limit for rich text, so the same applies. */
  text: 3000,
  contextText: 2000,
  /** Blocks of a message. */
  blocks: 50,
  controlsPerBlock: 25,
  /** Labels of buttons and menu choices. With the longest words a message stays below the limit of some 13,200 characters in all. */
  labels: 100,
  buttonLabel: 75,
  buttonValue: 2000,
  /** A select's placeholder; each choice is an `optionText`. */
  menuLabel: 75,
  /** Choices of a select in a form, and of radio buttons or checkboxes. */
  choices: 100,
  mostInGroup: 10,
  /** Choices of a select in a message, where its placeholder counts as a label, too. */
  menuChoices: 99,
  /** Choices of an overflow menu. */
  overflowChoices: 5,
  tableColumns: 20,
  /** Including the header. */
  tableRows: 101,
  /** Rows that are seen before one leafs. */
  tablePage: 20,
  url: 3000,
  /** files.getUploadURLExternal refuses more with `alt_txt_too_large`. */
  altText: 1000,
  /** Bytes of one picture. Slack takes files up to 1 GB; pictures for a chat need not be larger than this. */
  fileBytes: 50 * 1024 * 1024,
  /** Bytes of all pictures of one message. Each is an upload of its own, without a limit together; more is slow to open. */
  messageBytes: 24 * 1024 * 1024,
  /** https://docs.slack.dev/reference/block-kit/blocks/image-block: png, jpg, jpeg and gif. */
  pictureTypes: ['image/png', 'image/jpeg', 'image/gif'],
  suggestions: 100,
  optionText: 75,
  /** https://docs.slack.dev/reference/block-kit/composition-objects/option-object */
  optionValue: 150,
  modalTitle: 24,
  modalButton: 24,
  /** Fields of a form: the blocks of a view. */
  inputs: 100,
  inputLabel: 2000,
  inputChars: 3000,
  /** Milliseconds that a response_url is valid, minus some time for the request itself. It accepts five answers. */
  replyMs: 30 * 60 * 1000 - 10_000,
} as const;
