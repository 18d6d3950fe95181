import { expect } from 'chai'
import { systemActor } from '#domain/access/actor'
import { bookEntryOf } from '#domain/books/book-entry'
import { applyTransition } from '#domain/entries/entry-machine'
import { aStoredEntry, h } from '../support.ts'

const dateOf = (instant: string) => instant.slice(0, 10)
const curator = { personId: 'c', name: 'Ковалёва А. С.', roles: ['curator' as const], scope: 'all' as const }
const at = '2025-02-01T08:00:00.000Z'

describe('bookEntryOf', () => {
  it('carries what the evaluator reads and leaves out what the entry lacks', () => {
    expect(bookEntryOf(aStoredEntry(), { number: 4, dateOf })).to.deep.equal({
      id: 'e1',
      number: 4,
      module: 'M1',
      kind: 'seminar',
      form: 'distance',
      hours: h('8'),
      date: '2025-01-15',
      status: 'imported',
      provider: 'ТГПУ',
      selfEducation: false,
      importedOn: '2025-01-16',
    })
  })

  it('carries the papers of self-education', () => {
    const entry = bookEntryOf(aStoredEntry({ papers: ['expert-conclusion'] }), { dateOf })
    expect(entry.papers).to.deep.equal(['expert-conclusion'])
  })

  it('tells who rejected it and why, and forgets a refusal that was undone', () => {
    const rejected = applyTransition(aStoredEntry(), 'reject', { actor: curator, at, reason: 'нет подписи' })
    expect(bookEntryOf(rejected, { dateOf }).decision).to.deep.equal({
      on: '2025-02-01',
      byName: 'Ковалёва А. С.',
      reason: 'нет подписи',
    })
    const back = applyTransition(rejected, 'revert', { actor: curator, at, reason: 'ошибка' })
    expect(bookEntryOf(back, { dateOf })).not.to.have.property('decision')
  })

  it('does not name the system as a person when the source withdrew it', () => {
    const revoked = applyTransition(aStoredEntry({ status: 'confirmed' }), 'revoke', {
      actor: systemActor,
      at,
      reason: 'отметка снята',
    })
    expect(bookEntryOf(revoked, { dateOf }).decision).to.deep.equal({
      on: '2025-02-01',
      reason: 'отметка снята',
    })
  })

  it('names the certificate by its number where it is known', () => {
    const entry = aStoredEntry({ status: 'confirmed', consumedBy: 'cert-1' })
    expect(bookEntryOf(entry, { dateOf, certificateNumber: 'ПК-2026-000101' }).consumedBy).to.equal(
      'ПК-2026-000101',
    )
    expect(bookEntryOf(entry, { dateOf }).consumedBy).to.equal('cert-1')
  })
})
