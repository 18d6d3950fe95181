import type { View } from '../../view.ts'

/** Where the script puts the evidence that was asked for, if there is room; without either it is a page of its own. */
export const Beside = ({ view: { t } }: { view: View }) => (
  <aside id="beside" class="beside" hidden tabIndex={-1} aria-label={t.queue.columns.evidence}>
    <div class="actions">
      <button type="button" data-beside-close>
        {t.queue.besideClose}
      </button>
      <a href="#beside" data-beside-page>
        {t.queue.besidePage}
      </a>
    </div>
    <div data-beside-body />
  </aside>
)
