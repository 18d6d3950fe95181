/** Подключение LMS (P12): названия полей и меню самих LMS — как их показывает LMS. */
const platformField = 'Его показывает LMS после сохранения инструмента.'

export const connect = {
  title: 'Подключить Зачётку к LMS',
  which: 'Какая у вас LMS',
  other: 'Другая',
  oneAddress: 'Одним адресом: LMS зарегистрирует Зачётку сама',
  intro: 'Создайте приглашение. Его адрес действует один раз и одну неделю.',
  notDynamic: 'Эта LMS не регистрирует инструменты сама: настройте её вручную, как описано ниже.',
  name: 'Как назвать эту LMS',
  nameHint: 'Так её увидят коллеги, например «Moodle педагогического университета».',
  invite: 'Создать приглашение',
  invited: 'Приглашение создано. Скопируйте адрес сейчас: показать его ещё раз нельзя.',
  invitation: 'Адрес регистрации',
  next: 'Что делать с адресом: три шага',
  waiting: 'Ждут включения',
  open: 'Приглашения, которыми ещё не воспользовались',
  until: (date: string) => `действует до ${date}`,
  revoke: 'Отозвать',
  revoked: (name: string) => `Приглашение «${name}» отозвано: его адрес больше не действует.`,
  byHand: 'Вручную',
  byHandIntro: 'Первое: внесите эти значения в LMS. Каждое можно выделить или скопировать кнопкой.',
  copy: 'Скопировать',
  back: 'Второе: внесите сюда то, что покажет LMS',
  add: 'Подключить',
  issuer: 'Издатель (Issuer, Platform ID)',
  clientId: 'Номер клиента (Client ID)',
  deployment: 'Номер размещения (Deployment ID)',
  deploymentHint: 'Можно оставить пустым: размещение появится здесь после первого запуска.',
  authUrl: 'Адрес запроса входа (Authentication request URL)',
  tokenUrl: 'Адрес выдачи маркера (Access token URL)',
  jwksUrl: 'Набор ключей LMS (Public keyset URL)',
  addresses: 'Адреса LMS',
  addressesHint: 'Оставьте пустыми: у этой LMS они следуют из издателя.',
  where: (name: string) => `Где это в ${name}`,
  trouble: 'Если что-то не открылось',
  diagnosis:
    'На странице ошибки есть код. Введите его в «Диагностике»: она назовёт причину и скажет, что сделать.',
  troubles: {
    moodle: [
      'Moodle пишет об ошибке сразу после нажатия: «URI перенаправления» в Moodle должен совпадать с адресом выше буква в букву.',
      'Браузер не принимает cookie во встроенной странице: выберите «Новое окно» в поле «Контейнер для запуска инструмента по умолчанию».',
      'Оценки не появляются: после регистрации одним адресом Moodle оставляет «Как указано в определении Глубокой ссылки или делегировать учителю»; поставьте «Всегда».',
      'В Зачётке нет отчества: добавьте в «Пользовательские параметры» строку middle_name=$Person.name.middle.',
      'Проверка связи не получает маркера: Moodle не ходит по внутренним адресам, пока его не разрешат в настройках curlsecurityblockedhosts и curlsecurityallowedport.',
    ],
    canvas: [
      'Рамка пуста: страницы встраивает узел самой школы; это должен быть узел издателя или входа, иначе откройте в новой вкладке.',
      'LMS неизвестна: у облачного Canvas издатель https://canvas.instructure.com, а не адрес школы.',
    ],
    'open-edx': [
      'Рамка пуста на новом Open edX: учебная часть живёт на своём узле (https://apps.…); оператор Зачётки разрешает его в FRAME_ORIGINS. «New window» открывает и без этого.',
      'Нет имён: в блоке выключено «Request user’s name», или слушатель не согласился.',
    ],
    blackboard: ['Браузер не принимает cookie: у адреса входа выше стоит ?storage=ask, внесите его целиком.'],
    brightspace: [
      'Размещение ждёт: откройте Зачётку из курса один раз и нажмите «Включить» на этой странице.',
    ],
    other: ['Размещение ждёт: откройте Зачётку из курса один раз и нажмите «Включить» на этой странице.'],
  },
  faults: {
    empty: 'Заполните это поле',
    'too-long': 'Слишком длинно: не больше 255 знаков, у адресов — 2048',
    'not-address': 'Нужен целый адрес, например https://moodle.example',
    credentials: 'В адресе не должно быть имени и пароля',
    fragment: 'В адресе не должно быть знака # и того, что за ним',
    'not-https': 'Адрес должен начинаться с https://',
    'other-host':
      'Адрес ключей должен быть на том же узле, что и издатель. Если у вашей LMS не так, её добавит оператор: zachetka platform add',
    'foreign-issuer':
      'Эту LMS здесь уже подключили другие. Ещё одно подключение добавит оператор: zachetka platform add',
    'not-cloud': 'Такого издателя может назвать только оператор: zachetka platform invite … --issuer',
    taken: 'Этот номер клиента уже подключён: посмотрите на странице «LMS»',
  } as Record<string, string>,
  dynamicSteps: {
    moodle: [
      'Откройте в Moodle: Администрирование → Плагины → Модули элементов курса → Внешний инструмент → Управление инструментами.',
      'Вставьте адрес в поле «URL инструмента…», нажмите «Добавить LTI Advantage», затем «Активировать» на карточке «Зачётка».',
      'В настройках карточки поставьте «Показать при создании элементов»: «Показать в выборе элемента и как предварительно настроенный инструмент», а в разделе «Секретность» «Принимать оценки от инструмента»: «Всегда». Добавьте Зачётку в курс и откройте её один раз.',
    ],
    canvas: [
      'Откройте в Canvas: Admin → Developer Keys → + Developer Key → LTI Registration → Dynamic Registration.',
      'Вставьте адрес, подтвердите права, включите ключ (On) и установите инструмент по его номеру клиента: Settings → Apps → + App → By Client ID.',
      'Откройте его из курса один раз: здесь появится «Связь есть» с кнопкой «Включить».',
    ],
    'open-edx': [],
    blackboard: [
      'Зарегистрируйте инструмент на developer.blackboard.com с этим адресом или вручную, как описано ниже.',
      'В Blackboard: Administrator Panel → LTI Tool Providers → Register LTI 1.3 Tool, внесите номер клиента.',
      'Откройте инструмент из курса один раз: здесь появится «Связь есть» с кнопкой «Включить».',
    ],
    brightspace: [
      'Откройте в Brightspace: Admin Tools → Manage Extensibility → LTI Advantage → Register Tool → Dynamic.',
      'Вставьте адрес в поле Tool initiation registration endpoint и сохраните.',
      'Включите инструмент, добавьте Deployment и ссылку в курс; откройте её один раз: здесь появится «Связь есть» с кнопкой «Включить».',
    ],
    other: [
      'Найдите в LMS динамическую регистрацию LTI 1.3 (Dynamic Registration).',
      'Вставьте адрес и подтвердите права: оценки (AGS), состав курса (NRPS), выбор содержимого (Deep Linking).',
      'Откройте Зачётку из курса один раз; если размещение ждёт, здесь появится «Связь есть» с кнопкой «Включить».',
    ],
  },
  manualSteps: {
    moodle: [
      'Администрирование → Плагины → Модули элементов курса → Внешний инструмент → Управление инструментами → «настроить инструмент вручную».',
      '«Версия LTI»: LTI 1.3. «Тип открытого ключа»: «URL-адрес набора ключей». Отметьте «Поддерживает глубокие ссылки (сообщение элемента контента)».',
      '«Службы»: у «Служб заданий и оценок IMS LTI» выберите «Использовать эту службу для синхронизации оценок и управления столбцами», у «Предоставления имен и ролей IMS LTI» — «Использовать эту службу для получения информации об участниках…».',
      '«Секретность»: передавать полное имя — «Всегда», «Принимать оценки от инструмента» — «Всегда».',
      'Сохраните и нажмите у карточки «Просмотр сведений о конфигурации»: оттуда значения для второго шага.',
    ],
    canvas: [
      'Откройте: Admin → Developer Keys → + Developer Key → + LTI Key → Manual Entry.',
      'JWK Method: Public JWK URL. LTI Advantage Services: оценки и участники. Privacy Level: Public или Name only.',
      'Placements: Link Selection, Assignment Selection, Course Navigation. Сохраните и включите ключ (On).',
    ],
    'open-edx': [
      'Studio → Advanced Settings → Advanced Module List: добавьте "lti_consumer".',
      'В блоке: Advanced → LTI Consumer → Edit. LTI Version: LTI 1.3. Tool Public Key Mode: Keyset URL. Enable LTI NRPS: True.',
      'LTI Assignment and Grades Service: Programmatic. Deep linking: True. Сохраните: блок покажет свои значения.',
    ],
    blackboard: [
      'Войдите на developer.blackboard.com и зарегистрируйте приложение LTI 1.3 с этими значениями. Signing Algorithm: RS256.',
      'В Blackboard: Administrator Panel → LTI Tool Providers → Register LTI 1.3 Tool, внесите Application ID.',
      'Разрешите User Fields (Name, Role), Grade Service Access и Membership Service Access.',
    ],
    brightspace: [
      'Откройте: Admin Tools → Manage Extensibility → LTI Advantage → Register Tool → Standard.',
      'Extensions: Assignment and Grade Services, Deep Linking, Names and Role Provisioning Services. Security: имя и роли.',
      'После Register перенесите значения во второй шаг, добавьте Deployment и ссылку в курс.',
    ],
    other: [
      'Создайте внешний инструмент LTI 1.3 и внесите значения. Подпись: RS256.',
      'Включите Names and Role Provisioning (NRPS 2.0), Assignment and Grade Services (AGS 2.0) и Deep Linking 2.0, если они есть.',
      'Разрешите передавать имя; почта не обязательна.',
    ],
  },
  hints: {
    moodle: {
      issuer: '«ID платформы», адрес Moodle без косой черты на конце.',
      clientId: '«ID клиента» в окне «Детали конфигурации инструмента».',
      deployment: '«ID размещения» там же.',
    },
    canvas: {
      issuer: 'У Canvas в облаке один издатель на всех.',
      clientId: 'Длинное число в столбце Details на странице Developer Keys.',
      deployment: 'Settings → Apps → значок шестерёнки у Зачётки → Deployment Id.',
    },
    'open-edx': {
      issuer: 'Адрес Open edX (LMS_ROOT_URL), буква в букву.',
      clientId: 'Client ID показывает сам блок в Studio.',
      deployment: 'Deployment ID там же.',
    },
    blackboard: {
      issuer: 'У Blackboard один издатель на всех.',
      clientId: 'Application ID на developer.blackboard.com.',
      deployment: 'Откройте: Administrator Panel → LTI Tool Providers → Edit → Deployment ID.',
    },
    brightspace: {
      issuer: 'Issuer на странице регистрации, обычно адрес вашего Brightspace.',
      clientId: 'Client Id там же.',
      deployment: 'Deployment Id на странице Deployments.',
    },
    other: {
      issuer: platformField,
      clientId: platformField,
      deployment: platformField,
    },
  },
}
