/** The whole story on a small LMS: register, launch, pull, confirm, issue, verify, and a second pull that changes nothing. */
import { operator } from '#domain/access/actor'
import type { Run } from '#store/ports/runs'
import { certify } from './certify.ts'
import { curate } from './curate.ts'
import { type EnrolledLearner, enrolEveryone } from './enrolments.ts'
import { demoProgramme } from './programme.ts'
import { type DemoSite, openSite } from './site.ts'
import { enter, StoryError } from './visitor.ts'

export interface StoryOptions {
  learners: number
  seed: number
  environment: Record<string, string | undefined>
  /** A line of the story, for people. */
  say(line: string): void
  /** Share of the pull that is done, 0…1, and words. */
  onProgress(share: number | null, words: string): void
}

/** The last line of `demo`. */
export interface StorySummary {
  pulled: number
  imported: number
  unchanged: number
  quarantined: number
  entries: number
  confirmed: number
  certificates: number
  secondSync: { imported: number; changed: number }
}

export interface Story {
  site: DemoSite
  summary: StorySummary
  /** Code of an issued certificate; `null`: nobody got one. */
  verificationCode: string | null
  learner: EnrolledLearner | undefined
}

/** The story up to the first pull: what waits for the curator. */
export interface Beginning {
  site: DemoSite
  connectionId: string
  enrolled: EnrolledLearner[]
  first: Run
}

/** @throws {StoryError} naming the step that did not go as told */
export async function tellStory(options: StoryOptions): Promise<Story> {
  const beginning = await beginStory(options)
  return closingOnFault(beginning.site, () => endStory(beginning, options))
}

/** Registers, connects, enrols, launches as a learner and pulls for the first time. */
export async function beginStory(options: StoryOptions): Promise<Beginning> {
  const { say } = options
  const site = await openSite(options.environment, options)
  return closingOnFault(site, async () => {
    say(`The service is at ${site.application.publicUrl}, the small LMS at ${site.lms.url}.`)
    const { connectionId, enrolled } = await setUp(site)
    say(`Registered the tool, connected the LMS, set up the programme, enrolled ${enrolled.length} learners.`)
    await seeEmptyBook(site, enrolled[0] as EnrolledLearner)
    say('A learner launched from the course: the book is empty.')
    const first = await pull(site, connectionId, options)
    say(describe('First pull', first))
    for (const line of quarantineOf(first)) say(line)
    return { site, connectionId, enrolled, first }
  })
}

async function endStory(
  { site, connectionId, enrolled, first }: Beginning,
  options: StoryOptions,
): Promise<Story> {
  const { say } = options
  const { confirmed } = await curate(site, say)
  const { certificates, verificationCode, learner } = await certify(site, enrolled, say)
  const second = await pull(site, connectionId, options)
  say(describe('Second pull', second))
  return { site, learner, verificationCode, summary: summaryOf(first, second, confirmed, certificates) }
}

async function closingOnFault<T>(site: DemoSite, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    await site.close()
    throw error
  }
}

async function setUp({ application, lms, deployment }: DemoSite) {
  const { connections, credits } = application
  const { id: connectionId } = await connections.add(operator, {
    type: 'moodle',
    name: 'moodle-demo',
    title: 'Moodle ТГПУ',
    settings: { url: lms.url },
    secrets: { token: lms.token },
    platformIssuer: lms.issuer,
  })
  const report = await connections.check(operator, 'moodle-demo')
  if (!report.ok) throw new StoryError(`the check failed: ${report.findings.map(f => f.message).join('; ')}`)
  const programme = await credits.saveProgramme(
    operator,
    demoProgramme(lms.courses, connectionId, deployment),
  )
  const enrolledOn = new Date(lms.population.now.getTime() - 809 * 86_400_000).toISOString().slice(0, 10)
  const enrolled = await enrolEveryone(credits, lms.population, lms.issuer, programme.id, enrolledOn)
  return { connectionId, enrolled }
}

async function seeEmptyBook({ lms }: DemoSite, learner: EnrolledLearner): Promise<void> {
  const { home } = await enter(lms, { userId: learner.userId })
  if (!home.text.includes('Пока ничего не засчитано'))
    throw new StoryError('the book is not empty before the first pull')
}

async function pull(
  { application }: DemoSite,
  connectionId: string,
  { onProgress }: StoryOptions,
): Promise<Run> {
  const run = await application.sync.run(connectionId, {
    mode: 'incremental',
    onProgress: ({ counts, progress }) => onProgress(progress ?? null, `${counts.pulled} records`),
  })
  onProgress(null, '')
  if (run.status !== 'done')
    throw new StoryError(`the pull ended as ${run.status}: ${run.error?.message ?? ''}`)
  return run
}

function describe(title: string, { counts }: Run): string {
  return `${title}: ${counts.pulled} records = ${counts.imported} imported + ${counts.unchanged} unchanged + ${counts.quarantined} quarantined, ${counts.calls} calls.`
}

function quarantineOf({ quarantineReasons }: Run): string[] {
  return Object.entries(quarantineReasons).map(([reason, count]) => `  quarantined: ${count} × ${reason}`)
}

function summaryOf(first: Run, second: Run, confirmed: number, certificates: number): StorySummary {
  const { pulled, imported, unchanged, quarantined, entries } = first.counts
  const secondSync = { imported: second.counts.imported, changed: second.counts.changed }
  return { pulled, imported, unchanged, quarantined, entries, confirmed, certificates, secondSync }
}
