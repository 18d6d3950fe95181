import type { QueueProps } from './props.ts'

/** What the keys do, and the switch that turns them off (WCAG 2.1.4). */
export function Keys({ view, keysOff }: Pick<QueueProps, 'view' | 'keysOff'>) {
  const { t, base } = view
  const list = t.queue.keysList
  const rows: [string[], string][] = [
    [['J', 'K'], list.move],
    [['X'], list.pick],
    [['Shift', 'X'], list.range],
    [['Enter'], list.open],
    [['A'], list.confirm],
    [['R'], list.reject],
    [['Z'], list.undo],
  ]
  return (
    <div class="keys js muted">
      <details id="keys-help">
        <summary>
          <span>{t.queue.keys}</span> <kbd>?</kbd>
        </summary>
        <ul>
          {rows.map(([keys, words]) => (
            <li>
              {keys.map(key => (
                <>
                  <kbd>{key}</kbd>{' '}
                </>
              ))}
              — {words}
            </li>
          ))}
        </ul>
      </details>
      <button type="button" class="plain" data-keys={`${base}/session/keys`}>
        {keysOff ? t.queue.keysOn : t.queue.keysOff}
      </button>
    </div>
  )
}
