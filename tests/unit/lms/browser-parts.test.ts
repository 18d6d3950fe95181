import { expect } from 'chai'
import { CookieJar } from '#tests/lms/cookie-jar'
import { formsOf, refreshOf } from '#tests/lms/html-form'

const url = (text: string): URL => new URL(text)

describe('cookies of the test browser', () => {
  it('keeps Secure cookies of localhost over http and drops those of other names', () => {
    const jar = new CookieJar()
    jar.store(url('http://localhost:3000/lti'), ['a=1; Secure; SameSite=None; Partitioned'])
    jar.store(url('http://tool.test/lti'), ['a=1; Secure', 'b=2'])
    expect(jar.header(url('http://localhost:4000/x'))).to.equal('a=1')
    expect(jar.header(url('http://tool.test/'))).to.equal('b=2')
  })

  it('sends a cookie only below its path and to its host, until it expires', () => {
    const jar = new CookieJar()
    jar.store(url('http://localhost/'), ['a=1; Path=/lti', 'b=2; Max-Age=0', 'c=3; Max-Age=60'])
    expect(jar.header(url('http://localhost/lti/login'))).to.equal('a=1; c=3')
    expect(jar.header(url('http://localhost/ltix'))).to.equal('c=3')
    expect(jar.header(url('http://127.0.0.1/lti'))).to.equal('')
    jar.store(url('http://localhost/'), ['c=; Max-Age=0'])
    expect(jar.get('localhost', 'c')).to.equal(undefined)
  })
})

describe('cookies between sites', () => {
  const tool = url('http://localhost:3000/lti/launch')
  const lms = url('http://127.0.0.1:4000/mod/lti/auth.php')
  const all = [
    'lax=1; Secure',
    'strict=1; SameSite=Strict',
    'none=1; SameSite=None; Secure',
    'chips=1; SameSite=None; Secure; Partitioned',
  ]

  it('leaves Lax cookies behind when another site posts, and Strict ones when it links', () => {
    const jar = new CookieJar()
    jar.store(tool, all)
    expect(jar.header(tool, { initiator: lms, safe: false })).to.equal('none=1; chips=1')
    expect(jar.header(tool, { initiator: lms, safe: true })).to.equal('lax=1; none=1; chips=1')
    expect(jar.header(tool, { initiator: tool, safe: false })).to.equal('lax=1; strict=1; none=1; chips=1')
  })

  it('keeps in a frame of another site only None ones, and only Partitioned ones where they are blocked', () => {
    const allowed = new CookieJar()
    allowed.store(tool, all, { top: lms })
    expect(allowed.header(tool, { top: lms })).to.equal('none=1; chips=1')
    const blocked = new CookieJar()
    blocked.store(tool, all, { top: lms, blocked: true })
    expect(blocked.header(tool, { top: lms, blocked: true })).to.equal('chips=1')
  })

  it('refuses None and Partitioned without Secure', () => {
    const jar = new CookieJar()
    jar.store(tool, ['a=1; SameSite=None', 'b=1; Partitioned'])
    expect(jar.header(tool)).to.equal('')
  })
})

describe('forms of the test browser', () => {
  const base = 'http://localhost:3000/page'

  it('reads what a form would send, entities resolved', () => {
    const [form] = formsOf(
      `<form action="/go?a=1&amp;b=2" method="POST"><input type="hidden" name="hint" value="{&quot;id&quot;:1}"/>
       <input type=checkbox name=no><input type=checkbox name=yes checked><input type=submit name=s value=x>
       <textarea name="reason">не &lt;то&gt;</textarea><select name=k><option value=1><option value=2 selected></select></form>`,
      base,
    )
    expect(form?.action).to.equal('http://localhost:3000/go?a=1&b=2')
    expect(form?.fields).to.deep.equal({ hint: '{"id":1}', yes: 'on', reason: 'не <то>', k: '2' })
    expect([form?.method, form?.automatic]).to.deep.equal(['post', false])
  })

  it('knows a form that sends itself by its mark or by its script', () => {
    const automatic = (html: string) => formsOf(html, base)[0]?.automatic
    expect(automatic('<form data-autosubmit></form>')).to.equal(true)
    expect(automatic('<form name="f" id="f"></form><script>document.f.submit();</script>')).to.equal(true)
    expect(automatic('<form id="f"></form><script>document.forms[0].submit()</script>')).to.equal(true)
    expect(automatic('<form id="f"></form><script>f.reset()</script>')).to.equal(false)
  })

  it('reads where a refresh leads', () => {
    expect(refreshOf('<meta http-equiv="refresh" content="0;url=/next?a=1&amp;b=2">', base)).to.equal(
      'http://localhost:3000/next?a=1&b=2',
    )
    expect(refreshOf('<meta http-equiv="refresh" content="300; url=/late">', base)).to.equal(null)
    expect(
      refreshOf('<noscript><meta http-equiv="refresh" content="0; url=/plain"></noscript>', base),
    ).to.equal(null)
    expect(refreshOf('<meta name="viewport" content="x">', base)).to.equal(null)
  })
})
