/** A word, a sentence with `{places}`, or one and more of something. */
type Phrase = string | { one: string; other: string };

const german = document.documentElement.lang === "de";

/** The tag (BCP 47) by whose customs dates and amounts are written. English is British. */
export const CUSTOMS = german ? "de" : "en-GB";

const plural = new Intl.PluralRules(CUSTOMS);

/**
 * What speaks the words of one folder in the page's language. `{name}` in a phrase is the value of
 * that name; the value `n` chooses between one and more.
 */
export function speaker<K extends string>(inEnglish: Record<K, Phrase>, inGerman: Record<K, Phrase>) {
  const phrases = german ? inGerman : inEnglish;
  return (key: K, values: Record<string, string | number> = {}): string => {
    const phrase = phrases[key];
    const chosen = typeof phrase === "string" ? phrase : phrase[plural.select(Number(values.n)) === "one" ? "one" : "other"];
    return chosen.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]));
  };
}
