import { expect } from 'chai'
import { PAGES_IN_WORK, pageLine } from '#sync/page-line'

/** A promise and the hand that ends it. */
function gate() {
  let open: () => void = () => {}
  let fail: (error: Error) => void = () => {}
  const passed = new Promise<void>((resolve, reject) => {
    open = resolve
    fail = reject
  })
  return { passed, open, fail }
}

const turns = () => new Promise(resolve => setImmediate(resolve))
const keys = (...names: string[]) => new Set(names)

describe('pages in work', () => {
  it('are settled and completed in order, one settled while the one before is completed', async () => {
    const line = pageLine(() => {})
    const slow = gate()
    const seen: string[] = []
    line.add(
      keys('a'),
      async () => seen.push('settle a'),
      async () => {
        seen.push('complete a')
        await slow.passed
      },
    )
    line.add(
      keys('b'),
      async () => seen.push('settle b'),
      async () => void seen.push('complete b'),
    )
    await turns()
    expect(seen).to.have.members(['settle a', 'complete a', 'settle b'])
    slow.open()
    await line.empty()
    expect(seen.at(-1)).to.equal('complete b')
  })

  it('are only so many', async () => {
    const line = pageLine(() => {})
    const gates = Array.from({ length: PAGES_IN_WORK - 1 }, gate)
    for (const [i, { passed }] of gates.entries()) {
      await line.room()
      line.add(
        keys(String(i)),
        async () => {},
        () => passed,
      )
    }
    let hasRoom = false
    const room = line.room().then(() => {
      hasRoom = true
    })
    await turns()
    expect(hasRoom).to.equal(false)
    gates[0]?.open()
    await room
    for (const { open } of gates) open()
    await line.empty()
  })

  it('wait for each other only where they share a key', async () => {
    const line = pageLine(() => {})
    const { passed, open } = gate()
    line.add(
      keys('a', 'b'),
      async () => {},
      () => passed,
    )
    await line.apart(keys('c'))
    let isApart = false
    const apart = line.apart(keys('b')).then(() => {
      isApart = true
    })
    await turns()
    expect(isApart).to.equal(false)
    open()
    await apart
  })

  it('begin no further step once one has failed, and tell the first failure', async () => {
    let failures = 0
    const line = pageLine(() => {
      failures += 1
    })
    const [first, settling] = [gate(), gate()]
    const steps: string[] = []
    line.add(
      keys('a'),
      async () => {},
      () => first.passed,
    )
    line.add(
      keys('b'),
      () => settling.passed,
      async () => void steps.push('complete b'),
    )
    line.add(
      keys('c'),
      async () => steps.push('settle c'),
      async () => void steps.push('complete c'),
    )
    await turns()
    first.fail(new Error('the disk is full'))
    await turns()
    let isEmpty = false
    const empty = line.empty().catch(error => {
      isEmpty = true
      return error
    })
    await turns()
    expect(isEmpty, 'it waits for what was begun').to.equal(false)
    settling.open()
    expect(await empty).to.have.property('message', 'the disk is full')
    expect(steps).to.deep.equal([])
    expect(failures).to.be.greaterThan(0)
  })
})
