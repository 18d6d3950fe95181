import { expect } from 'chai'
import { codeOf } from '#tests/support/thrown'
import { anActor, NOON, useCredits } from './use-credits.ts'

describe('everything that a filter shows', () => {
  const world = useCredits()
  const seenAt = NOON.toISOString()

  it('is confirmed but for the exceptions, remarks, and what came or changed meanwhile', async () => {
    const w = world()
    const programme = await w.programme()
    const other = await w.programme()
    const curator = anActor(['curator'])
    const enrolment = await w.enrol(programme)
    const [clean, exception, undone] = await w.entries(enrolment, ['M1', 'M2', 'M3'])
    const [odd] = await w.entries(await w.enrol(programme), ['M3'], { hours: 1600 as never })
    const [late] = await w.entries(await w.enrol(programme), ['M1'], {
      createdAt: '2026-11-22T09:00:00.001Z',
    })
    const [elsewhere] = await w.entries(await w.enrol(other), ['M1'])
    w.at('2026-11-22T09:05:00.000Z')
    const batch = await w.credits.confirmEntries(curator, { entryIds: [String(undone?.id)] })
    await w.credits.undoBatch(curator, { batchId: batch.batchId })
    const result = await w.credits.confirmAll(curator, {
      programmeId: programme.id,
      seenAt,
      except: [String(exception?.id)],
    })
    expect(result.done).to.deep.equal([clean?.id])
    const meanwhile = {
      ...{ action: 'revert', by: curator.personId, byName: curator.name },
      at: '2026-11-22T09:05:00.000Z',
      differences: [{ field: 'state', was: 'confirmed', now: 'imported' }],
    }
    expect(result.refused).to.have.deep.members([
      { entryId: odd?.id, code: 'remark' },
      { entryId: undone?.id, code: 'conflict', meanwhile },
    ])
    const waiting = [exception, undone, odd, late, elsewhere].map(entry => String(entry?.id))
    const states = await w.stores.entries.byIds(waiting)
    expect(states.map(entry => entry.status)).to.deep.equal(waiting.map(() => 'imported'))
  })

  it('is undone as one action, and shown again as one', async () => {
    const w = world()
    const programme = await w.programme()
    const curator = anActor(['curator'])
    for (let i = 0; i < 3; i++) await w.entries(await w.enrol(programme), ['M1', 'M2'])
    const { batchId, done } = await w.credits.confirmAll(curator, {
      programmeId: programme.id,
      seenAt,
      except: [],
    })
    const shown = await w.credits.readBatch(curator, { batchId, limit: 4 })
    expect([done.length, shown.count, shown.rows.length]).to.deep.equal([6, 6, 4])
    const undone = await w.credits.undoBatch(curator, { batchId })
    expect(undone.done).to.have.members(done)
  })

  it('is one action however often it is sent, and is not done anew once it was undone', async () => {
    const w = world()
    const programme = await w.programme()
    const curator = anActor(['curator'])
    for (let i = 0; i < 3; i++) await w.entries(await w.enrol(programme), ['M1'])
    const asked = { programmeId: programme.id, seenAt, except: [], key: 'form-1' }
    const [first, second] = [
      await w.credits.confirmAll(curator, asked),
      await w.credits.confirmAll(curator, asked),
    ]
    expect([second.batchId, second.refused]).to.deep.equal([first.batchId, []])
    expect(second.done).to.have.members(first.done).and.have.length(3)
    w.at('2026-11-22T09:05:00.000Z')
    await w.credits.undoBatch(curator, { batchId: first.batchId })
    expect((await w.credits.confirmAll(curator, asked)).done).to.deep.equal([])
  })

  it('is refused to who may not confirm, and hidden from another deployment', async () => {
    const w = world()
    const programme = await w.programme()
    const [entry] = await w.entries(await w.enrol(programme), ['M1'])
    const query = { programmeId: programme.id, seenAt, except: [] }
    expect(await codeOf(w.credits.confirmAll(anActor(['issuer']), query))).to.equal('forbidden')
    const stranger = anActor(['curator'], { scope: ['elsewhere'] })
    expect(await codeOf(w.credits.confirmAll(stranger, query))).to.equal('not_found')
    const { batchId } = await w.credits.confirmEntries(anActor(['curator']), {
      entryIds: [String(entry?.id)],
    })
    expect(await codeOf(w.credits.readBatch(stranger, { batchId, limit: 5 }))).to.equal('not_found')
  })
})
