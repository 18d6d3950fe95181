import { expect } from 'chai'
import type { CheckReport } from '#connectors/contract'
import { type Lms, startLms } from '#tests/lms/server'
import { uniqueDatabaseUri } from '#tests/support/store'
import { zachetka } from '#tests/support/zachetka'

describe('zachetka connection check', function () {
  this.timeout(60_000)
  let lms: Lms
  let environment: Record<string, string>
  before(async () => {
    lms = await startLms({ learners: 4, courses: 1, odd: false })
    environment = {
      MONGODB_URI: await uniqueDatabaseUri(),
      SECRET_KEY: 'a test key of more than thirty-two characters',
      ALLOW_PRIVATE_ADDRESSES: 'true',
      MOODLE_TOKEN: lms.token,
    }
    const add = ['connection', 'add', 'moodle', 'm1', '--url', lms.url, '--token-env', 'MOODLE_TOKEN']
    const { code, stderr } = await zachetka(add, environment)
    expect(code, stderr).to.equal(0)
  })
  after(() => lms.close())

  it('names each right that is missing, and fails over one that a pull cannot do without', async () => {
    const rights = ['moodle/user:viewalldetails', 'moodle/site:viewfullnames', 'report/completion:view']
    for (const right of rights) lms.site.lacks.add(right)
    const { code, stdout } = await zachetka(['connection', 'check', 'm1', '--json'], environment)
    const { ok, findings } = JSON.parse(stdout) as CheckReport
    const named = findings.filter(finding => finding.code === 'moodle_right_missing')
    expect(named.map(({ message }) => message.split(' ')[0])).to.deep.equal(rights)
    expect(named.map(({ level }) => level)).to.deep.equal(['warning', 'warning', 'error'])
    for (const { remedy } of named) expect(remedy).to.include('the role of the service account')
    expect([code, ok]).to.deep.equal([1, false])
  })
})
