import { expect } from 'chai'
import { httpOrigin, originsOf } from '#lti/origin'

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
