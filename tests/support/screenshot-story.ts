/** Prepares the demo for pictures: one telling book and a queue with a group, a remark and a decision just taken. */
import type { EnrolledLearner } from '#src/demo/enrolments'
import type { DemoSite } from '#src/demo/site'
import type { Beginning } from '#src/demo/story'
import { enter, StoryError, type Visitor } from '#src/demo/visitor'

const DAY = 86_400

/** Courses of the telling book and how many days ago each was completed. */
const COMPLETED: readonly (readonly [course: string, daysAgo: number])[] = [
  ['CD-OPYT-SAIT', 826],
  ['CD-SEM-1', 770],
  ['CD-MASTER', 640],
  ['CD-OPYT', 520],
  ['CD-GALEREYA', 400],
  ['CD-UROK', 260],
  ['CD-SEM-2', 90],
  ['CD-UCHENIKI', 6],
]
/** Which of them the curator left waiting, and which one is rejected and why. */
const WAITS = 'Курирование'
const REJECTED = { title: 'Фото-галерея', reason: 'На снимках нет работ учеников: приложите галерею целиком' }

interface Row {
  entry: { id: string; title: string; learnerId: string }
  learner: { id: string; familyName: string }
  remarks: unknown[]
}

/** Completes the courses in the LMS and pulls them. */
export async function completeCourses({ site, connectionId, enrolled }: Beginning): Promise<EnrolledLearner> {
  const { population, courses } = site.lms
  const learner = enrolled.find(one => population.completionsOf(Number(one.userId)).length === 0)
  if (!learner) throw new StoryError('every learner has completed something')
  const now = population.now.getTime() / 1000
  for (const [shortname, daysAgo] of COMPLETED) {
    const course = courses.find(one => one.shortname === shortname)
    if (!course) throw new StoryError(`no course ${shortname}`)
    population.complete(Number(learner.userId), course.id, Math.floor(now - daysAgo * DAY))
  }
  await site.application.sync.run(connectionId, { mode: 'full' })
  return learner
}

/** Confirms the learner's entries but one, rejects another. */
export async function decideOn(site: DemoSite, learner: EnrolledLearner): Promise<void> {
  const curator = await enter(site.lms, { role: 'teacher' })
  const own = (await queueOf(curator)).filter(row => row.learner.id === learner.learnerId)
  const rejected = own.find(row => row.entry.title.startsWith(REJECTED.title))
  const confirmed = own.filter(row => row !== rejected && !row.entry.title.startsWith(WAITS)).map(idOf)
  if (!rejected) throw new StoryError('the gallery does not wait for the curator')
  await curator.api('POST', '/entries/confirm', { entryIds: confirmed, despiteRemarks: confirmed })
  await curator.api('POST', '/entries/reject', { entryIds: [idOf(rejected)], reason: REJECTED.reason })
}

/** One entry of the seminar gets other hours than the tariff, so that the group has a remark. */
export async function remarkOnOne(site: DemoSite, title: string, date: string): Promise<void> {
  const curator = await enter(site.lms, { role: 'teacher' })
  const rows = (await queueOf(curator)) as (Row & { entry: { date: string } })[]
  const group = rows.filter(({ entry }) => entry.title === title && entry.date === date)
  const byName = new Intl.Collator('ru')
  const row = group.toSorted((a, b) => byName.compare(a.learner.familyName, b.learner.familyName))[2]
  if (!row) throw new StoryError(`nobody waits for ${title} of ${date}`)
  await curator.api('POST', `/entries/${idOf(row)}/correct`, {
    hours: '10',
    reason: 'В ведомости 10 часов',
  })
}

const idOf = ({ entry }: Row): string => entry.id

async function queueOf(curator: Visitor): Promise<Row[]> {
  const rows: Row[] = []
  let after: string | null = null
  do {
    const query: string = after ? `?after=${encodeURIComponent(after)}` : ''
    const page: { groups: { rows: Row[] }[]; next: string | null } = await curator.api(
      'GET',
      `/queue${query}`,
    )
    rows.push(...page.groups.flatMap(group => group.rows))
    after = page.next
  } while (after)
  return rows
}
