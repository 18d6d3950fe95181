import { expect } from 'chai'
import { parseLogin } from '#lti/login/login-params'
import { readParams } from '#lti/params/read-params'

const read = (query: string, body?: unknown) =>
  parseLogin(readParams({ originalUrl: `/lti/login?${query}`, body }))
const sound = 'iss=https://lms.example&login_hint=7&target_link_uri=https://tool.example/'

/** What is wrong with which parameter. */
function factsOf(query: string, body?: unknown): object {
  try {
    read(query, body)
  } catch (error) {
    return (error as { facts: object }).facts
  }
  throw new Error('was accepted')
}

describe('parameters of a login', () => {
  const refused: [fact: string, query: string, body: unknown, parameter: string, problem: string][] = [
    ['an operator', `${sound}&iss[$ne]=x`, undefined, 'iss[$ne]', 'operator'],
    ['an operator by itself', `${sound}&$where=1`, undefined, '$where', 'operator'],
    ['a name given twice', `${sound}&iss=x`, undefined, 'iss', 'given twice'],
    ['a list', sound, { client_id: ['a', 'b'] }, 'client_id', 'not one string'],
    ['an object', sound, { client_id: { $ne: '' } }, 'client_id', 'not one string'],
    ['a line break', sound.replace('=7', '=7%0d%0a'), undefined, 'login_hint', 'control characters'],
    [
      'an issuer of 256 characters',
      `${sound.slice(sound.indexOf('&') + 1)}&iss=${'x'.repeat(256)}`,
      undefined,
      'iss',
      'too long',
    ],
    ['an empty hint', sound.replace('=7', '='), undefined, 'login_hint', 'missing'],
  ]
  for (const [fact, query, body, parameter, problem] of refused) {
    it(`refuses ${fact}, and names it`, () => {
      expect(factsOf(query, body)).to.deep.equal({ parameter, problem })
    })
  }

  it('takes what it knows and leaves the platform’s own parameters alone', () => {
    const login = read(`${sound}&canvas_region=eu&lti_message_hint=%7B%22cmid%22%3A95%7D`, {
      client_id: 'c1',
    })
    expect(login).to.deep.equal({
      issuer: 'https://lms.example',
      clientId: 'c1',
      loginHint: '7',
      messageHint: '{"cmid":95}',
      targetLinkUri: 'https://tool.example/',
    })
  })
})
