import { expect } from 'chai'
import { LTI_CODES } from '#lti/errors/codes'
import { textFor } from '#lti/errors/texts'
import { StateUsedError } from '#lti/launch/checks/state'

describe('texts of LTI failures', () => {
  it('has title, cause and remedy in both languages for every code', () => {
    for (const code of LTI_CODES) {
      const [ru, en] = [textFor(code, 'ru', {}), textFor(code, 'en', {})]
      expect([ru.title, ru.cause, ru.remedy].join(' '), code)
        .to.match(/[а-яё]/i)
        .and.not.to.match(/[{}]/)
      expect([en.title, en.cause, en.remedy].join(' '), code).not.to.match(/[а-яё{}]/i)
    }
  })

  it('fills in facts, and says known words in the language', () => {
    const facts = { parameter: 'iss', problem: 'missing' }
    expect(textFor('lti_request_invalid', 'ru', facts).cause).to.include('«iss», его нет')
  })

  it('keeps what underlies a failure out of its message', () => {
    const error = new StateUsedError({ hidden: new Error('secret'), log: { a: 1 } })
    expect([error.message, error.facts, error.log]).to.deep.equal(['state used', {}, { a: 1 }])
    expect(error.cause).to.be.an('error')
  })
})
