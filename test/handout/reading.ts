/** How hard English texts are to read. */
export interface Reading {
  readonly wordsPerSentence: number;
  /** The Flesch-Kincaid grade: years of school that a reader needs. */
  readonly grade: number;
  /** The words of the longest sentence. */
  readonly longest: readonly string[];
}

export function readingOf(texts: readonly string[]): Reading {
  const sentences = texts
    .flatMap((text) => text.split(/[.!?]+(?:\s|$)/))
    .map((sentence) => sentence.match(/[a-z][a-z'-]*/gi) ?? [])
    .filter(({ length }) => length > 0);
  const words = sentences.flat();
  const syllables = words.reduce((sum, word) => sum + syllablesOf(word), 0);
  const wordsPerSentence = words.length / sentences.length;
  return {
    wordsPerSentence,
    grade: 0.39 * wordsPerSentence + 11.8 * (syllables / words.length) - 15.59,
    longest: sentences.reduce((most, one) => (one.length > most.length ? one : most), []),
  };
}

/** Groups of vowels, without a silent e or ed at the end: right for most English words. */
function syllablesOf(word: string): number {
  const sounded = word
    .toLowerCase()
    .replace(/[^a-z]/g, "")
    .replace(/(?:[^laeiouy]es|[^tdaeiouy]ed|[^laeiouy]e)$/, (end) => end.charAt(0));
  return Math.max(1, sounded.match(/[aeiouy]+/g)?.length ?? 0);
}
