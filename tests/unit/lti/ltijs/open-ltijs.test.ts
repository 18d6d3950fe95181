import { expect } from 'chai'
import { besideOurs } from '#lti/ltijs/open-ltijs'

describe('database of ltijs', () => {
  it('stands beside ours on the same server', () => {
    expect(besideOurs('mongodb://a:1,b:2/school?replicaSet=rs0')).to.equal('school_ltijs')
    expect(besideOurs('mongodb://%2Ftmp%2Fstore.sock/zachetka')).to.equal('zachetka_ltijs')
    expect(besideOurs('mongodb+srv://user:word@host')).to.equal('zachetka_ltijs')
    expect(besideOurs('mongodb://a/?retryWrites=true')).to.equal('zachetka_ltijs')
  })

  it('has a name that MongoDB takes', () => {
    expect(besideOurs(`mongodb://a/${'x'.repeat(63)}`)).to.have.length(62)
  })
})
