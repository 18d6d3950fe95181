import type { FindingTexts } from './finding-types.ts'

export const findingsRu: FindingTexts = {
  findings: {
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
  },
  reasons: {
    'private-address':
      'Адрес во внутренней сети: если СДО в той же сети, поставьте ALLOW_PRIVATE_ADDRESSES=true.',
    timeout: 'СДО не ответила за 5 с: проверьте, что она доступна с этого сервера.',
    network: 'Проверьте адрес, DNS и межсетевой экран между серверами.',
    redirect: 'Укажите адрес, на котором перенаправление заканчивается.',
    other: 'Откройте адрес в браузере: там должен быть JSON с «keys».',
  },
  services: { roster: 'состав курсов', score: 'оценки', lineitem: 'столбцы журнала' },
}
