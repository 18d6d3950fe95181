import { expect } from 'chai'
import { createMortal } from './crash-support.ts'
import { everywhere, useCourses } from './use-courses.ts'

describe('grades when the process dies', () => {
  const courses = useCourses({ learners: 100 })

  it('sends at least once and ends right, between whichever two writes it dies', async () => {
    const at = courses()
    const programme = await at.programme()
    const lastCalls: string[] = []
    for (let step = 1; ; step++) {
      const userId = 100 + step
      const enrolment = await at.enrol(programme, userId)
      await at.process.grades.rememberGrant(at.launchOf({ userId }))
      await at.tick()
      const entryIds = (await at.world.entries(enrolment, ['M1', 'M4'])).map(entry => entry.id)
      const { process, died } = createMortal(at, step)
      const act = async () => {
        await process.credits.confirmEntries(everywhere(['curator']), { entryIds })
        await at.tick(process)
      }
      await act().catch(() => {})
      const last = died()
      if (last !== null) lastCalls.push(last)
      // the curator tries again, books are recomputed once a day, leases end
      await at.process.credits.confirmEntries(everywhere(['curator']), { entryIds })
      await at.process.credits.recompute([enrolment])
      await at.tick()
      at.later(10)
      await at.tick()
      const sent = at.lms.grades().filter(grade => grade.userId === String(userId))
      expect(sent.at(-1), `died at ${last}`).to.include({ scoreGiven: 76 })
      const times = sent.map(score => score.timestamp)
      expect([...new Set(times)].sort(), 'times only grow').to.deep.equal(times)
      if (last === null) {
        expect(sent, 'nobody died: once').to.have.length(1)
        break
      }
    }
    expect(lastCalls).to.include.members([
      'touch',
      'transition',
      'append',
      'wake',
      'claim',
      'postScore',
      'release',
    ])
    expect(lastCalls.filter(call => call === 'save')).to.have.length(2)
  }).timeout(60_000)
})
