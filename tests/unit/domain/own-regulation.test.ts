import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { evaluate } from '#domain/books/evaluate'
import { parseBookFile, presentProgress } from '#domain/books/progress-file'
import { MODULE_KINDS, REQUIREMENT_IDS } from '#domain/kinds'
import { PARTICIPANTS, ROUTE_ACTS } from '#domain/regulations/data'
import { parseRegulation } from '#domain/regulations/file'
import { regulationSchema } from '#domain/regulations/schema'
import { entryOf, requirementOf } from './support.ts'

const read = (path: string) =>
  readFileSync(fileURLToPath(new URL(`../../../docs/${path}`, import.meta.url)), 'utf8')
const text = read('examples/own-regulation.yaml')
const { regulation } = parseRegulation(text)
const book = parseBookFile(JSON.parse(read('examples/own-book.json')))
const progress = evaluate(book, regulation, '2026-06-02')

describe('a regulation that an organisation wrote itself', () => {
  it('judges a book as its example answer says', () => {
    const answer = presentProgress(progress, book, regulation, 'ru')
    const expected: unknown = JSON.parse(read('examples/own-book.2026-06-02.progress.json'))
    expect(JSON.parse(JSON.stringify(answer))).to.deep.equal(expected)
  })

  it('finds the book eligible, and cuts by its own cap, size and kinds of document', () => {
    expect(progress.eligible).to.equal(true)
    expect(entryOf(progress, 'e5')).to.include({ reason: 'kind-cap', clause: 'п. 2.4' })
    expect(entryOf(progress, 'e6')).to.include({ reason: 'module-size', clause: 'п. 2.2' })
    expect(entryOf(progress, 'e7')).to.include({ reason: 'no-document', clause: 'п. 2.5' })
  })

  it('repeats what its own tariff counts per piece', () => {
    expect(entryOf(progress, 'e4').reason).to.equal(undefined)
  })

  it('holds the presentation to the last entry that counts', () => {
    const early = { ...book, facts: { ...book.facts, presentation: '2026-04-29' } }
    const requirement = requirementOf(evaluate(early, regulation, '2026-06-02'), 'presentation')
    expect(requirement).to.include({ met: false, clause: 'п. 4.2' })
  })

  it('asks for two modules of the practice part', () => {
    const entries = book.entries.filter(entry => entry.kind !== 'open-lesson')
    const requirement = requirementOf(
      evaluate({ ...book, entries }, regulation, '2026-06-02'),
      'practice-part',
    )
    expect(requirement).to.include({ met: false, asks: '2', has: '1' })
  })

  it('is told in docs/writing-a-regulation.md by pieces that stand in the file', () => {
    const squeeze = (part: string) => part.replace(/\s+/g, ' ').trim()
    const pieces = [...read('writing-a-regulation.md').matchAll(/```yaml\n([\s\S]*?)```/g)].map(
      one => one[1] ?? '',
    )
    expect(pieces.length).to.be.at.least(4)
    for (const piece of pieces) expect(squeeze(text)).to.contain(squeeze(piece))
  })

  it('has every field, role, step, kind and requirement told, and none that does not exist', () => {
    const guide = read('writing-a-regulation.md')
    const fields = [...(guide.split('## Fields')[1]?.split('## ')[0] ?? '').matchAll(/^\| `([A-Za-z]+)`/gm)]
    expect(fields.map(one => one[1])).to.have.members(Object.keys(regulationSchema.shape))
    const wordsOf = (after: string, before: string) => {
      const part = guide.split(after)[1]?.split(before)[0] ?? ''
      return [...part.matchAll(/`([a-z-]+)`/g)].map(one => one[1])
    }
    expect(wordsOf('Roles:', '.\nSteps')).to.have.members([...PARTICIPANTS])
    expect(wordsOf('Steps:', '.')).to.have.members([...ROUTE_ACTS])
    expect(wordsOf('## Kinds', '. A kind')).to.have.members([...MODULE_KINDS])
    const ids = [...(guide.split('## Requirements')[1] ?? '').matchAll(/^\| ((?:`[a-z-]+` ?)+)\|/gm)]
    expect(ids.flatMap(one => (one[1] ?? '').trim().replaceAll('`', '').split(' '))).to.have.members([
      ...REQUIREMENT_IDS,
    ])
  })
})
