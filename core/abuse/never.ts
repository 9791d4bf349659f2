/**
 * What must never be made, whoever asks: sexual content with minors, and with animals. Not swearing, and not nudity or violence as such: whether those are
 * wanted here is the operator's to say (terms.ts) and a picture's to show (a check before posting).
 */

/** Each says it all by itself. */
export const aloneWords = [
  ...['child porn', 'childporn', 'child pornography', 'kiddie porn', 'kiddy porn', 'kidporn', 'lolicon', 'shotacon'],
  ...['toddlercon', 'jailbait', 'pedo porn', 'pedophile porn', 'bestiality', 'zoophilia', 'zoophile porn'],
] as const;

/** Somebody who is a child, in words that are rarely about anything else. Ages are read separately: `readings.ts`. */
export const minorWords = [
  ...['child', 'children', 'childs', 'kid', 'kids', 'toddler', 'toddlers', 'infant', 'infants', 'minors'],
  ...[
    'underage',
    'underaged',
    'under age',
    'preteen',
    'preteens',
    'pre teen',
    'tween',
    'tweens',
    'teenage',
    'teenager',
  ],
  ...['teenagers', 'adolescent', 'adolescents', 'schoolgirl', 'schoolgirls', 'schoolboy', 'schoolboys', 'school girl'],
  ...['school boy', 'little girl', 'little girls', 'little boy', 'little boys', 'young girl', 'young girls'],
  ...['young boy', 'young boys', 'kindergarten', 'elementary school', 'primary school', 'middle school'],
  ...['high school girl', 'high school student', 'loli', 'lolis', 'shota', 'shotas', 'pedo', 'pedophile', 'pedophilia'],
] as const;

/** Anywhere in a prompt with a minor they say what is meant. */
export const sexualWords = [
  ...['porn', 'porno', 'pornographic', 'pornography', 'hentai', 'nsfw', 'erotic', 'erotica', 'eroticism', 'sex'],
  ...['sexual', 'sexually', 'sexualized', 'sexualised', 'sexy', 'orgasm', 'orgasms', 'masturbating', 'masturbation'],
  ...['masturbates', 'blowjob', 'blow job', 'handjob', 'fellatio', 'penis', 'vagina', 'genitals', 'genitalia'],
  ...['cumshot', 'boobs', 'nipples', 'topless', 'lingerie', 'bdsm', 'fetish', 'ahegao', 'upskirt', 'intercourse'],
] as const;

/** Only close to a minor: a painting may well have a child here and a nude there. */
export const nudityWords = [
  ...['nude', 'nudes', 'naked', 'nudity', 'undressed', 'unclothed', 'undressing', 'stripping'],
  ...['without clothes', 'no clothes', 'without clothing', 'no clothing'],
] as const;

/** What looks like one of them and is not. */
export const harmless = [
  ...['sex education', 'sex ed', 'sex pistols', 'same sex', 'opposite sex', 'sexual health', 'sexual abuse prevention'],
  ...['naked mole', 'naked eye', 'naked tree', 'nude color', 'nude colour', 'nude lipstick', 'nude tone', 'nude shade'],
  ...['nude palette', 'billy the kid', 'kid gloves', 'kid leather', 'karate kid', 'infant jesus'],
] as const;
