import { expect } from 'chai'
import type { AnyConnector, CheckFinding } from '#connectors/contract'
import { ConnectorError } from '#connectors/errors'
import { scriptedConnector } from './scripted-connector.ts'
import { site } from './story.ts'

const found = (code: string): CheckFinding => ({ level: 'ok', code, message: code })

describe('the check of a connection', () => {
  function open(check: AnyConnector['check']) {
    const connector = { ...scriptedConnector({ pages: [] }), check }
    const here = site(0, { connectors: () => connector })
    const told: CheckFinding[] = []
    return { here, told, run: () => here.sync.check('c1', { onFinding: finding => told.push(finding) }) }
  }

  it('tells with the first finding of an answer what was asked for it, and how long that took', async () => {
    const { here, told, run } = open(async context => {
      const wait = (ms: number) => {
        here.clock.now = new Date(here.clock.now.getTime() + ms)
      }
      context.onFinding?.(found('before'))
      context.onCall?.('a')
      wait(100)
      context.onCall?.('b')
      context.onCall?.('b')
      wait(20)
      context.onFinding?.(found('first'))
      wait(5)
      context.onFinding?.(found('second'))
      return { ok: true, site: null, findings: [] }
    })
    await run()
    expect(told).to.deep.equal([
      found('before'),
      { ...found('first'), asked: { what: ['a', 'b'], ms: 120 } },
      found('second'),
    ])
  })

  it('tells what stopped it as well', async () => {
    const { told, run } = open(async () => {
      throw new ConnectorError({ code: 'gone', kind: 'config', message: 'gone', remedy: 'look' })
    })
    const report = await run()
    expect(report.ok).to.equal(false)
    expect(told).to.deep.equal(report.findings)
    expect(told[0]).to.include({ level: 'error', code: 'gone', remedy: 'look' })
  })
})
