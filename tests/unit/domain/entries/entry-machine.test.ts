import { expect } from 'chai'
import type { Actor } from '#domain/access/actor'
import type { EntryAction } from '#domain/entries/entry'
import { applyTransition, importedChange } from '#domain/entries/entry-machine'
import { ENTRY_STATUSES, type EntryStatus } from '#domain/kinds'
import { codeThrown } from '#tests/support/thrown'
import { aStoredEntry, deepFreeze } from '../support.ts'

const curator: Actor = {
  personId: 'curator-1',
  name: 'Ковалёва Анна Сергеевна',
  roles: ['curator'],
  scope: 'all',
}
const at = '2026-11-22T10:00:00.000Z'
const ACTIONS: EntryAction[] = ['import', 'confirm', 'reject', 'supersede', 'revert', 'revoke']

const allowed: Record<string, EntryStatus> = {
  'imported confirm': 'confirmed',
  'imported reject': 'rejected',
  'imported supersede': 'superseded',
  'confirmed supersede': 'superseded',
  'rejected supersede': 'superseded',
  'confirmed revert': 'imported',
  'rejected revert': 'imported',
  'imported revoke': 'revoked',
  'confirmed revoke': 'revoked',
}

describe('applyTransition', () => {
  for (const status of ENTRY_STATUSES) {
    for (const action of ACTIONS) {
      const to = allowed[`${status} ${action}`]
      it(`${status}: ${action} ${to ? `leads to ${to}` : 'is refused'}`, () => {
        const act = () =>
          applyTransition(aStoredEntry({ status }), action, { actor: curator, at, reason: 'ошибка' })
        if (to) expect(act().status).to.equal(to)
        else expect(codeThrown(act)).to.equal('entry_transition_refused')
      })
    }
  }

  it('writes who, in which role, when, why and in which batch, and leaves the entry given as it was', () => {
    const entry = deepFreeze(aStoredEntry({ history: [importedChange({ actor: curator, at })] }))
    const next = applyTransition(entry, 'reject', {
      actor: curator,
      at,
      reason: ' нет подписи ',
      batchId: 'b1',
    })
    expect(next.history).to.have.length(2)
    expect(next.history[1]).to.deep.equal({
      action: 'reject',
      from: 'imported',
      to: 'rejected',
      by: 'curator-1',
      byName: 'Ковалёва Анна Сергеевна',
      byRole: 'curator',
      at,
      reason: 'нет подписи',
      batchId: 'b1',
    })
    expect(entry.status).to.equal('imported')
  })

  for (const [status, action] of [
    ['imported', 'reject'],
    ['confirmed', 'revoke'],
    ['confirmed', 'supersede'],
    ['confirmed', 'revert'],
  ] as const) {
    it(`${action} needs a reason, and blanks are none`, () => {
      const act = () =>
        applyTransition(aStoredEntry({ status }), action, { actor: curator, at, reason: '  ' })
      expect(codeThrown(act)).to.equal('reason_required')
    })
  }

  it('refuses whoever decides on their own book', () => {
    const actor = { ...curator, personId: 'learner-1' }
    expect(codeThrown(() => applyTransition(aStoredEntry(), 'confirm', { actor, at }))).to.equal('own_entry')
  })

  for (const action of ['revert', 'revoke', 'supersede'] as const) {
    it(`refuses to ${action} what a certificate used`, () => {
      const entry = aStoredEntry({ status: 'confirmed', consumedBy: 'ПК-2026-000101' })
      const act = () => applyTransition(entry, action, { actor: curator, at, reason: 'ошибка' })
      expect(codeThrown(act)).to.equal('entry_consumed')
    })
  }

  it('remembers which entry replaced it', () => {
    const details = { actor: curator, at, reason: 'часы по справке', supersededBy: 'e2' }
    expect(
      applyTransition(aStoredEntry({ status: 'confirmed' }), 'supersede', details).supersededBy,
    ).to.equal('e2')
  })
})
