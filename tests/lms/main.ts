/** `node --import tsx tests/lms/main.ts --port 4000 --learners 40`: the small LMS by itself. */
import { parseArgs } from 'node:util'
import { startLms } from './server.ts'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4000' },
    learners: { type: 'string', default: '40' },
    courses: { type: 'string' },
    seed: { type: 'string', default: '1' },
    tool: { type: 'string' },
  },
})

const lms = await startLms({
  port: Number(values.port),
  learners: Number(values.learners),
  seed: Number(values.seed),
  ...(values.courses ? { courses: Number(values.courses) } : {}),
})
process.stdout.write(`${lms.url}\nweb service token: ${lms.token}\n`)
if (values.tool) {
  const tool = values.tool.replace(/\/$/, '')
  const launchUrl = `${tool}/lti/launch`
  const registration = lms.registerTool({
    name: 'Зачётка',
    loginUrl: `${tool}/lti/login`,
    launchUrl,
    redirectUris: [launchUrl],
    jwksUrl: `${tool}/lti/jwks`,
    origin: tool,
  })
  process.stdout.write(`${JSON.stringify({ issuer: lms.issuer, ...registration }, null, 2)}\n`)
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void lms.close())
