/** Who meets the regulation gets a certificate; the learner downloads it, and anyone verifies it. */
import { createHash } from 'node:crypto'
import type { EnrolledLearner } from './enrolments.ts'
import type { DemoSite } from './site.ts'
import { enter, StoryError, type Visitor } from './visitor.ts'

interface LearnerRow {
  enrolment: { id: string; learnerId: string }
}

interface Issued {
  id: string
  learnerId: string
  registrationNumber: string
  verificationCode: string
  pdfHash: string
}

/** @returns also one of the learners who got theirs, or, of a population of a few, that nobody did */
export async function certify(
  site: DemoSite,
  enrolled: EnrolledLearner[],
  say: (line: string) => void,
): Promise<{ certificates: number; verificationCode: string | null; learner: EnrolledLearner | undefined }> {
  const issuer = await enter(site.lms, { role: 'administrator' })
  const issued: Issued[] = []
  for (const enrolmentId of await eligibleOf(issuer)) {
    issued.push(await issuer.api<Issued>('POST', '/certificates', { enrolmentId }))
  }
  const [first] = issued
  const last = issued.at(-1)
  if (!first || !last) {
    say('Nobody meets the regulation yet: no certificate is issued.')
    return { certificates: 0, verificationCode: null, learner: enrolled[0] }
  }
  say(`Issued ${issued.length} certificates: № ${first.registrationNumber} to № ${last.registrationNumber}.`)
  const learner = enrolled.find(one => one.learnerId === first.learnerId)
  if (!learner) throw new StoryError('a certificate was issued to somebody who is not enrolled')
  await download(site, learner, first)
  await verify(site, first)
  say(
    `The learner downloaded № ${first.registrationNumber}; /verify/${first.verificationCode} answers for it.`,
  )
  return { certificates: issued.length, verificationCode: first.verificationCode, learner }
}

async function eligibleOf(issuer: Visitor): Promise<string[]> {
  const ids: string[] = []
  let after: string | null = null
  do {
    const query: string = after ? `&after=${encodeURIComponent(after)}` : ''
    const page: { items: LearnerRow[]; next: string | null } = await issuer.api(
      'GET',
      `/learners?eligible=true${query}`,
    )
    ids.push(...page.items.map(row => row.enrolment.id))
    after = page.next
  } while (after)
  return ids
}

async function download({ lms }: DemoSite, learner: EnrolledLearner, certificate: Issued): Promise<void> {
  const visitor = await enter(lms, { userId: learner.userId })
  const { status, type, bytes } = await visitor.download(`/api/v1/certificates/${certificate.id}/pdf`)
  if (status !== 200 || !type.startsWith('application/pdf'))
    throw new StoryError(`the PDF was answered ${status} ${type}`)
  const hash = createHash('sha256').update(bytes).digest('hex')
  if (hash !== certificate.pdfHash) throw new StoryError('the PDF is not the one that was issued')
}

async function verify({ application }: DemoSite, certificate: Issued): Promise<void> {
  const answer = await fetch(`${application.publicUrl}/verify/${certificate.verificationCode}`)
  const text = await answer.text()
  if (answer.status !== 200 || !text.includes(certificate.registrationNumber)) {
    throw new StoryError(`the verification page was answered ${answer.status}`)
  }
}
