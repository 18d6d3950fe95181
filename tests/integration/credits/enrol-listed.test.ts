import { expect } from 'chai'
import { readLearnerList } from '#credits/programmes/learner-list'
import { codeOf } from '#tests/support/thrown'
import { anActor, NOON, useCredits } from './use-credits.ts'

const HEADS = 'user;family;given;enrolled'
const rowsOf = (...lines: string[]) => readLearnerList([HEADS, ...lines].join('\n'), '2026-09-01').rows

/** The same stores, and how often any of them was asked. */
function countCalls<T extends object>(stores: T): { stores: T; calls(): number } {
  let calls = 0
  const counting = (store: object) =>
    new Proxy(store, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name)
        if (typeof value !== 'function') return value
        return (...given: unknown[]) => {
          calls += 1
          return value.apply(target, given)
        }
      },
    })
  const all = Object.entries(stores).map(([name, store]) => [name, counting(store)])
  return { stores: Object.fromEntries(all), calls: () => calls }
}

describe('a list of people to enrol', () => {
  const world = useCredits()
  const administrator = anActor(['administrator'])

  async function open() {
    const { id: programmeId } = await world().programme()
    const of = { issuer: `https://lms.example/${programmeId}` }
    const list = (...lines: string[]) => ({ programmeId, of, rows: rowsOf(...lines) })
    const enrolments = () =>
      world().stores.enrolments.listByProgramme({ programmeIds: [programmeId], limit: 1000 })
    return { programmeId, list, enrolments, credits: world().credits }
  }

  it('is judged line by line before anything is written, and then done so', async () => {
    const { list, enrolments, credits } = await open()
    await credits.enrolListed(administrator, list('1;Ковалёва;Анна;', '2;Баранов;Игорь;'))
    const next = list('1;КОВАЛЕВА;Анна;', '2;Орлова;Мария;', '3;Новый;Пётр;', '3;Новый;Пётр;')
    const judged = await credits.judgeListed(administrator, next)
    expect(judged.map(({ state }) => state)).to.deep.equal(['already', 'other-name', 'new', 'repeated'])
    expect(judged[1]?.known).to.equal('Баранов Игорь')
    expect(await enrolments()).to.have.length(2)
    expect(await credits.enrolListed(administrator, next)).to.deep.equal({
      ...{ enrolled: 1, already: 2, refused: 1 },
    })
    expect(await enrolments()).to.have.length(3)
  })

  it('gives every book its totals, and every date its own', async () => {
    const { list, enrolments, credits } = await open()
    const lines = Array.from({ length: 60 }, (_, n) => `${n};Фамилия${n};Имя;${n === 7 ? '02.09.2024' : ''}`)
    await credits.enrolListed(administrator, list(...lines))
    const made = await enrolments()
    expect(made).to.have.length(60)
    expect(made.every(({ summary }) => summary?.at === NOON.toISOString())).to.equal(true)
    expect(made.filter(({ enrolledOn }) => enrolledOn === '2024-09-02')).to.have.length(1)
  })

  it('asks the store once for the list and in bundles for its books, not a score of times a line', async () => {
    const { list } = await open()
    const counted = countCalls(world().stores)
    const credits = world().creditsWith({ stores: counted.stores })
    const lines = Array.from({ length: 100 }, (_, n) => `${n};Фамилия${n};Имя;`)
    await credits.enrolListed(administrator, list(...lines))
    expect(counted.calls()).to.be.below(100 * 3)
  })

  it('is an administrator’s who reaches the programme', async () => {
    const { list, credits } = await open()
    for (const act of ['judgeListed', 'enrolListed'] as const) {
      expect(await codeOf(credits[act](anActor(['curator']), list('1;К;А;')))).to.equal('forbidden')
      const stranger = anActor(['administrator'], { scope: ['https://other.example|c|1'] })
      expect(await codeOf(credits[act](stranger, list('1;К;А;')))).to.equal('not_found')
    }
  })
})
