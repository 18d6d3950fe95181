import { expect } from 'chai'
import { PAGES_IN_WORK, pageLine } from '#sync/run/page-line'

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

const nothing = async () => {}

describe('pages in work', () => {
  it('go through their steps in order, one page behind the other', async () => {
    const line = pageLine(() => {})
    const slow = gate()
    const seen: string[] = []
    const steps = (name: string, last: () => Promise<void>) => [
      async () => void seen.push(`settle ${name}`),
      async () => {
        seen.push(`complete ${name}`)
        await last()
      },
    ]
    line.add(
      keys('a'),
      steps('a', () => slow.passed),
    )
    line.add(keys('b'), steps('b', nothing))
    await turns()
    expect(seen).to.have.members(['settle a', 'complete a', 'settle b'])
    slow.open()
    await line.empty()
    expect(seen.at(-1)).to.equal('complete b')
  })

  it('are only so many', async () => {
    const line = pageLine(() => {})
    const gates = Array.from({ length: PAGES_IN_WORK }, gate)
    for (const [i, { passed }] of gates.entries()) {
      await line.room()
      line.add(keys(String(i)), [() => passed])
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
    line.add(keys('a', 'b'), [() => passed])
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

  it('go on before one that fails and begin no further step behind it; the first failure is told', async () => {
    let failures = 0
    const line = pageLine(() => {
      failures += 1
    })
    const [before, failing, behind] = [gate(), gate(), gate()]
    const begun: string[] = []
    const note = (step: string) => async () => void begun.push(step)
    line.add(keys('a'), [() => before.passed, note('a ends')])
    line.add(keys('b'), [nothing, note('b ends')])
    line.add(keys('c'), [() => failing.passed, note('c ends')])
    line.add(keys('d'), [() => behind.passed, note('d ends')])
    before.open()
    await turns()
    failing.fail(new Error('the disk is full'))
    await turns()
    let isEmpty = false
    const empty = line.empty().catch(error => {
      isEmpty = true
      return error
    })
    await turns()
    behind.open()
    expect(await empty).to.have.property('message', 'the disk is full')
    expect(isEmpty).to.equal(true)
    expect(begun).to.deep.equal(['a ends', 'b ends'])
    expect(failures).to.be.greaterThan(0)
  })

  it('are waited for when the line is emptied, whatever failed before', async () => {
    const line = pageLine(() => {})
    const [failing, slow] = [gate(), gate()]
    line.add(keys('a'), [nothing, () => failing.passed])
    line.add(keys('b'), [() => slow.passed, nothing])
    await turns()
    failing.fail(new Error('the disk is full'))
    let isEmpty = false
    const empty = line.empty().catch(() => {
      isEmpty = true
    })
    await turns()
    expect(isEmpty).to.equal(false)
    slow.open()
    await empty
  })
})
