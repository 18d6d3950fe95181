import { portalConnector } from '#connectors/portal/connector'
import type { TextEncoding } from '#tests/lms/portal/encode'
import { type ExportFormat, startPortal } from '#tests/lms/portal/server'
import { describeConnector } from './connector-suite.ts'
import { portalHarness } from './harness.ts'

const exports: [ExportFormat, TextEncoding][] = [
  ['csv', 'windows-1251'],
  ['xml', 'koi8-r'],
  ['html', 'utf-8'],
  ['xlsx', 'utf-8'],
]

for (const [format, encoding] of exports) {
  describeConnector(`A portal (${format}, ${encoding})`, async () => {
    const portal = await startPortal()
    const secrets = { token: 'token-of-the-portal-0123', key: 'key-of-the-portal-4567' }
    portal.demand(`Bearer ${secrets.token}`)
    const url = `${portal.exportUrl(format, encoding)}?access={key}`
    return {
      harness: () => portalHarness({ url, pageSize: 4 }, { secrets }),
      connector: portalConnector,
      secrets: Object.values(secrets),
      budget: { first: () => 1, again: () => 1 },
      close: () => portal.close(),
    }
  })
}
