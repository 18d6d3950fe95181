/** A word that no page says is dropped: it would be translated and checked for nothing. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect } from 'chai'
import { ru } from '#http/words/ru'

const root = path.resolve(import.meta.dirname, '../../..')
const CATALOGUE = /^src\/http\/words\/(ru|en)(\.ts$|\/)/
/** Chosen by what a regulation or a token says, or put together: `facsimile-${number}`, `name.dative`. */
const COMPOSED =
  /^(rules\.(exclusive|shared)|diagnosis\.names\.token-\w+|templates\.(imageUse\.facsimile-\d|field\.name\.\w+))$/

/** Every name and quoted key of each source file that may say words, or name what they are for. */
const names = ['src', 'lti', 'connectors']
  .flatMap(folder =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map(
      file => `${folder}/${file.replaceAll(path.sep, '/')}`,
    ),
  )
  .filter(file => /\.tsx?$/.test(file) && !CATALOGUE.test(file))
  .map(file => new Set(readFileSync(path.join(root, file), 'utf8').match(/[\p{L}_$][\p{L}\p{N}_$-]*/gu)))

const keysOf = (node: unknown, keys: string[] = []): string[][] =>
  typeof node !== 'object' || node === null
    ? [keys]
    : Object.entries(node).flatMap(([key, value]) =>
        /^\d+$/.test(key) ? [keys] : keysOf(value, [...keys, key]),
      )

/** A word of an area (`book.title`) is said where the area is named; one deeper may be chosen by what stands in data. */
const isSaid = (keys: string[]): boolean => {
  const parts = (keys.at(-1) ?? '').split(':')
  const isHere = (own: Set<string>) => parts.every(part => own.has(part))
  return keys.length === 2 ? names.some(own => own.has(keys[0] ?? '') && isHere(own)) : names.some(isHere)
}

describe('the catalogue of words', () => {
  it('has no word that nothing says', () => {
    const unsaid = keysOf(ru).filter(keys => !COMPOSED.test(keys.join('.')) && !isSaid(keys))
    expect(unsaid.map(keys => keys.join('.'))).to.deep.equal([])
  })
})
