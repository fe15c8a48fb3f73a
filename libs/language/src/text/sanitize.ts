/** Characters that hide or reorder text (Unicode bidi controls, zero-width, tags); joiners of emoji stay. */
const HIDING =
  /[\u200b\u200e\u200f\u061c\u2028\u2029\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu;

/** One line of visible text: NFC, no control or direction characters, single blanks. */
export function sanitizeTitle(text: string): string {
  return text
    .replace(HIDING, '')
    .replace(/\p{Cc}/gu, ' ')
    .toWellFormed()
    .normalize('NFC')
    .replace(/\s+/gu, ' ')
    .trim();
}
