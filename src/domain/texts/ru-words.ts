import type { Catalogue } from './catalogue.ts'

export const kindsRu: Catalogue['kinds'] = {
  seminar: 'семинар',
  'network-project': 'сетевой проект',
  contest: 'профессиональный конкурс, фестиваль, конференция',
  'team-contest': 'командный конкурс',
  'pupil-guidance': 'курирование обучающихся',
  presentation: 'презентация опыта очно',
  'presentation-online': 'презентация опыта на сайте',
  'open-lesson': 'открытый урок',
  'master-class': 'мастер-класс',
  'joint-project': 'совместный дистанционный проект',
  'photo-gallery': 'фотогалерея обучающихся',
  'methodical-association': 'сетевое методическое объединение',
  course: 'курс',
  internship: 'стажировка',
  conference: 'конференция',
  meeting: 'совещание',
  'round-table': 'круглый стол',
  workshop: 'практикум',
  'self-education': 'самообразование',
  'pilot-project': 'пилотный проект',
  other: 'другое',
}

export const wordsRu = {
  kinds: kindsRu,
  forms: { 'in-person': 'очно', distance: 'дистанционно', blended: 'очно и дистанционно' },
  parts: { invariant: 'обязательный', variative: 'по выбору' },
  statuses: {
    imported: 'Ждёт куратора',
    confirmed: 'Подтверждено',
    rejected: 'Отклонено',
    revoked: 'Отозвано источником',
    superseded: 'Заменено',
  },
  actions: {
    import: 'Загружено',
    confirm: 'Подтверждено',
    reject: 'Отклонено',
    supersede: 'Заменено исправленной записью',
    revert: 'Возвращено в очередь',
    revoke: 'Отозвано источником',
  },
  roles: {
    learner: 'слушатель',
    curator: 'куратор',
    issuer: 'организация, выдающая документы',
    administrator: 'администратор',
    system: 'система',
  },
} satisfies Partial<Catalogue>
