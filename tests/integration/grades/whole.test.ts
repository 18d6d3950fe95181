import { expect } from 'chai'
import { operator } from '#domain/access/actor'
import { readRosters } from '#jobs/read-rosters.job'
import { sendGrades } from '#jobs/send-grades.job'
import type { DemoSite } from '#src/demo/site'
import { tellStory } from '#src/demo/story'

const log = { info: () => {}, warn: () => {}, error: () => {} }

describe('grades of the whole application', () => {
  let site: DemoSite | undefined
  after(() => site?.close())

  it('reach the gradebook of a course after one launch: ltijs’ tokens, real pages, everybody on the roster', async () => {
    const story = await tellStory({
      learners: 9,
      seed: 1,
      // invented people stay out of a real site's database, whatever the environment says
      environment: { PORT: '0', LOG_LEVEL: 'fatal', MONGODB_URI: 'mongodb://127.0.0.1:1/theirs' },
      say: () => {},
      onProgress: () => {},
    })
    site = story.site
    const { application, lms } = site
    expect(lms.grades()).to.deep.equal([])
    await readRosters({ rosters: application.rosters, log })
    await sendGrades({ events: application.events, log })
    const [course] = await application.grades.listCourses(operator, { limit: 10 })
    const { rows } = await application.grades.readCourse(operator, { id: course?.id ?? '', limit: 100 })
    const books = await application.stores.enrolments.byLearners(rows.map(row => row.personId))
    const shown = new Map(rows.map(row => [row.personId, row.sent?.value.scoreGiven]))
    const due = books.filter(book => (book.summary?.counted ?? 0) > 0)
    expect(due.length).to.be.greaterThan(3)
    for (const { learnerId, summary } of due)
      expect(shown.get(learnerId)).to.equal(Math.min(summary?.counted ?? 0, 10_800) / 100)
    expect(lms.grades()).to.have.length(due.length)
    expect(course?.counts).to.deep.equal({ sent: due.length, waiting: 0, refused: 0 })
    const sent = lms.requests.count('lti:scores')
    await application.events.sweep()
    await sendGrades({ events: application.events, log })
    expect(lms.requests.count('lti:scores'), 'nothing changed').to.equal(sent)
  }).timeout(60_000)
})
