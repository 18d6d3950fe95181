import { expect } from 'chai'
import type { Entry } from '#domain/entries/entry'
import type { AppError } from '#domain/errors'
import { unique } from '#tests/integration/store/use-stores'
import { codeOf } from '#tests/support/thrown'
import { anActor, NOON, useCredits, type World } from './use-credits.ts'

const codes = (refused: { entryId: string; code: string }[]) =>
  Object.fromEntries(refused.map(({ entryId, code }) => [entryId, code]))

const codeOfError = (error: AppError): string => error.code

describe('decisions on entries', () => {
  const world = useCredits()
  const curator = anActor(['learner', 'curator'])

  async function oneLearner(w: World, moduleIds: string[]) {
    const enrolment = await w.enrol(await w.programme())
    return { enrolment, entries: await w.entries(enrolment, moduleIds) }
  }

  it('confirms in bulk, signed with name and role, and the book counts it', async () => {
    const w = world()
    const { enrolment, entries } = await oneLearner(w, ['M1', 'M3'])
    const result = await w.credits.confirmEntries(curator, { entryIds: entries.map(each => each.id) })
    expect(result.refused).to.deep.equal([])
    expect([...result.done].sort()).to.deep.equal(entries.map(each => each.id).sort())
    expect([result.hours, result.undoUntil]).to.deep.equal([3200, '2026-11-22T09:15:00.000Z'])
    const stored = await w.stores.entries.byId(entries[0]?.id as string)
    expect(stored?.history.at(-1)).to.deep.include({
      action: 'confirm',
      by: curator.personId,
      byName: curator.name,
      byRole: 'curator',
      batchId: result.batchId,
      at: NOON.toISOString(),
    })
    expect((await w.stores.enrolments.byId(enrolment.id))?.summary).to.include({ counted: 3200, pending: 0 })
  })

  it('names every refused entry with its code and does the others', async () => {
    const w = world()
    const programme = await w.programme()
    const enrolment = await w.enrol(programme)
    const [good, odd] = await w.entries(enrolment, ['M1', 'M3'])
    await w.stores.entries.setDiffers([
      {
        id: odd?.id as string,
        differs: [{ field: 'hours', was: '24', now: '8', seenAt: NOON.toISOString() }],
      },
    ])
    const foreign = await w.enrol(await w.programme({ deployments: ['elsewhere'] }))
    const [hidden] = await w.entries(foreign, ['M1'])
    const own = await w.enrol(programme)
    const [mine] = await w.entries(own, ['M1'])
    const actor = anActor(['curator'], { personId: own.learnerId })
    const ids = [good, odd, hidden, mine].map(each => each?.id as string)
    const [goodId, oddId, hiddenId, mineId] = ids as [string, string, string, string]
    const result = await w.credits.confirmEntries(actor, { entryIds: [...ids, 'nothing', goodId] })
    expect(result.done).to.deep.equal([goodId])
    expect(codes(result.refused)).to.deep.equal({
      [oddId]: 'remark',
      [hiddenId]: 'not_found',
      [mineId]: 'own_entry',
      nothing: 'not_found',
    })
    const again = await w.credits.confirmEntries(curator, {
      entryIds: [goodId, oddId],
      despiteRemarks: [oddId],
    })
    expect(again.done).to.deep.equal([oddId])
    expect(codes(again.refused)).to.deep.equal({ [goodId]: 'conflict' })
  })

  it('confirms one of two entries of a module under twenty parallel confirmations', async () => {
    const w = world()
    const { enrolment, entries } = await oneLearner(w, ['M1', 'M1'])
    const ids = entries.map(each => each.id)
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, i) => {
        const entryIds = [ids[i % 2] as string]
        return w.credits.confirmEntries(anActor(['curator']), { entryIds, despiteRemarks: entryIds })
      }),
    )
    const book = await w.stores.entries.ofBook(enrolment.learnerId, enrolment.programmeId)
    expect(book.filter(entry => entry.status === 'confirmed')).to.have.length(1)
    expect(results.flatMap(result => result.done)).to.have.length(1)
    const refusals = results.flatMap(result => result.refused.map(each => each.code))
    expect(refusals.filter(code => code !== 'duplicate' && code !== 'conflict')).to.deep.equal([])
    expect((await w.stores.enrolments.byId(enrolment.id))?.summary?.counted).to.equal(800)
  })

  for (const decision of ['confirmEntries', 'rejectEntries'] as const)
    it(`is one action however often its form is sent, also at once: ${decision}`, async () => {
      const w = world()
      const { entries } = await oneLearner(w, ['M1', 'M2'])
      const input = { entryIds: entries.map(each => each.id), reason: 'Нет документа', key: 'form-1' }
      const send = (actor = curator, key = 'form-1') => w.credits[decision](actor, { ...input, key })
      const results = [...(await Promise.all([send(), send(), send()])), await send()]
      for (const result of results) {
        expect(result.refused).to.deep.equal([])
        expect(result.done).to.have.members(input.entryIds)
        expect(result.batchId).to.equal(results[0]?.batchId)
      }
      const stored = await w.stores.entries.byId(input.entryIds[0] as string)
      expect(stored?.history).to.have.length(2)
      for (const other of [await send(anActor(['curator'])), await send(curator, 'form-2')])
        expect(Object.values(codes(other.refused))).to.deep.equal(['conflict', 'conflict'])
    })

  it('counts a repeatable module each time', async () => {
    const w = world()
    const { enrolment, entries } = await oneLearner(w, ['M5', 'M5'])
    const ids = entries.map(each => each.id)
    const result = await w.credits.confirmEntries(curator, { entryIds: ids, despiteRemarks: ids })
    expect(result.done).to.have.length(2)
    expect((await w.stores.enrolments.byId(enrolment.id))?.summary?.counted).to.equal(2400)
  })

  it('rejects with a reason that stays in the history, and not without one', async () => {
    const w = world()
    const { entries } = await oneLearner(w, ['M1'])
    const entryIds = entries.map(each => each.id)
    expect(await codeOf(w.credits.rejectEntries(curator, { entryIds, reason: '  ' }))).to.equal(
      'reason_required',
    )
    const { done } = await w.credits.rejectEntries(curator, { entryIds, reason: 'Нет справки' })
    expect(done).to.deep.equal(entryIds)
    const stored = await w.stores.entries.byId(entryIds[0] as string)
    expect([stored?.status, stored?.history.at(-1)?.reason]).to.deep.equal(['rejected', 'Нет справки'])
  })

  describe('undone', () => {
    const confirmed = async (w: World) => {
      const { enrolment, entries } = await oneLearner(w, ['M1', 'M2'])
      const entryIds = entries.map(each => each.id)
      return { enrolment, entryIds, batch: await w.credits.confirmEntries(curator, { entryIds }) }
    }

    it('within 15 minutes, by a step more in each history', async () => {
      const w = world()
      const { enrolment, entryIds, batch } = await confirmed(w)
      w.at(batch.undoUntil)
      const undo = () => w.credits.undoBatch(curator, { batchId: batch.batchId })
      for (const undone of [...(await Promise.all([undo(), undo()])), await undo()]) {
        expect([...undone.done].sort(), 'one undo, however often it is pressed').to.deep.equal(
          [...entryIds].sort(),
        )
      }
      const entry = await w.stores.entries.byId(entryIds[0] as string)
      expect(entry?.history.map(step => step.action)).to.deep.equal(['import', 'confirm', 'revert'])
      expect((await w.stores.enrolments.byId(enrolment.id))?.summary).to.include({
        counted: 0,
        pending: 1600,
      })
      expect((await w.credits.confirmEntries(curator, { entryIds })).done).to.have.length(2)
    })

    it('not later, not by another curator, not across scopes; by an administrator', async () => {
      const w = world()
      const { batch } = await confirmed(w)
      const { batchId } = batch
      expect(await codeOf(w.credits.undoBatch(anActor(['curator']), { batchId }))).to.equal('forbidden')
      const stranger = anActor(['administrator'], { scope: ['elsewhere'] })
      expect(await codeOf(w.credits.undoBatch(stranger, { batchId }))).to.equal('not_found')
      w.at('2026-11-22T09:15:00.001Z')
      expect(await codeOf(w.credits.undoBatch(curator, { batchId }))).to.equal('undo_expired')
      w.at(NOON)
      expect((await w.credits.undoBatch(anActor(['administrator']), { batchId })).done).to.have.length(2)
    })

    it('leaves what changed since, and what a certificate used', async () => {
      const w = world()
      const { entryIds, batch } = await confirmed(w)
      const [first, second] = entryIds as [string, string]
      await w.credits.revokeEntry(curator, { entryId: first, reason: 'Ошибка' })
      await w.stores.entries.consume([second], 'certificate')
      const undone = await w.credits.undoBatch(curator, { batchId: batch.batchId })
      expect(undone.done).to.deep.equal([])
      expect(codes(undone.refused)).to.deep.equal({ [first]: 'conflict', [second]: 'entry_consumed' })
    })
  })

  describe('a correction', () => {
    const confirmedEntry = async (w: World) => {
      const { enrolment, entries } = await oneLearner(w, ['M3'])
      const entry = entries[0]
      if (!entry) throw new Error('no entry')
      await w.credits.confirmEntries(curator, { entryIds: [entry.id] })
      return { enrolment, entryId: entry.id }
    }
    const hours = 800 as never

    it('of more hours than an event has is refused', async () => {
      const w = world()
      const { entryId } = await confirmedEntry(w)
      const input = { entryId, reason: 'Справка', hours: 100_001 as never }
      expect(await codeOfError(await w.credits.correctEntry(curator, input).catch(e => e))).to.equal(
        'invalid_input',
      )
      expect(await w.stores.entries.byId(entryId)).to.include({ status: 'confirmed' })
    })

    it('supersedes the confirmed entry and waits for confirmation itself', async () => {
      const w = world()
      const { enrolment, entryId } = await confirmedEntry(w)
      const corrected = await w.credits.correctEntry(curator, { entryId, reason: 'Справка на 8 ч', hours })
      expect(corrected).to.include({ status: 'imported', hours: 800 })
      const { origin } = (await w.stores.entries.byId(entryId)) as Entry
      const connectionId = origin.type === 'completion' ? origin.connectionId : ''
      expect(corrected.origin, 'of its source').to.deep.equal({
        type: 'correction',
        of: entryId,
        connectionId,
      })
      const { groups } = await w.credits.listQueue(curator, { connectionId })
      const shown = groups.flatMap(group => group.rows.map(row => row.entry.id))
      expect(shown, 'in the queue of the source').to.include(corrected.id)
      const old = await w.stores.entries.byId(entryId)
      expect(old).to.include({ status: 'superseded', supersededBy: corrected.id, hours: 2400 })
      expect(old?.history.map(step => step.action)).to.deep.equal(['import', 'confirm', 'supersede'])
      expect((await w.stores.enrolments.byId(enrolment.id))?.summary).to.include({ counted: 0, pending: 800 })
      const entryIds = [corrected.id]
      const { done } = await w.credits.confirmEntries(curator, { entryIds, despiteRemarks: entryIds })
      expect(done).to.deep.equal(entryIds)
    })

    it('is made once when ten ask for it at once', async () => {
      const w = world()
      const { enrolment, entryId } = await confirmedEntry(w)
      const correction = { entryId, reason: 'Справка на 8 ч', hours }
      const outcomes = await Promise.all(
        Array.from({ length: 10 }, (_, i) =>
          w.credits.correctEntry(anActor(['curator'], { personId: `c-${i}` }), correction).catch(codeOfError),
        ),
      )
      const made = outcomes.flatMap(outcome => (typeof outcome === 'object' ? [outcome.id] : []))
      expect(new Set(made).size).to.equal(1)
      const book = await w.stores.entries.ofBook(enrolment.learnerId, enrolment.programmeId)
      expect(book.map(entry => entry.status).sort()).to.deep.equal(['imported', 'superseded'])
    })

    it('answers as the first time to whoever sends it twice, also at once, and to nobody else', async () => {
      const w = world()
      const { entryId } = await confirmedEntry(w)
      const send = (reason = 'Справка на 8 ч', actor = curator) =>
        w.credits.correctEntry(actor, { entryId, reason, hours }).catch(codeOfError)
      const [first, ...others] = [...(await Promise.all([send(), send()])), await send()]
      expect(first).to.include({ status: 'imported', hours: 800 })
      for (const other of others) expect(other).to.deep.equal(first)
      for (const other of [await send('Другое'), await send(undefined, anActor(['curator']))])
        expect(other).to.equal('entry_transition_refused')
    })

    it('goes on where a crash stopped it', async () => {
      const w = world()
      const { enrolment, entryId } = await confirmedEntry(w)
      const dying = w.creditsWith({
        stores: {
          ...w.stores,
          entries: { ...w.stores.entries, transition: () => Promise.reject(new Error('killed')) },
        },
      })
      const input = { entryId, reason: 'Справка на 8 ч', hours }
      await dying.correctEntry(curator, input).catch(() => undefined)
      expect((await w.stores.entries.byId(entryId))?.status).to.equal('confirmed')
      const other = w.credits.correctEntry(curator, { ...input, hours: 1600 as never })
      expect(await codeOf(other)).to.equal('conflict')
      const corrected = await w.credits.correctEntry(curator, input)
      const book = await w.stores.entries.ofBook(enrolment.learnerId, enrolment.programmeId)
      expect(book.map(entry => entry.id).sort()).to.deep.equal([entryId, corrected.id].sort())
    })

    it('is refused when it changes nothing, lies in the future or has no reason', async () => {
      const w = world()
      const { entryId } = await confirmedEntry(w)
      const correct = (input: object) =>
        codeOf(w.credits.correctEntry(curator, { entryId, reason: 'Причина', ...input }))
      expect(await correct({})).to.equal('invalid_input')
      expect(await correct({ date: '2026-11-23' })).to.equal('invalid_input')
      expect(await correct({ date: '2026-02-30' })).to.equal('invalid_input')
      expect(await correct({ hours, reason: ' ' })).to.equal('reason_required')
      const { learnerId } = (await w.stores.entries.byId(entryId)) ?? { learnerId: '' }
      const own = anActor(['curator'], { personId: learnerId })
      expect(await codeOf(w.credits.correctEntry(own, { entryId, reason: 'x', hours }))).to.equal('own_entry')
      const book = await w.stores.entries.ofBook(
        learnerId,
        (await w.stores.entries.byId(entryId))?.programmeId ?? '',
      )
      expect(book).to.have.length(1)
    })
  })

  it('withdraws a confirmation; the entry stays and counts no more', async () => {
    const w = world()
    const { enrolment, entries } = await oneLearner(w, ['M1'])
    const entryId = entries[0]?.id as string
    expect(await codeOf(w.credits.revokeEntry(curator, { entryId, reason: 'x' }))).to.equal(
      'entry_transition_refused',
    )
    await w.credits.confirmEntries(curator, { entryIds: [entryId] })
    const revoked = await w.credits.revokeEntry(curator, { entryId, reason: 'Отозвано в источнике' })
    expect(await w.stores.entries.byId(entryId)).to.deep.equal(revoked)
    expect((await w.stores.enrolments.byId(enrolment.id))?.summary?.counted).to.equal(0)
    expect(await codeOf(w.credits.revokeEntry(curator, { entryId: unique('x'), reason: 'x' }))).to.equal(
      'not_found',
    )
  })

  it('only ever lengthens a history, whatever is done in whatever order', async () => {
    const w = world()
    const { enrolment, entries } = await oneLearner(w, ['M1', 'M2', 'M3'])
    const entryIds = entries.map(each => each.id)
    const histories = async () =>
      new Map(
        (await w.stores.entries.ofBook(enrolment.learnerId, enrolment.programmeId)).map(each => [
          each.id,
          each.history,
        ]),
      )
    let before = await histories()
    const confirm = () => w.credits.confirmEntries(curator, { entryIds, despiteRemarks: entryIds })
    const steps = [
      confirm,
      async () => w.credits.undoBatch(curator, { batchId: (await confirm()).batchId }).catch(() => undefined),
      () => w.credits.rejectEntries(curator, { entryIds: entryIds.slice(0, 1), reason: 'Нет' }),
      confirm,
      () => w.credits.correctEntry(curator, { entryId: entryIds[1] as string, reason: 'x', document: '№ 4' }),
      () => w.credits.revokeEntry(curator, { entryId: entryIds[2] as string, reason: 'x' }),
    ]
    for (const step of steps) {
      await step()
      const after = await histories()
      for (const [id, history] of before)
        expect(after.get(id)?.slice(0, history.length)).to.deep.equal(history)
      before = after
    }
    expect([...before.values()].flat()).to.have.length.above(8)
  })
})
