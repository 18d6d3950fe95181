/** No test may leave this machine: nock refuses every host but loopback. */
import nock from 'nock'

export const mochaHooks = {
  beforeEach(): void {
    nock.disableNetConnect()
    nock.enableNetConnect(/^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/)
  },
  afterEach(): void {
    nock.cleanAll()
  },
}
