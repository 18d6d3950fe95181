import type { Language } from '../errors/text-types.ts'

/** Words of a finding: what came out, and what to do. `{name}` is filled from its facts. */
interface FindingText {
  message: string
  remedy?: string
}

export type FindingCode =
  | 'inactive'
  | 'no-deployment'
  | 'deployment-waiting'
  | 'other-host'
  | 'redirect-address'
  | 'not-https'
  | 'keys'
  | 'no-key'
  | 'keys-unreachable'
  | 'clock'
  | 'clock-ahead'
  | 'clock-behind'
  | 'token'
  | 'token-not-tried'
  | 'token-refused'
  | 'token-scope-refused'

type Table = Record<FindingCode, FindingText>

const en: Table = {
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
}

const ru: Table = {
  inactive: {
    message: 'Подключение выключено.',
    remedy: 'Включите его на странице «LMS» или командой: zachetka platform activate {id}',
  },
  'no-deployment': {
    message: 'Ни одно размещение не одобрено.',
    remedy:
      'Откройте инструмент из курса один раз и одобрите размещение на странице «LMS» или командой: zachetka platform approve {id} {deployment}',
  },
  'deployment-waiting': {
    message: 'Ждут одобрения размещения: {seen}.',
    remedy:
      'Если они ваши, одобрите их на странице «LMS» или командой: zachetka platform approve {id} РАЗМЕЩЕНИЕ',
  },
  'other-host': {
    message: 'Адреса платформы на других узлах, чем её издатель: {seen}.',
    remedy: 'Проверьте, что эти адреса показывает сама СДО.',
  },
  'redirect-address': { message: 'В СДО должен стоять этот адрес перенаправления, буква в букву: {seen}' },
  'not-https': {
    message: 'Браузеры не сохраняют cookie для {seen}: входы не удадутся.',
    remedy: 'Дайте Зачётке адрес https и укажите его в PUBLIC_URL.',
  },
  keys: { message: 'Открытые ключи читаются, для подписи: {seen}.' },
  'no-key': {
    message: 'В наборе ключей нет ключа RSA с номером.',
    remedy: 'Проверьте адрес набора ключей в СДО.',
  },
  'keys-unreachable': { message: 'Не удалось прочитать открытые ключи: {reason}.', remedy: '{remedy}' },
  clock: { message: 'Часы платформы и Зачётки совпадают.' },
  'clock-ahead': {
    message: 'Часы платформы спешат на {seconds} с.',
    remedy: 'Больше {limit} с ломает входы: включите NTP на обоих серверах.',
  },
  'clock-behind': {
    message: 'Часы платформы отстают на {seconds} с.',
    remedy: 'Больше {limit} с ломает входы: включите NTP на обоих серверах.',
  },
  token: { message: 'Платформа даёт доступ: {name}.' },
  'token-scope-refused': {
    message: 'Платформа не даёт доступа: {name}: {reason}.',
    remedy: 'Включите эту службу в настройках инструмента в СДО; без неё остальное работает.',
  },
  'token-not-tried': {
    message: 'Выдача маркера доступа не проверялась.',
    remedy: 'Сначала включите платформу.',
  },
  'token-refused': {
    message: 'Платформа не даёт доступа к своим службам: {reason}.',
    remedy: 'В СДО укажите набор ключей {address}, откройте к нему доступ и включите службы инструмента.',
  },
}

const REASONS: Record<Language, Record<string, string>> = {
  en: {
    'private-address':
      'The address is in a private network: set ALLOW_PRIVATE_ADDRESSES=true if the LMS is in the same one.',
    timeout: 'The LMS did not answer within 5 s: check that this server can reach it.',
    network: 'Check the address, DNS and the firewall between the two servers.',
    redirect: 'Enter the address at which the redirect ends.',
    other: 'Open the address in a browser: it must show JSON with “keys”.',
  },
  ru: {
    'private-address':
      'Адрес во внутренней сети: если СДО в той же сети, поставьте ALLOW_PRIVATE_ADDRESSES=true.',
    timeout: 'СДО не ответила за 5 с: проверьте, что она доступна с этого сервера.',
    network: 'Проверьте адрес, DNS и межсетевой экран между серверами.',
    redirect: 'Укажите адрес, на котором перенаправление заканчивается.',
    other: 'Откройте адрес в браузере: там должен быть JSON с «keys».',
  },
}

const TABLES: Record<Language, Table> = { en, ru }

const SERVICES: Record<Language, Record<string, string>> = {
  en: { roster: 'rosters of courses', score: 'grades', lineitem: 'columns of the gradebook' },
  ru: { roster: 'состав курсов', score: 'оценки', lineitem: 'столбцы журнала' },
}

/** What a service is for, in words. */
export const serviceName = (service: string, language: Language): string =>
  SERVICES[language][service] ?? service

/** Who can mend it: who administers the platform here, the LMS's own people, the network between, or our operator. */
export type Whose = 'you' | 'lms' | 'network' | 'operator'

const WHOSE: Partial<Record<FindingCode, Whose>> = {
  inactive: 'you',
  'no-deployment': 'you',
  'deployment-waiting': 'you',
  'token-not-tried': 'you',
  'not-https': 'operator',
  'clock-ahead': 'operator',
  'clock-behind': 'operator',
}

const WHOSE_REASON: Record<string, Whose> = {
  timeout: 'network',
  network: 'network',
  'private-address': 'operator',
}

export const whoseIs = (code: FindingCode, { reason }: Readonly<Record<string, string | number>>): Whose =>
  WHOSE[code] ?? WHOSE_REASON[String(reason)] ?? 'lms'

/** What to do when keys cannot be read for this reason. */
export const remedyOfReason = (reason: string, language: Language): string =>
  REASONS[language][reason] ?? String(REASONS[language].other)

export function findingText(
  code: FindingCode,
  facts: Readonly<Record<string, string | number>>,
  language: Language,
): FindingText {
  const fill = (text: string): string =>
    text.replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? '—'))
  const { message, remedy } = TABLES[language][code]
  return { message: fill(message), ...(remedy === undefined ? {} : { remedy: fill(remedy) }) }
}
