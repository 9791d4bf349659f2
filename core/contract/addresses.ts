import { policyVersions } from './policies.ts';

/** A page's address, for its router and for the server that answers it. */
interface Address {
  /** Its heading, as far as it is known without its data. */
  title: string;
  /**
   * `public`: search engines may list it. `open`: everybody may open it, but it is of use only to whoever was sent there.
   * `personal`: only for who is signed in.
   */
  seen: 'public' | 'open' | 'personal';
  /** What it is about, for search engines and for chats that show what a link leads to. Absent: what UPixel is. */
  description?: string;
  /** Whether there is such a page. Absent: whatever stands in its address. */
  exists?: (parts: Partial<Record<string, string>>) => boolean;
}

export const siteTitle = 'UPixel';
export const siteDescription =
  'An image bot for Discord and Slack. Say what you want to see, see what it costs, and the picture appears in your chat. It knows game art, and above all pixel art.';

const personal = (title: string) => ({ title, seen: 'personal' }) as const;
const sent = (title: string, description: string) => ({ title, seen: 'open', description }) as const;
const version = (name: keyof typeof policyVersions) => (parts: Partial<Record<string, string>>) =>
  policyVersions[name].includes(parts.version ?? '');
const changes = (name: keyof typeof policyVersions) => (parts: Partial<Record<string, string>>) =>
  policyVersions[name].slice(0, -1).includes(parts.version ?? '');

const policy = {
  privacy:
    'What UPixel keeps about you, why, for how long, who else gets it, and how you see it, correct it and erase it.',
  terms: 'What you may do with UPixel, what your credits are worth, when money goes back, and whose the pictures are.',
};

/** Every address of the site: web/routes.tsx has its page, api/web/ answers it, and any other is not found. */
const addresses = {
  '/': { title: 'Make images where you talk', seen: 'public', description: siteDescription },
  '/sign-in': {
    title: 'Sign in',
    seen: 'public',
    description: 'Sign in to see your images, your credits and your chats.',
  },
  '/sign-up': {
    title: 'Create an account',
    seen: 'public',
    description:
      'One account for your images and credits from Discord and Slack, with a free month’s credits every month.',
  },
  '/verify': sent('Confirm your address', 'The last step of creating an account.'),
  '/forgot-password': sent('Choose a new password', 'A link to choose a new password, by mail.'),
  '/reset-password': sent('Choose a new password', 'Choose a new password for your account.'),
  '/email/confirm': sent('Confirm your new address', 'Confirm the new e-mail address of your account.'),
  '/email/undo': sent('This wasn’t me', 'Take back a change of your account’s address.'),
  '/link': sent('Link a chat', 'Bring your images and credits from Discord or Slack into your account.'),
  '/link/undo': sent('This wasn’t me', 'Take back that a chat was linked to your account.'),
  '/pay/:item': sent('Get credits', 'Credits for images in Discord and Slack, or a monthly plan.'),
  '/billing/done': sent('Your payment', 'What became of your payment.'),
  '/deletion': sent('A deletion', 'How far the deletion of your data is, and how to stop it.'),
  '/receipt': {
    title: 'Check a receipt',
    seen: 'public',
    description: 'Whether we signed the receipt of a deletion: proof that what was kept about you is gone.',
  },
  '/developers': {
    title: 'For developers',
    seen: 'public',
    description:
      'Make, find, share and delete pictures from your own programs: a first call to paste, every address, errors and limits.',
  },
  '/export': sent('Your data', 'A copy of everything that is kept about you.'),
  '/privacy': { title: 'Privacy policy', seen: 'public', description: policy.privacy },
  '/privacy/:version': {
    title: 'Privacy policy',
    seen: 'open',
    description: policy.privacy,
    exists: version('privacy'),
  },
  '/privacy/:version/changes': {
    title: 'Privacy policy: what changed',
    seen: 'open',
    description: 'What a version of the privacy policy changed, word by word.',
    exists: changes('privacy'),
  },
  '/terms': { title: 'Terms', seen: 'public', description: policy.terms },
  '/terms/:version': { title: 'Terms', seen: 'open', description: policy.terms, exists: version('terms') },
  '/terms/:version/changes': {
    title: 'Terms: what changed',
    seen: 'open',
    description: 'What a version of the terms changed, word by word.',
    exists: changes('terms'),
  },
  '/make': personal('Make'),
  '/s/:token': sent('A shared picture', 'Somebody shows you a picture that was made with UPixel.'),
  '/gallery': personal('Gallery'),
  '/gallery/:assetId': personal('Image'),
  '/compare': personal('Compare'),
  '/trash': personal('Trash'),
  '/projects': personal('Projects'),
  '/projects/:projectId/colours': personal('Swap colours'),
  '/palettes': personal('Palettes'),
  '/pixel-art': personal('Make pixel art'),
  '/shared': personal('Shared'),
  '/credits': personal('Credits'),
  '/billing': personal('Billing'),
  '/buy/:item': personal('Get credits'),
  '/team/:id': personal('Team'),
  '/connections': personal('Connections'),
  '/settings': personal('Settings'),
  '/settings/keys': personal('API keys'),
  '/settings/webhooks': personal('Webhooks'),
  '/settings/delete': personal('Delete the account'),
  '/settings/privacy': personal('Your privacy'),
  '/settings/data': personal('Your data'),
  '/admin': personal('Operator'),
  '/admin/usage': personal('Usage'),
  '/admin/reports': personal('Reports'),
  '/admin/rules': personal('Rules'),
  '/admin/privacy': personal('Privacy requests'),
} as const satisfies Record<`/${string}`, Address>;

export type PagePath = keyof typeof addresses;
export const addressOf: Record<PagePath, Address> = addresses;
export const pagePaths = Object.keys(addresses) as PagePath[];
