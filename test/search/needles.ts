/** Something to look for, in every form in which programs write text or bytes down. */
export interface Needle {
  /** How it is named in what is found. */
  name: string;
  forms: readonly Buffer[];
}

/** @param what words; or bytes, such as a piece of a picture, which need a name */
export function needle(what: string | Buffer, name = String(what)): Needle {
  const bytes = Buffer.from(what);
  const texts = [...inBase64(bytes), bytes.toString('hex'), bytes.toString('hex').toUpperCase()];
  if (typeof what === 'string') texts.push(encodeURIComponent(what), JSON.stringify(what).slice(1, -1));
  const forms = [bytes, ...texts.map((each) => Buffer.from(each))];
  if (typeof what === 'string') forms.push(Buffer.from(what, 'utf16le'));
  return { name, forms: [...new Map(forms.map((form) => [form.toString('latin1'), form])).values()] };
}

/**
 * What is in base64 wherever these bytes stand in something longer: three letters of it say two bytes and a third with others, so that it begins
 * in one of three places. In both alphabets.
 */
function inBase64(bytes: Buffer): string[] {
  return [0, 1, 2].flatMap((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), bytes]);
    // Six bits a letter; the first and last ones may hold bits of what stands beside it.
    const [from, to] = [Math.ceil((before * 8) / 6), Math.floor((whole.length * 8) / 6)];
    return [whole.toString('base64').slice(from, to), whole.toString('base64url').slice(from, to)];
  });
}
