/** Titles by the beginnings of their words. */
import { searchKey } from './search-key.ts'

/** Letters of a word that an index knows it by; shorter words are known by all they have. */
const STEM = 3

/** Words of a text as they are searched, each once. */
const wordsOf = (text: string): string[] => [
  ...new Set(
    searchKey(text)
      .split(/[^\p{L}\p{N}]+/u)
      .filter(Boolean),
  ),
]

/** By what a title is found in an index: «Семинар о чтении» → `сем`, `о`, `чте`. */
export const titleStems = (title: string): string[] => [
  ...new Set(wordsOf(title).map(word => word.slice(0, STEM))),
]

/** Stems that every title has in which each word of the text begins a word; words too short to tell are left out. */
export const searchedStems = (text: string): string[] => [
  ...new Set(wordsOf(text).flatMap(word => (word.length < STEM ? [] : word.slice(0, STEM)))),
]

/** Whether each word of the text begins a word of the title. */
export function isTitled(title: string, text: string): boolean {
  const words = wordsOf(title)
  return wordsOf(text).every(begun => words.some(word => word.startsWith(begun)))
}
