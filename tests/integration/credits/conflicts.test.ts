import { expect } from 'chai'
import type { Hours } from '#domain/hours'
import { metBy } from '#tests/support/met-by'
import { anActor, system, useCredits } from './use-credits.ts'
import { aKeptBook } from './use-keeping.ts'

const AT = '2026-11-22T10:04:00.000Z'

describe('whoever was overtaken', () => {
  const world = useCredits()
  const first = anActor(['curator'], { name: 'Белова Ирина Олеговна' })
  const second = anActor(['curator'])
  const byFirst = { by: first.personId, byName: first.name, at: AT }

  it('in a batch is told of each entry who decided, when and what', async () => {
    const w = world()
    const [entry, free] = await w.entries(await w.enrol(await w.programme()), ['M1', 'M2'])
    const [taken, other] = [String(entry?.id), String(free?.id)]
    w.at(AT)
    await w.credits.rejectEntries(first, { entryIds: [taken], reason: 'не та группа' })
    const { done, refused } = await w.credits.confirmEntries(second, { entryIds: [taken, other] })
    expect(done).to.deep.equal([other])
    const differences = [{ field: 'state', was: 'imported', now: 'rejected' }]
    expect(refused).to.deep.equal([
      { entryId: taken, code: 'conflict', meanwhile: { ...byFirst, action: 'reject', differences } },
    ])
    const left = await w.credits.readEntries(second, { entryIds: [taken] })
    expect(left.map(row => row.entry.history.at(-1)?.byName)).to.deep.equal([first.name])
    expect(
      await w.credits.readEntries(anActor(['curator'], { scope: [] }), { entryIds: [taken] }),
    ).to.deep.equal([])
  })

  it('in a race to the same rows is told as well', async () => {
    const w = world()
    const entries = await w.entries(await w.enrol(await w.programme()), ['M1', 'M2', 'M3'])
    const entryIds = entries.map(({ id }) => id)
    const results = await Promise.all([
      w.credits.rejectEntries(first, { entryIds, reason: 'не та группа' }),
      w.credits.confirmEntries(second, { entryIds }),
    ])
    expect(results.flatMap(({ done }) => done)).to.have.members(entryIds)
    const winners = new Map(results.flatMap(({ done }, i) => done.map(id => [id, [first, second][i]?.name])))
    const named = results.flatMap(({ refused }) =>
      refused.map(each => [each.entryId, each.meanwhile?.byName]),
    )
    expect(named).to.have.deep.members(entryIds.map(id => [id, winners.get(id)]))
  })

  it('in a correction learns what the newer entry says', async () => {
    const w = world()
    const [entry] = await w.entries(await w.enrol(await w.programme()), ['M1'])
    const entryId = String(entry?.id)
    w.at(AT)
    await w.credits.correctEntry(first, { entryId, hours: 600 as Hours, reason: 'ведомость' })
    const met = await metBy(
      w.credits.correctEntry(second, { entryId, hours: 700 as Hours, reason: 'опечатка' }),
    )
    expect(met).to.deep.equal({
      ...byFirst,
      ...{ action: 'supersede', differences: [{ field: 'hours', was: '8.00', now: '6.00' }] },
    })
  })

  it('in a programme learns what the version since says, and may save over it', async () => {
    const w = world()
    const { createdAt: _, version: __, changed: ___, ...programme } = await w.programme()
    w.at(AT)
    const administrator = { ...system, name: first.name }
    const [module, ...rest] = programme.modules
    if (!module) throw new TypeError('the sample has no modules')
    const modules = [{ ...module, hours: 1200 as Hours }, ...rest]
    await w.credits.saveProgramme(administrator, { ...programme, title: 'Другое', modules, basedOn: 1 })
    const late = { ...programme, provider: 'ИРО' }
    const met = await metBy(w.credits.saveProgramme(system, { ...late, basedOn: 1 }))
    expect(met).to.deep.equal({
      ...{ ...byFirst, by: administrator.personId, version: 2 },
      differences: [
        { field: 'title', was: 'Современный урок', now: 'Другое' },
        { field: 'module', was: `${module.title}, 8.00`, now: `${module.title}, 12.00` },
      ],
    })
    const saved = await w.credits.saveProgramme(system, { ...late, basedOn: met?.version ?? 0 })
    expect([saved.version, saved.provider]).to.deep.equal([3, 'ИРО'])
  })

  it('in a recorded fact, a duplicate and the setting of who signs learns the same', async () => {
    const w = world()
    const { keeping, at } = await aKeptBook(w, { regulation: 'tyumen' })
    const content = {
      kind: 'project-defence' as const,
      title: 'Проект',
      date: '2024-11-20',
      result: 'защищён',
      place: 'ММС',
    }
    const { id } = await keeping.records.record(second, { ...at, key: 'key', content })
    w.at(AT)
    const reason = 'опечатка'
    await keeping.records.correct(first, {
      id,
      steps: 1,
      content: { ...content, result: 'на доработку' },
      reason,
    })
    const late = { id, content, reason }
    expect(await metBy(keeping.records.correct(second, { ...late, steps: 1 }))).to.deep.equal({
      ...{ ...byFirst, action: 'corrected', version: 2 },
      differences: [{ field: 'result', was: 'защищён', now: 'на доработку' }],
    })
    await keeping.records.correct(second, { ...late, steps: 2 })
    await keeping.duplicates.issue(first, { ...at, reason: 'утрачена', after: 0 })
    const again = await metBy(keeping.duplicates.issue(second, { ...at, reason: 'утеряна', after: 0 }))
    expect(again).to.deep.include({ ...byFirst, version: 1 })
    expect(again?.differences).to.deep.include({ field: 'reason', was: '', now: 'утрачена' })
    await keeping.records.withdraw(first, { id, steps: 3, reason })
    const withdrawn = await metBy(keeping.records.correct(second, { ...late, steps: 4 }))
    expect(withdrawn).to.include({ action: 'withdrawn' }).and.not.have.property('version')
  })
})
