import { expect } from 'chai'
import { deadLetterId } from '#store/ports/outbox'
import { type TestStores, unique, useStores } from '#tests/integration/store/use-stores'
import { zachetka } from '#tests/support/zachetka'

const AT = '2026-11-22T09:00:00.000Z'

describe('zachetka events', function () {
  this.timeout(60_000)
  const store = useStores()
  const run = ({ uri }: TestStores, ...args: string[]) =>
    zachetka(['events', ...args], {
      ...{ MONGODB_URI: uri, SECRET_KEY: 'a test key of more than thirty-two characters' },
    })

  it('shows who waits and what is not tried any more, and has a dead letter tried again', async () => {
    const { outbox } = store().stores
    const [learner, eventId] = [unique('learner'), unique('event')]
    await outbox.append(learner, [{ id: eventId, type: 'entry.rejected', at: AT, data: {} }])
    await outbox.wake('mail', [{ stream: learner, wanted: 1 }], new Date(AT))
    const id = deadLetterId('mail', eventId)
    await outbox.bury({
      ...{ id, subscriber: 'mail', stream: learner, eventId, type: 'entry.rejected', at: AT },
      ...{ attempts: 36, code: 'mail_refused', replay: false },
    })
    const waiting = await run(store(), 'waiting', 'mail', '--json')
    expect(JSON.parse(waiting.stdout).map((each: { stream: string }) => each.stream)).to.include(learner)
    expect((await run(store(), 'replay', id)).code).to.equal(0)
    const shown = (await run(store(), 'dead-letters', '--subscriber', 'mail')).stdout
    expect(shown).to.include(id).and.include('mail_refused').and.include('to be tried again')
    const none = await run(store(), 'replay', 'mail|nothing')
    expect([none.code, none.stderr.includes('[not_found]')]).to.deep.equal([1, true])
  })
})
