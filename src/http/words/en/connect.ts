import type { Words } from '../ru.ts'

const platformField = 'The LMS shows it once the tool is saved.'

export const connect: Words['connect'] = {
  title: 'Add Zachetka to your LMS',
  which: 'Which LMS you have',
  other: 'Another one',
  oneAddress: 'With one address: the LMS registers Zachetka by itself',
  intro: 'Make an invitation. Its address works once, within a week.',
  notDynamic: 'This LMS does not register tools by itself: set it up by hand, as described below.',
  name: 'What to call this LMS',
  nameHint: 'Colleagues will see it, e.g. “Moodle of the teacher training college”.',
  invite: 'Make an invitation',
  invited: 'The invitation is made. Copy its address now: it cannot be shown again.',
  invitation: 'Registration address',
  next: 'What to do with the address: three steps',
  waiting: 'Waiting to be switched on',
  open: 'Invitations that nobody has used yet',
  until: date => `valid until ${date}`,
  revoke: 'Revoke',
  revoked: name => `The invitation “${name}” is revoked: its address works no more.`,
  byHand: 'By hand',
  byHandIntro: 'First: enter these values in the LMS. Each can be selected, or copied by its button.',
  copy: 'Copy',
  back: 'Second: enter here what the LMS shows',
  add: 'Connect',
  issuer: 'Issuer (Platform ID)',
  clientId: 'Client ID',
  deployment: 'Deployment ID',
  deploymentHint: 'May stay empty: the deployment appears here after the first launch.',
  authUrl: 'Authentication request URL',
  tokenUrl: 'Access token URL',
  jwksUrl: 'Public keyset URL of the LMS',
  addresses: 'Addresses of the LMS',
  addressesHint: 'Leave them empty: with this LMS they follow from the issuer.',
  where: name => `Where this is in ${name}`,
  trouble: 'If something did not open',
  diagnosis: 'The error page has a code. Enter it under “Diagnosis”: that names the cause and what to do.',
  troubles: {
    moodle: [
      'Moodle shows an error right after the press: “Redirection URI(s)” in Moodle has to be the address above, letter by letter.',
      'The browser takes no cookie in the embedded page: choose “New window” as “Default launch container”.',
      'Grades do not appear: after registration by one address Moodle leaves “As specified in Deep Linking definition or Delegate to teacher”; set “Always”.',
      'The patronymic is missing: add the line middle_name=$Person.name.middle to “Custom parameters”.',
      'The test of the connection gets no token: Moodle visits no private addresses until curlsecurityblockedhosts and curlsecurityallowedport allow them.',
    ],
    canvas: [
      'The frame is empty: the school’s own host frames the pages; it has to be the host of the issuer or of the login, else open in a new tab.',
      'The LMS is unknown: the issuer of Canvas in the cloud is https://canvas.instructure.com, not the address of the school.',
    ],
    'open-edx': [
      'The frame is empty on a newer Open edX: its learning part has a host of its own (https://apps.…); the operator of Zachetka allows it in FRAME_ORIGINS. “New window” works either way.',
      'Names are missing: “Request user’s name” is off in the block, or the learner declined.',
    ],
    blackboard: [
      'The browser takes no cookie: the login address above ends in ?storage=ask, enter all of it.',
    ],
    brightspace: [
      'The deployment waits: open Zachetka from a course once and press “Switch on” on this page.',
    ],
    other: ['The deployment waits: open Zachetka from a course once and press “Switch on” on this page.'],
  },
  faults: {
    empty: 'Fill in this field',
    'too-long': 'Too long: 255 characters at most, 2048 for addresses',
    'not-address': 'A whole address is needed, e.g. https://moodle.example',
    credentials: 'The address must not carry a name or a password',
    fragment: 'The address must not carry a # and what follows it',
    'not-https': 'The address must begin with https://',
    'other-host':
      'The keys must be on the host of the issuer. If your LMS is different, the operator adds it: zachetka platform add',
    'foreign-issuer':
      'Others have connected this LMS here. The operator may add another registration: zachetka platform add',
    'not-cloud': 'Only the operator may name such an issuer: zachetka platform invite … --issuer',
    taken: 'This client id is connected already: see the page “LMS”',
  },
  dynamicSteps: {
    moodle: [
      'In Moodle open: Site administration → Plugins → Activity modules → External tool → Manage tools.',
      'Paste the address into “Tool URL...”, press “Add LTI Advantage”, then “Activate” on the card of Zachetka.',
      'In the settings of the card set “Tool configuration usage” to “Show in activity chooser and as a preconfigured tool” and, under “Privacy”, “Accept grades from the tool” to “Always”. Add Zachetka to a course and open it once.',
    ],
    canvas: [
      'In Canvas open: Admin → Developer Keys → + Developer Key → LTI Registration → Dynamic Registration.',
      'Paste the address, confirm the permissions, switch the key on and install the tool by its client id: Settings → Apps → + App → By Client ID.',
      'Open it from a course once: “Connected” appears here with the button “Switch on”.',
    ],
    'open-edx': [],
    blackboard: [
      'Register the tool at developer.blackboard.com with this address, or by hand as described below.',
      'In Blackboard: Administrator Panel → LTI Tool Providers → Register LTI 1.3 Tool, enter the client id.',
      'Open the tool from a course once: “Connected” appears here with the button “Switch on”.',
    ],
    brightspace: [
      'In Brightspace open: Admin Tools → Manage Extensibility → LTI Advantage → Register Tool → Dynamic.',
      'Paste the address into “Tool initiation registration endpoint” and save.',
      'Switch the tool on, add a deployment and a link in a course; open it once: “Connected” appears here with the button “Switch on”.',
    ],
    other: [
      'Find dynamic registration of LTI 1.3 tools in the LMS.',
      'Paste the address and confirm the permissions: grades (AGS), rosters (NRPS), deep linking.',
      'Open Zachetka from a course once; if its deployment waits, “Connected” appears here with the button “Switch on”.',
    ],
  },
  manualSteps: {
    moodle: [
      'Site administration → Plugins → Activity modules → External tool → Manage tools → “configure a tool manually”.',
      '“LTI version”: LTI 1.3. “Public key type”: “Keyset URL”. Tick “Supports Deep Linking (Content-Item Message)”.',
      '“Services”: for “IMS LTI Assignment and Grade Services” choose “Use this service for grade sync and column management”, for “IMS LTI Names and Role Provisioning” “Use this service to retrieve members’ information as per privacy settings”.',
      '“Privacy”: share the name “Always”, “Accept grades from the tool” “Always”.',
      'Save and press “View configuration details” on the card: the values for the second step stand there.',
    ],
    canvas: [
      'Admin → Developer Keys → + Developer Key → + LTI Key → Manual Entry.',
      'JWK Method: Public JWK URL. LTI Advantage Services: grades and members. Privacy Level: Public or Name only.',
      'Placements: Link Selection, Assignment Selection, Course Navigation. Save and switch the key on.',
    ],
    'open-edx': [
      'Studio → Advanced Settings → Advanced Module List: add "lti_consumer".',
      'In the block: Advanced → LTI Consumer → Edit. LTI Version: LTI 1.3. Tool Public Key Mode: Keyset URL. Enable LTI NRPS: True.',
      'LTI Assignment and Grades Service: Programmatic. Deep linking: True. Save: the block shows its values.',
    ],
    blackboard: [
      'Log in to developer.blackboard.com and register an LTI 1.3 application with these values. Signing Algorithm: RS256.',
      'In Blackboard: Administrator Panel → LTI Tool Providers → Register LTI 1.3 Tool, enter the Application ID.',
      'Allow User Fields (Name, Role), Grade Service Access and Membership Service Access.',
    ],
    brightspace: [
      'Admin Tools → Manage Extensibility → LTI Advantage → Register Tool → Standard.',
      'Extensions: Assignment and Grade Services, Deep Linking, Names and Role Provisioning Services. Security: name and roles.',
      'After Register, take the values to the second step, add a deployment and a link in a course.',
    ],
    other: [
      'Make an external LTI 1.3 tool and enter the values. Signature: RS256.',
      'Switch on Names and Role Provisioning (NRPS 2.0), Assignment and Grade Services (AGS 2.0) and Deep Linking 2.0, where there are such.',
      'Let it pass the name; e-mail is not needed.',
    ],
  },
  hints: {
    moodle: {
      issuer: 'Platform ID: the address of Moodle without a slash at its end.',
      clientId: '“Client ID” in “Tool configuration details”.',
      deployment: 'Deployment ID in the same place.',
    },
    canvas: {
      issuer: 'Canvas in the cloud has one issuer for everybody.',
      clientId: 'The long number in the column Details of the page Developer Keys.',
      deployment: 'Settings → Apps → the gear of Zachetka → Deployment Id.',
    },
    'open-edx': {
      issuer: 'The address of Open edX (LMS_ROOT_URL), letter by letter.',
      clientId: 'Client ID: the block in Studio shows it.',
      deployment: 'Deployment ID in the same place.',
    },
    blackboard: {
      issuer: 'Blackboard has one issuer for everybody.',
      clientId: 'Application ID at developer.blackboard.com.',
      deployment: 'Administrator Panel → LTI Tool Providers → Edit → Deployment ID.',
    },
    brightspace: {
      issuer: 'Issuer on the page of the registration, usually the address of your Brightspace.',
      clientId: 'Client Id in the same place.',
      deployment: 'Deployment Id on the page Deployments.',
    },
    other: { issuer: platformField, clientId: platformField, deployment: platformField },
  },
}
