/** `docs/events.md`, made from the schemas. */
import { writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { z } from 'zod'
import { EVENT_SCHEMAS, PUBLIC_EVENTS } from './schemas.ts'

/** What we use of JSON Schema. */
interface Node {
  type?: string
  format?: string
  description?: string
  items?: Node
  properties?: Record<string, Node>
}

/** The manual as Markdown. */
export function eventsManual(): string {
  const index = PUBLIC_EVENTS.map(
    type => `| \`${type}\` | ${EVENT_SCHEMAS[type].about.en} | ${EVENT_SCHEMAS[type].about.ru} |`,
  )
  return `# Events

What happens to a book is told as events: to the gradebooks of LMSs, by e-mail, and to other systems by signed webhooks.
Each is told **at least once**, and those of one learner **in order**. None holds personal data: ids, hours and dates only.
This page is generated from \`src/events/schemas.ts\` by \`npm run docs\`.

| event | tells | по-русски |
| --- | --- | --- |
${index.join('\n')}

## Webhooks

An administrator adds an address on the page «Вебхуки» (\`/admin/webhooks\`), by \`zachetka webhook add\` or by the API. It
hears of the programmes of those deployments that the administrator reaches, from the moment it was added.

A message is a \`POST\` as [Standard Webhooks](https://www.standardwebhooks.com) describe, so its libraries verify it:

\`\`\`
POST /hook HTTP/1.1
content-type: application/json
webhook-id: msg_Yb0l5t0oTz1bM3mG8u0mZ0o3Zbq
webhook-timestamp: 1795338000
webhook-signature: v1,<base64>

{"id":"msg_…","type":"entry.confirmed","timestamp":"2026-11-22T09:00:00.000Z",
 "data":{"learnerId":"…","seq":2,"entryId":"…","programmeId":"…","moduleId":"…","date":"2026-11-20","hours":"8.00"}}
\`\`\`

- **Signature**: HMAC-SHA256 over \`id.timestamp.body\`, the key being the base64 after \`whsec_\`. Compare in constant time
  and refuse a timestamp more than five minutes off. After a rotation two signatures stand there for a day, by the new
  secret and by the one before.
- **Once**: a message that was not answered in time comes again under the same \`webhook-id\`; remember those you have taken.
- **Order**: \`data.seq\` counts the events of one learner. The next one is sent when the one before was answered.
- **Answer** with any 2xx within 10 seconds, and work afterwards. Redirects are not followed. \`410\` pauses the address.
  \`Retry-After\` (seconds, at most an hour) is honoured.
- **Failures** are tried again after 30 seconds, 1, 2, 4 … 60 minutes, with a share of chance, for about 30 hours; an address
  that fails rests up to 15 minutes for everybody. What is still not taken then becomes a dead letter: the page shows it,
  and «Повторить» sends it again.
- **Addresses** are https and public, unless the site allows private ones (\`ALLOW_PRIVATE_ADDRESSES\`); what a name resolves to
  is judged each time.
- \`webhook.test\` comes from the button «Проверить»; its \`data\` is empty.

## What was not told

Listeners are \`issue\` (programmes that issue by themselves), \`grades\`, \`mail\` and \`webhook|ID\`. Each failure is tried again as above; what
nobody took then is a dead letter. Webhooks and grades show theirs on their pages; the operator sees all of them:

\`\`\`sh
zachetka events waiting mail                      # learners with something to tell, and the last failure
zachetka events dead-letters                      # what is not tried any more
zachetka events replay 'mail|entry.rejected|…'    # tried again
\`\`\`

## The data of each event

Every \`data\` has \`learnerId\` (our id of the learner) and \`seq\` besides. Fields are only added.
${PUBLIC_EVENTS.map(section).join('')}`
}

function section(type: (typeof PUBLIC_EVENTS)[number]): string {
  const schema = z.toJSONSchema(EVENT_SCHEMAS[type].data) as Node
  return `
### \`${type}\`

${EVENT_SCHEMAS[type].about.en}.

| field | is | |
| --- | --- | --- |
${rowsOf(schema).join('\n')}
`
}

function rowsOf({ properties = {} }: Node, path = ''): string[] {
  return Object.entries(properties).flatMap(([name, node]) => [
    `| \`${path}${name}\` | ${kindOf(node)} | ${node.description ?? ''} |`,
    ...rowsOf(node, `${path}${name}.`),
  ])
}

function kindOf({ type = 'string', format, items }: Node): string {
  if (type === 'array') return `list of ${kindOf(items ?? {})}`
  return type === 'string' && format === 'date' ? 'date' : type
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  writeFileSync(new URL('../../docs/events.md', import.meta.url), eventsManual())
}
