import { expect } from 'chai'
import { httpOrigin, keepsCookies, originsOf } from '#lti/origin'

describe('an origin that goes into a policy', () => {
  it('is that of an http(s) address of a name or a number', () => {
    const addresses = [
      'https://lms.example/a?b#c',
      'http://a_b:8080',
      'https://школа.рф/x',
      'http://[::1]:80/',
      'https://10.0.0.1',
    ]
    expect(addresses.map(httpOrigin)).to.deep.equal([
      'https://lms.example',
      'http://a_b:8080',
      'https://xn--80atdl2c.xn--p1ai',
      'http://[::1]',
      'https://10.0.0.1',
    ])
  })

  it('is none of a wildcard, a directive, another scheme, or no address', () => {
    const wrong = ['https://*', 'https://*.ru', 'https://x.example;sandbox', "https://a'b", 'https://a,b']
    expect(originsOf(...wrong, 'javascript:alert(1)', 'data:,x', 'x', '', 7, null, undefined)).to.deep.equal(
      [],
    )
  })
})

describe('an address over which an LMS frame gets our cookies', () => {
  it('is over https, or of this machine', () => {
    const kept = ['https://x.example', 'http://localhost:3000', 'http://a.localhost', 'http://127.0.0.1:80']
    expect([...kept, 'http://[::1]:3000'].filter(address => !keepsCookies(address))).to.deep.equal([])
  })

  it('is none of another machine, whatever its name begins with', () => {
    const lost = [
      'http://x.example',
      'http://10.0.0.7:3000',
      'http://127.evil.example',
      'http://localhost.evil',
    ]
    expect(lost.filter(keepsCookies)).to.deep.equal([])
  })
})
