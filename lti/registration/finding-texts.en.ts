import type { FindingTexts } from './finding-types.ts'

export const findingsEn: FindingTexts = {
  findings: {
    inactive: {
      message: 'The registration is off.',
      remedy: 'Switch it on on the page “LMS”, or: zachetka platform activate {id}',
    },
    'no-deployment': {
      message: 'No deployment is approved.',
      remedy:
        'Open the tool from a course once, then approve the deployment on the page “LMS”, or: zachetka platform approve {id} {deployment}',
    },
    'deployment-waiting': {
      message: 'Deployments wait for approval: {seen}.',
      remedy:
        'If they are yours, approve them on the page “LMS”, or: zachetka platform approve {id} DEPLOYMENT',
    },
    'other-host': {
      message: 'Addresses of the platform are on other hosts than its issuer: {seen}.',
      remedy: 'Make sure that the LMS itself shows these addresses.',
    },
    'redirect-address': { message: 'The LMS must list this redirect address, letter by letter: {seen}' },
    'not-https': {
      message: 'Browsers keep no cookie for {seen}: launches will fail.',
      remedy: 'Give the tool an https address and set PUBLIC_URL to it.',
    },
    keys: { message: 'The public keys can be read: {seen} for signatures.' },
    'no-key': {
      message: 'The key set has no RSA key with an id.',
      remedy: 'Check the public keyset URL in the LMS.',
    },
    'keys-unreachable': { message: 'The public keys cannot be read: {reason}.', remedy: '{remedy}' },
    clock: { message: 'The two clocks agree.' },
    'clock-ahead': {
      message: 'The clock of the platform is {seconds} s ahead of ours.',
      remedy: 'More than {limit} s breaks launches: switch on NTP on both servers.',
    },
    'clock-behind': {
      message: 'The clock of the platform is {seconds} s behind ours.',
      remedy: 'More than {limit} s breaks launches: switch on NTP on both servers.',
    },
    token: { message: 'The platform grants access: {name}.' },
    'token-scope-refused': {
      message: 'The platform grants no access: {name}: {reason}.',
      remedy: 'Switch this service on in the settings of the tool in the LMS; without it the rest works.',
    },
    'token-not-tried': {
      message: 'The token grant was not tried.',
      remedy: 'Activate the platform first.',
    },
    'token-refused': {
      message: 'The platform grants no access to its services: {reason}.',
      remedy:
        'In the LMS, set the public keyset to {address}, let the LMS reach it, and switch its services on for the tool.',
    },
  },
  reasons: {
    'private-address':
      'The address is in a private network: set ALLOW_PRIVATE_ADDRESSES=true if the LMS is in the same one.',
    timeout: 'The LMS did not answer within 5 s: check that this server can reach it.',
    network: 'Check the address, DNS and the firewall between the two servers.',
    redirect: 'Enter the address at which the redirect ends.',
    other: 'Open the address in a browser: it must show JSON with “keys”.',
  },
  services: { roster: 'rosters of courses', score: 'grades', lineitem: 'columns of the gradebook' },
}
