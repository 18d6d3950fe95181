import { expect } from 'chai'
import type { Actor } from '#domain/access/actor'
import { unique } from '#tests/integration/store/use-stores'
import { codeOf } from '#tests/support/thrown'
import { type Side, type TwoMunicipalities, twoMunicipalities } from './two-municipalities.ts'
import { anActor, useCredits } from './use-credits.ts'
import { aKeptBook, type KeptBook, scanFile } from './use-keeping.ts'

const claim = { moduleId: 'M3', date: '2024-11-12', documentKind: 'справка', documentNumber: '41' }
const curator = anActor(['curator'])
const administrator = anActor(['administrator'])

describe('what a municipality decides for its schools', () => {
  const world = useCredits()
  let book: KeptBook
  let two: TwoMunicipalities
  beforeEach(async () => {
    book = await aKeptBook(world(), { regulation: 'tyumen' })
    two = await twoMunicipalities(book)
  })

  const decide = (actor: Actor, { id }: Pick<Side, 'id'>, changes: object = {}) =>
    book.keeping.writing.save(actor, {
      programmeId: book.programme.id,
      municipality: id,
      enter: ['head'],
      sign: ['head'],
      basis: 'приказ управления образования № 12 от 01.09.2024',
      after: 0,
      ...changes,
    })
  const anEntry = ({ at }: Side, actor = curator) =>
    book.keeping.proofs.send(actor, { ...at, key: unique('key'), claim })
  const refusals = async (actor: Actor, ids: string[]) => {
    const asked = { entryIds: ids, despiteRemarks: ids }
    const { refused } = await book.credits.confirmEntries(actor, asked)
    return refused.map(({ entryId, code }) => [ids.indexOf(entryId), code])
  }

  it('T15: two municipalities of one programme let different roles sign', async () => {
    const entries = [await anEntry(two.north), await anEntry(two.south)]
    const ids = entries.map(({ id }) => id)
    await decide(two.north.officer, two.north, { enter: ['learner', 'head'], sign: ['head'] })
    await decide(two.south.officer, two.south, { enter: ['methodist'], sign: ['methodist'] })
    expect(await refusals(two.south.head, ids)).to.deep.equal([
      [0, 'not_found'],
      [1, 'not_signer'],
    ])
    expect(await refusals(curator, ids)).to.deep.equal([[0, 'not_signer']])
    expect(await refusals(two.north.head, ids)).to.deep.equal([[1, 'not_found']])
    const stored = await book.stores.entries.byIds(ids)
    const signed = ids.map(id => stored.find(each => each.id === id)?.history.at(-1))
    expect(signed.map(step => [step?.action, step?.by])).to.deep.equal([
      ['confirm', two.north.head.personId],
      ['confirm', curator.personId],
    ])
  })

  it('T15: single entries and the queue ask the municipality too', async () => {
    const { id } = await anEntry(two.north)
    await decide(two.north.officer, two.north, { enter: ['curator'], sign: ['methodist'] })
    expect((await book.credits.listQueue(two.north.head, {})).waiting.count).to.equal(0)
    const correction = { entryId: id, reason: 'часы по справке', hours: 800 as never }
    expect(await codeOf(book.credits.correctEntry(two.north.head, correction))).to.equal('not_signer')
    await decide(two.north.officer, two.north, { after: 1 })
    expect((await book.credits.listQueue(two.north.head, {})).waiting.count).to.equal(1)
    expect(await codeOf(book.credits.correctEntry(curator, correction))).to.equal('not_signer')
  })

  it('T15: the queue of the course tells whose signature a line waits for', async () => {
    await decide(two.north.officer, two.north, { enter: ['methodist'], sign: ['head'] })
    const ids = [(await anEntry(two.north)).id, (await anEntry(two.south)).id]
    const { groups } = await book.credits.listQueue(curator, { programmeId: book.programme.id })
    const rows = groups.flatMap(group => group.rows)
    expect(ids.map(id => rows.find(({ entry }) => entry.id === id)?.signedBy)).to.deep.equal([
      ['head'],
      undefined,
    ])
  })

  it('T15: papers come from whom the municipality lets write, their scans as well', async () => {
    await decide(two.north.officer, two.north)
    const ofNorth = { programmeId: book.programme.id }
    const send = (actor: Actor) => book.keeping.proofs.send(actor, { ...ofNorth, key: unique('key'), claim })
    expect(await codeOf(send(two.north.learner))).to.equal('forbidden')
    expect(await codeOf(book.keeping.proofs.form(two.north.learner, ofNorth))).to.equal('forbidden')
    expect(await codeOf(book.keeping.proofs.keepScan(two.north.learner, ofNorth, scanFile()))).to.equal(
      'forbidden',
    )
    expect(await codeOf(anEntry(two.north))).to.equal('forbidden')
    expect((await anEntry(two.north, two.north.head)).history[0]?.byRole).to.equal('head')
    expect((await book.keeping.proofs.form(two.south.learner, ofNorth)).own).to.equal(true)
    expect((await anEntry(two.south)).status).to.equal('imported')
  })

  it('T15: one act writes where the municipality lets its author, and names the other books', async () => {
    await decide(two.north.officer, two.north)
    const { learners } = await book.keeping.acts.form(curator, book.programme.id)
    const offered = learners.map(({ id }) => id)
    expect(offered).to.include(two.south.at.learnerId).and.not.include(two.north.at.learnerId)
    const participants = [two.north, two.south].map(({ at }) => ({ learnerId: at.learnerId, absent: false }))
    const act = { programmeId: book.programme.id, number: unique('7'), claim, participants }
    const { rows } = await book.keeping.acts.preview(curator, act)
    expect(rows.map(({ outcome }) => outcome)).to.deep.equal(['other-writes', 'new'])
    const byHead = await book.keeping.acts.preview(two.north.head, act)
    expect(byHead.rows.map(({ outcome }) => outcome)).to.deep.equal(['new', 'not-found'])
    expect(byHead.rows[1]?.learner.givenName).to.equal('')
  })

  it('T15: acts are open to others where only a municipality says so', async () => {
    await book.keeping.writing.save(administrator, {
      programmeId: book.programme.id,
      enter: ['learner'],
      sign: ['head'],
      after: 0,
    })
    const form = () => codeOf(book.keeping.acts.form(two.north.head, book.programme.id))
    expect(await form()).to.equal('forbidden')
    await decide(two.north.officer, two.north)
    expect(await form()).to.equal('nothing thrown')
  })

  it('T15: the programme’s setting holds for schools whose municipality decided nothing', async () => {
    const setting = { programmeId: book.programme.id, enter: ['methodist'], sign: ['methodist'] } as const
    await book.keeping.writing.save(administrator, { ...setting, after: 0 })
    await decide(two.north.officer, two.north)
    const ids = [(await anEntry(two.north, two.north.head)).id, (await anEntry(two.south)).id]
    expect(await refusals(curator, ids)).to.deep.equal([[0, 'not_signer']])
    const { usual, usualBy } = await book.keeping.writing.read(two.south.officer, {
      programmeId: book.programme.id,
      municipality: two.south.id,
    })
    expect([usual.sign, usualBy]).to.deep.equal([['methodist'], 'programme'])
  })

  it('T15: a learner who moves comes under what the new municipality decided', async () => {
    await decide(two.south.officer, two.south, { enter: ['methodist'], sign: ['methodist'] })
    const { id } = await anEntry(two.north)
    const south = await book.stores.people.byId(two.south.at.learnerId)
    await book.stores.people.setOrganisation(two.north.at.learnerId, south?.organisation ?? '')
    expect(await refusals(two.south.head, [id])).to.deep.equal([[0, 'not_signer']])
  })

  it('is read and decided by that municipality and the administrator alone', async () => {
    const ofNorth = { programmeId: book.programme.id, municipality: two.north.id }
    for (const read of [book.keeping.writing.read, (actor: Actor) => decide(actor, two.north)]) {
      const codes = [two.south.officer, two.north.head, curator, two.north.learner].map(actor =>
        codeOf(read(actor, ofNorth)),
      )
      expect(await Promise.all(codes)).to.deep.equal(['not_found', 'forbidden', 'forbidden', 'forbidden'])
      const elsewhere = anActor(['administrator'], { scope: ['elsewhere'] })
      expect(await codeOf(read(elsewhere, ofNorth))).to.equal('not_found')
    }
    const own = { programmeId: book.programme.id }
    expect(await codeOf(book.keeping.writing.read(two.north.officer, own))).to.equal('forbidden')
    const other = { ...own, municipality: 'никакой район' }
    expect(await codeOf(book.keeping.writing.read(administrator, other))).to.equal('not_found')
    const rows = await book.keeping.writing.list(two.north.officer)
    expect(rows.map(({ municipality }) => municipality?.id)).to.deep.equal([two.north.id])
    expect(await codeOf(book.keeping.writing.list(two.north.head))).to.equal('forbidden')
  })

  it('T20: whoever is appointed for the municipality sees the books of its schools, and no others', async () => {
    const of = async ({ at }: Side) => codeOf(book.credits.readBooks(two.north.officer, at))
    expect([await of(two.north), await of(two.south)]).to.deep.equal(['nothing thrown', 'not_found'])
    await decide(two.north.officer, two.north, { sign: ['municipality'] })
    const ids = [(await anEntry(two.north, two.north.head)).id]
    expect((await book.credits.listQueue(two.north.officer, {})).waiting.count).to.equal(1)
    expect(await refusals(two.north.officer, ids)).to.deep.equal([])
  })

  it('names the document and who decided it, in the history', async () => {
    expect(await codeOf(decide(two.north.officer, two.north, { basis: ' ' }))).to.equal('invalid_input')
    await decide(two.north.officer, two.north)
    const { history } = await decide(administrator, two.north, { sign: ['methodist'], after: 1 })
    expect(history.map(({ by, byRole, sign }) => [by, byRole, sign])).to.deep.equal([
      [two.north.officer.personId, 'municipality', ['head']],
      [administrator.personId, 'administrator', ['methodist']],
    ])
    expect(history[0]?.basis).to.include('№ 12')
    const { municipalities } = await book.keeping.writing.read(administrator, {
      programmeId: book.programme.id,
    })
    const decided = municipalities?.filter(({ id }) => [two.north.id, two.south.id].includes(id))
    expect(decided?.map(each => each.decided)).to.deep.equal([true, false])
  })

  it('is decided by one of two at once', async () => {
    const save = (after: number) => codeOf(decide(two.north.officer, two.north, { after }))
    for (const after of [0, 1]) {
      const codes = await Promise.all([save(after), save(after), save(after)])
      expect(codes.filter(code => code === 'conflict')).to.have.length(2)
    }
    const ofNorth = { programmeId: book.programme.id, municipality: two.north.id }
    expect((await book.keeping.writing.read(administrator, ofNorth)).history).to.have.length(2)
  })

  it('is nothing where the regulation leaves nothing to municipalities', async () => {
    const tspu = await aKeptBook(world())
    const { north } = await twoMunicipalities(tspu)
    const ref = { programmeId: tspu.programme.id, municipality: north.id }
    expect(await codeOf(tspu.keeping.writing.read(north.officer, ref))).to.equal('not_found')
    expect(await tspu.keeping.writing.list(north.officer)).to.deep.equal([])
    const { municipalities } = await tspu.keeping.writing.read(administrator, {
      programmeId: ref.programmeId,
    })
    expect(municipalities).to.equal(undefined)
  })
})
