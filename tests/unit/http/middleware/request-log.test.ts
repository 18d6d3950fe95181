import { expect } from 'chai'
import { publicPath } from '#http/middleware/request-log'

describe('the path in the log', () => {
  it('has neither the handle of a session nor a code that opens something, however they are written', () => {
    const paths = [
      '/~abcdefg/book',
      '/verify/4K7P-2MNX',
      '/VERIFY/4K7P-2MNX',
      '/Share/SSSS/x',
      '/api/v1/verify/4K7P',
    ]
    expect(paths.map(publicPath)).to.deep.equal([
      '/book',
      '/verify/…',
      '/VERIFY/…',
      '/Share/…',
      '/api/v1/verify/…',
    ])
  })
})
