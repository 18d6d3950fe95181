import { SERVICE_ID } from '../people.ts'
import { checkNames } from './params.ts'
import { largePicture, RELEASE, SITE_COURSE_ID, type Site, VERSION, type WsFunction } from './site.ts'

const FEATURES = [
  'usecomments',
  'usetags',
  'enablenotes',
  'messaging',
  'enableblogs',
  'enablecompletion',
  'enablebadges',
]

const isOn = (site: Site, feature: string): boolean =>
  feature !== 'enablecompletion' || site.tracksCompletion !== false

export const siteInfo: WsFunction = (site, params) => {
  checkNames(params, [], ['serviceshortnames'])
  const account = site.population.person(SERVICE_ID)
  return {
    sitename: site.title,
    username: account?.username,
    firstname: account?.firstname,
    lastname: account?.lastname,
    fullname: `${account?.firstname} ${account?.lastname}`,
    lang: 'en',
    userid: SERVICE_ID,
    siteurl: site.url,
    userpictureurl: largePicture(site),
    functions: site.functions.map(name => ({ name, version: VERSION })),
    downloadfiles: 0,
    uploadfiles: 0,
    release: RELEASE,
    version: VERSION,
    mobilecssurl: '',
    advancedfeatures: FEATURES.map(name => ({ name, value: isOn(site, name) ? 1 : 0 })),
    usercanmanageownfiles: true,
    userquota: 104857600,
    usermaxuploadfilesize: 67108864,
    userhomepage: 1,
    userprivateaccesskey: site.population.number(77).toString(16).padStart(8, '0').repeat(4),
    siteid: SITE_COURSE_ID,
    sitecalendartype: 'gregorian',
    usercalendartype: 'gregorian',
    userissiteadmin: false,
    theme: 'boost',
    limitconcurrentlogins: 0,
    policyagreed: 0,
  }
}
