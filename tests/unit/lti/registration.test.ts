import { expect } from 'chai'
import { faultsOfRegistration } from '#lti/registration/registration'

const sound = {
  name: 'Moodle',
  issuer: 'https://lms.example',
  clientId: 'c1',
  deployments: ['1'],
  authUrl: 'https://lms.example/mod/lti/auth.php',
  tokenUrl: 'https://lms.example/mod/lti/token.php',
  jwksUrl: 'https://lms.example/mod/lti/certs.php',
}
const pathsOf = (change: object, allowPrivateAddresses = false) =>
  faultsOfRegistration({ ...sound, ...change }, { allowPrivateAddresses }).map(fault => fault.path)

describe('registration by hand', () => {
  it('accepts what Moodle shows', () => {
    expect(pathsOf({})).to.deep.equal([])
  })

  it('names every fault at once', () => {
    expect(pathsOf({ name: ' ', authUrl: 'lms.example/auth', deployments: [''] })).to.deep.equal([
      'name',
      'deployments.0',
      'authUrl',
    ])
  })

  it('takes http from this machine, from a private network if that is allowed, and from nowhere else', () => {
    expect(pathsOf({ jwksUrl: 'http://localhost:8090/certs' })).to.deep.equal([])
    expect(pathsOf({ jwksUrl: 'http://10.1.2.3/certs' })).to.deep.equal(['jwksUrl'])
    expect(pathsOf({ jwksUrl: 'http://10.1.2.3/certs' }, true)).to.deep.equal([])
    expect(pathsOf({ jwksUrl: 'http://93.184.216.34/certs' }, true)).to.deep.equal(['jwksUrl'])
  })

  it('refuses a host that would be more than a host in a policy', () => {
    for (const issuer of [
      'https://*',
      'https://*.example',
      'https://lms.example;sandbox',
      'https://a,b',
      "https://a'b",
    ])
      expect(pathsOf({ issuer }), issuer).to.deep.equal(['issuer'])
    expect(pathsOf({ issuer: 'https://школа.рф' })).to.deep.equal([])
  })

  it('refuses addresses with secrets, fragments or other schemes', () => {
    for (const tokenUrl of [
      'https://u:p@lms.example/t',
      'https://lms.example/t#x',
      'ftp://lms.example/',
      'javascript:1',
    ]) {
      expect(pathsOf({ tokenUrl })).to.deep.equal(['tokenUrl'])
    }
  })
})
