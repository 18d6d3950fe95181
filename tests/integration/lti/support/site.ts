/** The whole application on the store of the tests, and the small LMS beside it, registered with each other. */
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MongoClient } from 'mongodb'
import { readConfig } from '#config/config'
import { operator } from '#domain/access/actor'
import { besideOurs } from '#lti/ltijs/open-ltijs'
import type { Application } from '#src/application'
import { buildApplication } from '#src/main'
import { deploymentKey } from '#store/ports/people'
import type { Registration } from '#tests/lms/lti/tools'
import { type Lms, startLms } from '#tests/lms/server'
import { startTestStore } from '#tests/support/store'

export interface LtiSite {
  application: Application
  lms: Lms
  url: string
  tool: Registration
  platformId: string
  deployment: string
  close(): Promise<void>
}

export async function openLtiSite(options: { uriOptions?: string } = {}): Promise<LtiSite> {
  const store = await startTestStore()
  const dataDir = mkdtempSync(join(tmpdir(), 'zachetka-lti-'))
  const port = await freePort()
  const url = `http://localhost:${port}`
  const config = readConfig({
    MONGODB_URI: `${store.uri}${options.uriOptions ?? ''}`,
    SECRET_KEY: 'a secret for tests of forty characters or more',
    DATA_DIR: dataDir,
    PORT: String(port),
    PUBLIC_URL: url,
    ALLOW_PRIVATE_ADDRESSES: 'true',
    LOG_LEVEL: 'silent',
  })
  const application = await buildApplication(config, { logTo: 'configured' })
  await application.startWeb()
  const lms = await startLms({ learners: 12, now: new Date() })
  const { tool, platformId } = await register(application, lms, url)
  return {
    application,
    lms,
    url,
    tool,
    platformId,
    deployment: deploymentKey(lms.issuer, tool.clientId, tool.deploymentId),
    async close() {
      await lms.close()
      await application.close()
      await dropMirror(store.uri)
      await store.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

async function register({ platforms }: Application, lms: Lms, url: string) {
  const tool = lms.registerTool({
    name: 'Зачётка',
    loginUrl: `${url}/lti/login`,
    launchUrl: `${url}/book`,
    redirectUris: [`${url}/lti/launch`],
    jwksUrl: `${url}/lti/jwks`,
    origin: url,
  })
  const { clientId, deploymentId, ...addresses } = tool
  const { id } = await platforms.add(operator, {
    name: 'LMS',
    issuer: lms.issuer,
    clientId,
    deployments: [deploymentId],
    ...addresses,
  })
  return { tool, platformId: id }
}

/** The database that ltijs keeps beside ours. */
async function dropMirror(uri: string): Promise<void> {
  const client = new MongoClient(uri)
  await client.db(besideOurs(uri)).dropDatabase()
  await client.close()
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}
