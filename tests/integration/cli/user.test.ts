import { expect } from 'chai'
import { connectStore } from '#store/connect'
import { migrateStore } from '#store/migrate'
import { createStores } from '#store/stores'
import { uniqueDatabaseUri } from '#tests/support/store'
import { zachetka } from '#tests/support/zachetka'

/** A database of the running test store with two people in it. */
async function twoPeople() {
  const uri = await uniqueDatabaseUri()
  const store = await connectStore(uri)
  const at = new Date('2026-11-22T09:00:00Z')
  await migrateStore(store.connection, at)
  const { people } = createStores(store.connection)
  const make = (key: string, familyName: string) =>
    people.ensure(`lti|https://lms.example|${key}`, { familyName, givenName: 'Имя' }, at.toISOString())
  const [leaving, coming] = [await make('1', 'Петров'), await make('2', 'Фёдорова')]
  await store.close()
  const env = { MONGODB_URI: uri, SECRET_KEY: 'a test key of more than thirty-two characters' }
  return { leaving, coming, run: (...args: string[]) => zachetka(['user', ...args], env) }
}

describe('zachetka user', function () {
  this.timeout(60_000)

  it('appoints, lists, hands over and ends, and names what does not hold', async () => {
    const { leaving, coming, run } = await twoPeople()
    const deputy = await run('appoint', leaving.id, 'head', '--deputy')
    expect(deputy.code).to.equal(1)
    expect(deputy.stderr).to.include('until: a deputy needs a last day')
    const made = await run(
      'appoint',
      leaving.id,
      'head',
      '--organisation',
      'Школа № 12',
      '--from',
      '2024-09-01',
    )
    expect(made.stdout, made.stderr).to.include('Петров Имя holds the role head')
    const own = await run('appoint', leaving.id, 'mentor', '--learner', coming.id)
    expect((await run('list')).stdout, own.stderr).to.match(/mentor +Фёдорова Имя/)
    const moved = await run('hand-over', leaving.id, coming.id, '--comment', 'увольнение', '--json')
    const { appointments } = JSON.parse(moved.stdout) as { appointments: { begun: string }[] }
    expect(appointments).to.have.length(2)
    const rows = JSON.parse((await run('list', '--json')).stdout) as { personName: string; role: string }[]
    expect(rows.map(({ personName, role }) => [personName, role])).to.have.deep.members([
      ['Фёдорова Имя', 'head'],
      ['Фёдорова Имя', 'mentor'],
    ])
    const ended = await run('end', String(appointments[0]?.begun), '--reason', 'реорганизация')
    expect(ended.stdout, ended.stderr).to.match(/Фёдорова Имя: the role (head|mentor) ends/)
  })
})
