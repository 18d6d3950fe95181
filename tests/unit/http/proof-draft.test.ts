import { expect } from 'chai'
import type { ProofForm } from '#credits/proofs/contract'
import { draftOfEntry, draftOfForm, readDraft } from '#http/proof-draft'
import { entryOf, programme } from './support/views.ts'

describe('the form of a paper proof', () => {
  it('takes a date as people write it where the browser has no field for dates', () => {
    const dateOf = (date: string) => draftOfForm(readDraft({ module: 'm1', date })).claim.date
    expect(['12.02.2026', '1.2.2026', '2026-02-12'].map(dateOf)).to.deep.equal([
      '2026-02-12',
      '2026-02-01',
      '2026-02-12',
    ])
    expect(dateOf('12/02/26')).to.equal('12/02/26')
  })

  const form = { programme, documentKinds: [{ ru: 'справка', en: 'note' }] } as unknown as ProofForm

  it('stands filled in with what a rejected entry said', () => {
    const entry = entryOf({ n: 5, module: 'm2', date: '2025-10-30', document: 'справка № 19' })
    expect(draftOfEntry(entry, form)).to.include({
      ...{
        module: 'm2',
        date: '2025-10-30',
        documentKind: 'справка',
        documentNumber: '19',
        provider: 'ТГПУ',
      },
    })
  })

  it('names an event that the other programme does not list', () => {
    const entry = entryOf({ n: 5, module: 'elsewhere', title: 'Вебинар', kind: 'seminar', hours: '8.5' })
    expect(draftOfEntry(entry, form)).to.include({ module: 'other', title: 'Вебинар', hours: '8,5' })
    expect(draftOfEntry({ ...entry, document: 'грамота без номера' }, form)).to.include({ documentKind: '' })
  })
})
