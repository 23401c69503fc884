// Shows text that comes from the input, which is not trusted: characters that nobody sees, or that change the direction
// of what follows, are written as escapes. Pure.

/** Control and format characters, lone surrogates, separators of lines and paragraphs, and what is not assigned. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Co}\p{Cn}]/gu;

const escaped = (character) => {
  const code = character.codePointAt(0);
  return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, "0")}`;
};

/** The text on one line, with escapes in place of hidden characters; white space stays. */
export const visible = (text) => text.replace(HIDDEN, (found) => (/[\n\r\t]/.test(found) ? " " : escaped(found)));

/**
 * The text in parts, those that stand for hidden characters apart. Line feeds and tabs stay as they are.
 *
 * @returns {{text: string, hidden: boolean}[]}
 */
export function visibleParts(text) {
  const parts = [];
  let from = 0;
  const add = (part, hidden) => {
    if (part === "") return;
    const last = parts.at(-1);
    if (last?.hidden === hidden) last.text += part;
    else parts.push({ text: part, hidden });
  };
  for (const { 0: found, index } of text.matchAll(HIDDEN)) {
    if (found === "\n" || found === "\t") continue;
    add(text.slice(from, index), false);
    add(escaped(found), true);
    from = index + found.length;
  }
  add(text.slice(from), false);
  return parts;
}

/** The first bytes of a Base64 text in hexadecimal: "ff 00 01 …"; "" if it is not Base64, or no text. */
export function hexOf(base64, count) {
  if (typeof base64 !== "string") return "";
  // Four characters hold three bytes.
  const start = base64.slice(0, Math.ceil(count / 3) * 4);
  let bytes;
  try {
    bytes = atob(start.slice(0, start.length - (start.length % 4)));
  } catch {
    return "";
  }
  const hex = [...bytes.slice(0, count)].map((byte) => byte.charCodeAt(0).toString(16).padStart(2, "0"));
  return hex.join(" ") + (base64.length > start.length || bytes.length > count ? " …" : "");
}
