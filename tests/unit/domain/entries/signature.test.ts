import { expect } from 'chai'
import type { Entry } from '#domain/entries/entry'
import { applyTransition } from '#domain/entries/entry-machine'
import { canonicalLine, signatureOf, signed, signingStep } from '#domain/entries/signature'
import { h } from '../support.ts'

/** Tells lines apart as a hash would. */
const hash = (text: string) => `#${text}`
const at = '2026-11-22T09:00:00.000Z'
const curator = { personId: 'c-1', name: 'Орлова М. И.', roles: ['curator'] as const, scope: 'all' as const }

const entry: Entry = {
  id: 'e1',
  learnerId: 'p-1',
  programmeId: 'prog',
  moduleId: 'M1',
  kind: 'seminar',
  form: 'in-person',
  title: 'Семинар',
  hours: h('8'),
  date: '2025-01-15',
  provider: 'ТГПУ',
  document: 'справка № 4',
  selfEducation: false,
  status: 'imported',
  origin: { type: 'paper' },
  history: [],
  createdAt: at,
}
const confirmed = signed(applyTransition(entry, 'confirm', { actor: curator, at }), hash)

describe('the signature of a line', () => {
  it('T23: is who, in which role, when, and the hash of the line', () => {
    expect(signatureOf(confirmed, hash)).to.deep.include({
      by: 'c-1',
      byName: 'Орлова М. И.',
      byRole: 'curator',
      at,
      state: 'fits',
    })
    expect(signatureOf(confirmed, hash)?.hash).to.equal(
      hash(canonicalLine(confirmed, confirmed.history[0] as never)),
    )
  })

  it('T23: hashes a line that anybody can write again from the columns, whose it is and who signed', () => {
    const papers = ['agreement']
    const line = canonicalLine({ ...confirmed, papers }, confirmed.history[0] as never)
    expect(line).to.equal(
      '["zachetka line 1","e1","p-1","prog","M1","Семинар","seminar","in-person",800,"2025-01-15","ТГПУ",' +
        '"справка № 4",null,false,["agreement"],"c-1","Орлова М. И.","curator","2026-11-22T09:00:00.000Z"]',
    )
  })

  it('no longer fits once any column was changed past the history', () => {
    const changes: Partial<Entry>[] = [
      { title: 'Курс' },
      { hours: h('9') },
      { date: '2025-01-16' },
      { provider: 'ИРООО' },
      { document: 'справка № 5' },
      { form: 'distance' },
      { kind: 'course' },
      { id: 'e2' },
      { programmeId: 'other' },
      { selfEducation: true },
      { moduleId: 'M2' },
      { learnerId: 'p-2' },
      { papers: ['agreement'] },
      { scan: { id: 's', name: 'a', type: 'image/png', bytes: 1, sha256: 'f'.repeat(64) } },
    ]
    for (const change of changes)
      expect(signatureOf({ ...confirmed, ...change }, hash)?.state, JSON.stringify(change)).to.equal('broken')
  })

  it('T23: cannot be put under another name, role or day', () => {
    const [step] = confirmed.history
    const forgeries = [
      { byName: 'Другой' },
      { by: 'c-2' },
      { byRole: 'head' },
      { at: '2026-11-23T09:00:00Z' },
    ]
    for (const forgery of forgeries) {
      const forged = { ...confirmed, history: [{ ...step, ...forgery } as never] }
      expect(signatureOf(forged, hash)?.state, JSON.stringify(forgery)).to.equal('broken')
    }
  })

  it('is not moved by what comes after it: a certificate, a difference at the source', () => {
    const used = { ...confirmed, consumedBy: 'c', differs: [] }
    expect(signatureOf(used, hash)?.state).to.equal('fits')
  })

  it('is gone when the confirmation was undone, and there was none before', () => {
    expect(signatureOf(entry, hash)).to.equal(undefined)
    const undone = applyTransition(confirmed, 'revert', { actor: curator, at, reason: 'ошибка' })
    expect(signingStep(undone)).to.equal(undefined)
  })

  it('from before lines had hashes is shown as such', () => {
    const old = applyTransition(entry, 'confirm', { actor: curator, at })
    expect(signatureOf(old, hash)?.state).to.equal('unhashed')
  })
})
