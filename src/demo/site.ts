/** A site of its own for the demo: a fresh data directory, the service, and the small LMS beside it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Config, readConfig, readSettings } from '#config/config'
import { operator } from '#domain/access/actor'
import { freePort } from '#src/adapters/free-port'
import type { Application } from '#src/application'
import { buildApplication } from '#src/main'
import { deploymentKey } from '#store/ports/people'
import { type Lms, startLms } from '#tests/lms/server'

export interface DemoSite {
  application: Application
  lms: Lms
  /** Of the registered tool. */
  deployment: string
  close(): Promise<void>
}

/** @param environment of the process; the demo's own data, key and addresses override what stands in it */
export async function openSite(
  environment: Record<string, string | undefined>,
  population: { learners: number; seed: number },
): Promise<DemoSite> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'zachetka-demo-'))
  const opened: { close(): Promise<void> }[] = []
  async function close(): Promise<void> {
    for (const each of opened.toReversed()) await each.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
  try {
    const application = await buildApplication(await demoConfig(environment, dataDir), {
      logTo: 'configured',
    })
    opened.push(application)
    await application.startWeb({ isDemo: true })
    const now = new Date()
    const lms = await startLms({ ...population, port: await freePort(4000), title: 'Moodle ТГПУ', now })
    opened.push(lms)
    mistypeHours(lms)
    return { application, lms, deployment: await registerTool(application, lms), close }
  } catch (error) {
    await close()
    throw error
  }
}

/** What is invented stays out of the database of a real site, and no letter leaves. */
const NEVER_THEIRS = { MONGODB_URI: '', SECRET_KEY: '', SMTP_URL: '', MAIL_FROM: '' }

async function demoConfig(environment: Record<string, string | undefined>, dataDir: string): Promise<Config> {
  const own = { ...environment, ...NEVER_THEIRS }
  const port = await freePort(readSettings(own).port)
  return readConfig({
    LOG_LEVEL: 'warn',
    ...own,
    DATA_DIR: dataDir,
    PORT: String(port),
    PUBLIC_URL: `http://localhost:${port}`,
    ALLOW_PRIVATE_ADDRESSES: 'true',
  })
}

/** One course of the LMS says other hours than the tariff, as happens: its entries come to the curator with a remark. */
function mistypeHours({ courses, population }: Lms): void {
  const course = courses.find(({ kind, part }) => kind === 'pupil-guidance' && part === 'variative')
  if (course) population.setHours(course.id, '20')
}

/** Both sides: the LMS gives the tool its client id, the tool notes the LMS. @returns the deployment's key */
async function registerTool({ platforms, publicUrl }: Application, lms: Lms): Promise<string> {
  const tool = lms.registerTool({
    name: 'Зачётка',
    loginUrl: `${publicUrl}/lti/login`,
    launchUrl: `${publicUrl}/lti/launch`,
    redirectUris: [`${publicUrl}/lti/launch`],
    jwksUrl: `${publicUrl}/lti/jwks`,
    origin: publicUrl,
  })
  await platforms.add(operator, {
    name: 'Moodle ТГПУ',
    issuer: lms.issuer,
    clientId: tool.clientId,
    deployments: [tool.deploymentId],
    authUrl: tool.authUrl,
    tokenUrl: tool.tokenUrl,
    jwksUrl: tool.jwksUrl,
  })
  return deploymentKey(lms.issuer, tool.clientId, tool.deploymentId)
}
