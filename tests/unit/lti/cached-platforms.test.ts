import { expect } from 'chai'
import { cachePlatforms } from '#lti/registration/cached-platforms'
import { createMemory } from './support/memory.ts'
import { CLIENT_ID, ISSUER, NOW, registration } from './support/platform.ts'

describe('registrations that are kept', () => {
  function setUp() {
    const { platforms, registrations } = createMemory([registration()])
    let reads = 0
    let time = NOW.getTime()
    let gate = Promise.resolve()
    const store = {
      ...platforms,
      find: async (issuer: string, clientId: string) => {
        reads += 1
        // As it stood when the question was asked.
        const stood = structuredClone(registrations)
        await gate
        return stood.find(one => one.issuer === issuer && one.clientId === clientId) ?? null
      },
      setActive: async (_id: string, active: boolean) => {
        Object.assign(registrations[0] ?? {}, { active })
      },
    }
    const cached = cachePlatforms(store, () => new Date(time))
    const find = () => cached.find(ISSUER, CLIENT_ID)
    const wait = (ms: number) => {
      time += ms
    }
    /** Reads take until the returned function is called. */
    const slow = () => {
      let open = () => {}
      gate = new Promise(resolve => {
        open = resolve
      })
      return () => open()
    }
    return { cached, find, registrations, reads: () => reads, wait, slow }
  }

  it('are read once in half a minute', async () => {
    const { find, reads, wait } = setUp()
    await find()
    wait(29_999)
    await find()
    expect(reads()).to.equal(1)
    wait(1)
    await find()
    expect(reads()).to.equal(2)
  })

  it('stop at once when this process switches one off, within half a minute when another does', async () => {
    const { cached, find, registrations, wait } = setUp()
    await find()
    await cached.setActive('p1', false)
    expect((await find())?.active).to.equal(false)
    Object.assign(registrations[0] ?? {}, { active: true })
    expect((await find())?.active).to.equal(false)
    wait(30_000)
    expect((await find())?.active).to.equal(true)
  })

  it('are not kept when there are none: a new one works at once', async () => {
    const { cached, registrations } = setUp()
    expect(await cached.find(ISSUER, 'new')).to.equal(null)
    registrations.push({ ...registration(), id: 'p2', clientId: 'new' })
    expect((await cached.find(ISSUER, 'new'))?.id).to.equal('p2')
  })

  it('are not believed if a change came while they were read', async () => {
    const { cached, find, slow } = setUp()
    const answer = slow()
    const reading = find()
    await cached.setActive('p1', false)
    answer()
    expect((await reading)?.active).to.equal(true)
    expect((await find())?.active).to.equal(false)
  })
})
