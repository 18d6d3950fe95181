/** Words of the page that answers a decision, and of the path of a route; part of `routes`. */
export const routeAfter = {
  after: {
    sent: 'Маршрут отправлен',
    holds: 'Маршрут утверждён и действует',
    returned: 'Возвращено на доработку',
    next: 'Что дальше',
    decides: (does: string, who: string) => `${does}: ${who}.`,
    mayWithdraw: 'Пока можно отозвать.',
    rework:
      'Слушатель увидит комментарий. Когда план исправят и отправят, он снова появится среди ждущих вас.',
    inForce:
      'План действует: факт появится в нём сам, когда записи подтвердят. Изменить его можно новой редакцией.',
    others: 'Маршруты, которые ждут вас',
  },
  path: { runs: 'Идёт', done: 'Выполнен', ahead: 'впереди', now: 'сейчас', past: 'пройдено' },
}
