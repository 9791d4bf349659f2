/** Discord's limits that our cards can reach, from its API reference. A card that exceeds one is cut or refused with a sentence. */
export const discordLimits = {
  /** Characters in all text of a message with components. */
  text: 4000,
  /** Components of a message in all, counting each container and its contents; pictures of a gallery do not count. */
  components: 40,
  buttonsPerRow: 5,
  buttonLabel: 80,
  /** A select: its placeholder, how many choices it has, and the label of each. */
  menuLabel: 150,
  choices: 25,
  choiceLabel: 100,
  /** A modal: its title, its number of fields, their labels, and the text in one. */
  modalTitle: 45,
  fields: 5,
  fieldLabel: 45,
  fieldDescription: 100,
  inputChars: 4000,
  /** Choices of a radio group; a checkbox group takes a single one as well. */
  leastInGroup: 2,
  mostInGroup: 10,
  altText: 1024,
  galleryImages: 10,
  /** Bytes of one file where nothing says more: an interaction does. https://docs.discord.com/developers/reference#uploading-files */
  fileBytes: 10 * 1024 * 1024,
  /** Bytes of all files of one request. */
  requestBytes: 25 * 1024 * 1024,
  autocompleteChoices: 25,
  /** Milliseconds that an interaction token is valid, minus some time for the request itself. */
  replyMs: 15 * 60 * 1000 - 10_000,
} as const;
