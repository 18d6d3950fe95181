import { existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect } from 'chai'
import { InvalidConfigError, readConfig, readSettings } from '#config/config'
import { configurationManual } from '#config/manual'
import { readYamlFiles } from '#config/yaml-files'

const dataDir = (): string => mkdtempSync(path.join(tmpdir(), 'zachetka-config-'))

function faultsOf(environment: Record<string, string>): InvalidConfigError {
  try {
    readConfig({ DATA_DIR: dataDir(), ...environment })
  } catch (error) {
    expect(error).to.be.instanceOf(InvalidConfigError)
    return error as InvalidConfigError
  }
  throw new Error('the configuration was accepted')
}

describe('configuration', () => {
  it('works with nothing set', () => {
    const config = readConfig({ DATA_DIR: dataDir() })
    expect(config).to.include({ port: 3000, publicUrl: null, mongodbUri: null, timeZone: 'Asia/Tomsk' })
  })

  it('names whom to ask about an unknown paper, if anybody is set', () => {
    const contact = 'ТГПУ, +7 3822 00-00-00'
    const config = readConfig({ DATA_DIR: dataDir(), VERIFICATION_CONTACT: contact })
    expect(config.verificationContact).to.equal(contact)
    expect(readConfig({ DATA_DIR: dataDir() }).verificationContact).to.equal(null)
  })

  it('reports all faults at once, each with an example', () => {
    const { faults, message } = faultsOf({
      PORT: 'many',
      PUBLIC_URL: 'ftp://x',
      TIME_ZONE: 'Mars/Base',
      LOG_LEVEL: 'loud',
    })
    expect(faults.map(f => f.variable)).to.deep.equal(['PORT', 'PUBLIC_URL', 'LOG_LEVEL', 'TIME_ZONE'])
    for (const fault of faults) expect(message).to.contain(`${fault.variable}=${fault.example}`)
  })

  it('names a folder of regulations that is not there, and reads both endings in one that is', () => {
    const { faults } = faultsOf({ REGULATIONS_DIR: '/no-such-folder' })
    expect(faults.map(f => f.variable)).to.deep.equal(['REGULATIONS_DIR'])
    const folder = dataDir()
    for (const name of ['a.yaml', 'b.yml', 'c.txt']) writeFileSync(path.join(folder, name), name)
    const { regulationsDir } = readConfig({ DATA_DIR: dataDir(), REGULATIONS_DIR: folder })
    expect(readYamlFiles(regulationsDir ?? '').map(({ text }) => text)).to.deep.equal(['a.yaml', 'b.yml'])
  })

  it('prints no value of a variable, so no secret either', () => {
    const { message } = faultsOf({ SECRET_KEY: 'short-secret', MONGODB_URI: 'user:password@db' })
    expect(message).to.contain('SECRET_KEY').and.to.contain('MONGODB_URI')
    expect(message).not.to.contain('short-secret').and.not.to.contain('password@db')
  })

  it('takes the address of a host alone: pages begin at its root', () => {
    const { faults } = faultsOf({ PUBLIC_URL: 'https://portal.example/zachetka' })
    expect(faults.map(f => f.variable)).to.deep.equal(['PUBLIC_URL'])
    const { publicUrl } = readConfig({ DATA_DIR: dataDir(), PUBLIC_URL: 'https://portal.example/' })
    expect(publicUrl).to.equal('https://portal.example')
  })

  it('takes origins that may show us in a frame, and nothing else that would stand in a header', () => {
    const FRAME_ORIGINS = ' https://apps.lms.example  http://localhost:1999 '
    const { frameOrigins } = readConfig({ DATA_DIR: dataDir(), FRAME_ORIGINS })
    expect(frameOrigins).to.deep.equal(['https://apps.lms.example', 'http://localhost:1999'])
    for (const wrong of ['https://x.example/', '*', 'https://x.example;', "'self'", 'apps.lms.example'])
      expect(faultsOf({ FRAME_ORIGINS: wrong }).faults.map(f => f.variable)).to.deep.equal(['FRAME_ORIGINS'])
  })

  it('demands SECRET_KEY together with MONGODB_URI', () => {
    const { faults } = faultsOf({ MONGODB_URI: 'mongodb://db/zachetka' })
    expect(faults.map(f => f.variable)).to.deep.equal(['SECRET_KEY'])
  })

  it('sends no letters until it has a server and a sender, and says which is missing', () => {
    expect(readConfig({ DATA_DIR: dataDir() }).mail).to.equal(null)
    expect(faultsOf({ SMTP_URL: 'smtp://mail.example' }).faults.map(f => f.variable)).to.deep.equal([
      'MAIL_FROM',
    ])
    const wrong = faultsOf({ SMTP_URL: 'http://user:pass-word@mail', MAIL_FROM: 'nobody' })
    expect(wrong.faults.map(f => f.variable)).to.deep.equal(['SMTP_URL', 'MAIL_FROM'])
    expect(wrong.message).not.to.contain('pass-word')
    const from = 'Зачётка <noreply@mail.example>'
    const { mail } = readConfig({ DATA_DIR: dataDir(), SMTP_URL: 'smtps://mail.example', MAIL_FROM: from })
    expect(mail).to.deep.equal({ smtpUrl: 'smtps://mail.example', from })
  })

  it('keeps the key that it made for the embedded store, readable by its owner alone', () => {
    const dir = dataDir()
    const first = readConfig({ DATA_DIR: dir }).secretKey
    expect(readConfig({ DATA_DIR: dir }).secretKey)
      .to.equal(first)
      .and.to.have.length.above(32)
    expect(statSync(path.join(dir, 'secret.key')).mode & 0o777).to.equal(0o600)
  })

  it('makes no key and no directory for a command that opens no secrets', () => {
    const dir = path.join(dataDir(), 'nobody-made-me')
    expect(readSettings({ DATA_DIR: dir })).to.include({ dataDir: dir, secretKey: null })
    expect(existsSync(dir)).to.equal(false)
  })

  it('names DATA_DIR if nothing can be kept there, also where a directory can never be made', () => {
    for (const directory of ['/proc/nowhere/data', '/dev/null/data']) {
      expect(faultsOf({ DATA_DIR: directory }).faults.map(f => f.variable)).to.deep.equal(['DATA_DIR'])
    }
  })

  it('takes the trailing slash off PUBLIC_URL', () => {
    expect(readConfig({ DATA_DIR: dataDir(), PUBLIC_URL: 'https://z.example/' }).publicUrl).to.equal(
      'https://z.example',
    )
  })

  it('is documented by the manual as it stands', () => {
    const manual = readFileSync(new URL('../../../docs/configuration.md', import.meta.url), 'utf8')
    expect(manual, 'docs/configuration.md is stale: npm run docs').to.equal(configurationManual())
  })
})
