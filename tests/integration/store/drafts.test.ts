import { expect } from 'chai'
import type { FormDraft } from '#store/ports/drafts'
import { unique, useStores } from './use-stores.ts'

const NOW = new Date('2026-11-22T03:00:00.000Z')

const aDraft = (changes: Partial<FormDraft> = {}): FormDraft => ({
  id: unique('draft'),
  personId: unique('person'),
  path: '/queue/reject/now',
  sealed: 'v1.x',
  at: NOW.toISOString(),
  expiresAt: new Date('2026-11-29T03:00:00.000Z'),
  ...changes,
})

describe('drafts of forms in the store', () => {
  const store = useStores()

  it('are found by their person until they expire', async () => {
    const { drafts } = store().stores
    const draft = aDraft()
    await drafts.keep(draft, null)
    expect(await drafts.find(draft.id, draft.personId, NOW)).to.deep.equal(draft)
    expect(await drafts.find(draft.id, 'somebody else', NOW)).to.equal(null)
    expect(await drafts.find(draft.id, draft.personId, draft.expiresAt)).to.equal(null)
  })

  it('take the place of an older one of the same form', async () => {
    const { drafts } = store().stores
    const first = aDraft()
    const second = { ...first, id: unique('draft') }
    const other = { ...first, id: unique('draft'), path: '/proof' }
    for (const each of [first, other, second]) await drafts.keep(each, null)
    const found = await Promise.all(
      [first, second, other].map(({ id }) => drafts.find(id, first.personId, NOW)),
    )
    expect(found.map(each => each?.id)).to.deep.equal([undefined, second.id, other.id])
  })

  it('hold the bytes of a file apart from the rest, for their person', async () => {
    const { drafts } = store().stores
    const draft = aDraft()
    await drafts.keep(draft, new Uint8Array([1, 2, 3]))
    expect(await drafts.find(draft.id, draft.personId, NOW)).to.deep.equal(draft)
    expect(await drafts.fileOf(draft.id, draft.personId, NOW)).to.deep.equal(new Uint8Array([1, 2, 3]))
    expect(await drafts.fileOf(draft.id, 'somebody else', NOW)).to.equal(null)
    expect(await drafts.fileOf(draft.id, draft.personId, draft.expiresAt)).to.equal(null)
  })

  it('are five at most of one person', async () => {
    const { drafts } = store().stores
    const personId = unique('person')
    const all = [1, 2, 3, 4, 5, 6].map(n =>
      aDraft({ personId, path: `/${n}`, at: `2026-11-22T03:00:0${n}.000Z` }),
    )
    for (const each of all) await drafts.keep(each, null)
    const found = await Promise.all(all.map(({ id }) => drafts.find(id, personId, NOW)))
    expect(found.map(each => each?.path)).to.deep.equal([undefined, '/2', '/3', '/4', '/5', '/6'])
  })

  it('know the person of a session that is over', async () => {
    const { sessions } = store().stores
    const tokenHash = unique('hash')
    await sessions.create({
      tokenHash,
      personId: 'p-1',
      name: 'Орлова',
      roles: ['curator'],
      deployment: 'd',
      language: 'ru',
      platformOrigin: 'https://lms.example',
      createdAt: NOW.toISOString(),
      expiresAt: NOW,
    })
    expect(await sessions.find(tokenHash, NOW)).to.equal(null)
    expect((await sessions.findOver(tokenHash))?.personId).to.equal('p-1')
  })
})
