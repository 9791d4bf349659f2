interface BrowserStore {
  what: string;
  /** How long it lives. */
  life: string;
  /** Why nothing works without it. */
  essential: string;
}

/** Cookies by their name, without the prefixes `__Host-` and `__Secure-`, which they have with https. */
export const cookies = {
  'upixel.session_token': {
    what: 'a random number, signed',
    life: '30 days after the last use; gone at sign-out',
    essential: 'keeps somebody signed in',
  },
  'upixel.browser': {
    what: 'a random number, and for each of five accounts a mark that only we can make',
    life: '400 days after the last sign-in',
    essential: 'lets the owner of an account go on in their browser while others guess its password',
  },
  'upixel.state': {
    what: 'a random number, signed',
    life: '5 minutes',
    essential: 'proves that a sign-in by Discord or Slack ends in the browser where it began',
  },
  'slack-app-oauth-state': {
    what: 'a random number, signed',
    life: '10 minutes',
    essential: 'proves that an install of the Slack app ends in the browser where it began',
  },
} as const satisfies Record<string, BrowserStore>;

/** Kept by our pages, read by nobody else. `in` is the only file that writes it. */
export const browserStorage = {
  'upixel.link': {
    what: 'the link from chat that is being confirmed',
    life: '10 minutes',
    essential: 'linking goes on after registering in another tab',
    in: 'web/client/link-box.ts',
  },
  'upixel.<page>': {
    what: 'the secret of a mail’s link',
    life: 'until the tab is closed, or it is used',
    essential: 'a reload does not lose it',
    in: 'web/client/use-address-secret.ts',
  },
  'upixel.keys': {
    what: 'that letters alone do nothing on the page of an image',
    life: 'until sign-out, or until it is turned on again',
    essential: 'who dictates is not misunderstood',
    in: 'web/viewer/letter-keys.ts',
  },
  'upixel.draft': {
    what: 'what is written on the page Make and not sent yet',
    life: 'until the tab is closed, or somebody signs out',
    essential: 'a reload, or a connection that is lost, loses nothing of it',
    in: 'web/pages/make/draft-box.ts',
  },
  'upixel.begun': {
    what: 'which requests were begun on the page of which image, by their ids',
    life: 'until the tab is closed, or somebody signs out',
    essential: 'a reload shows again how far they are',
    in: 'web/pages/asset/begun-box.ts',
  },
  'upixel.gallery': {
    what: 'how large the images of the gallery are shown, and whether they are grouped',
    life: 'until signing out',
    essential: 'the gallery looks as it was left',
    in: 'web/pages/gallery/view.ts',
  },
  'upixel.pixels': {
    what: 'what is behind clear pixels, and whether lines are drawn between pixels',
    life: 'until signing out',
    essential: 'pixel art looks as it was left',
    in: 'web/pixels/settings.ts',
  },
  'upixel.unsent': {
    what: 'what was typed in a form and not sent, without passwords, when its page had to be loaded anew',
    life: 'until it is back in its form, or the tab is closed',
    essential: 'an update or a session that ended loses nothing',
    in: 'web/client/unsent.ts',
  },
  'upixel.renewed': {
    what: 'which page was loaded anew because a script of it could not be loaded, by which version of UPixel, and when',
    life: 'until the tab is closed',
    essential: 'a page that cannot be loaded is not loaded for ever',
    in: 'web/client/release.ts',
  },
  'mantine-color-scheme-value': {
    what: 'whether pages are light or dark, where that is not left to the system',
    life: 'until it is left to the system, or one signs out',
    essential: 'the choice is kept',
    in: 'web/client/scheme.ts',
  },
  'react-router-scroll-positions': {
    what: 'how far pages were scrolled, by a random number for each',
    life: 'until the tab is closed',
    essential: 'a page left is found again where it was',
    in: 'web/shell/shell.tsx',
  },
  'history.state': {
    what: 'the words of a search in one’s own prompts, which are in no address; from which page an image was opened',
    life: 'until the tab is closed',
    essential: 'Back and a reload keep the search',
    in: 'web/pages/gallery/use-filter.ts',
  },
} as const satisfies Record<string, BrowserStore & { in: string }>;
