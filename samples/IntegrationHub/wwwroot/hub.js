// Live updates only: without script, the page shows the same after a reload.
(() => {
  const live = document.querySelector('[data-live]');
  if (!live || !window.EventSource) return;

  let reloading = null;
  const set = (sync, field, text) => {
    const element = sync.querySelector(`[data-field="${field}"]`);
    if (element && element.textContent !== text) element.textContent = text;
  };

  // The available actions change with the status, so the server renders that part again. The focus is kept.
  const refresh = () => {
    clearTimeout(reloading);
    reloading = setTimeout(async () => {
      const response = await fetch(location.pathname, { headers: { Accept: 'text/html' } });
      if (!response.ok || response.redirected) return;
      const fresh = new DOMParser().parseFromString(await response.text(), 'text/html');
      const old = document.querySelector('[data-live]');
      const next = fresh.querySelector('[data-live]');
      if (!old || !next) return;
      const label = old.contains(document.activeElement) ? document.activeElement.textContent : null;
      old.replaceWith(next);
      if (label) [...next.querySelectorAll('button, a')].find(element => element.textContent === label)?.focus();
    }, 150);
  };

  const stream = new EventSource('/live');
  stream.addEventListener('sync', event => {
    const text = JSON.parse(event.data);
    const sync = document.querySelector(`[data-sync="${CSS.escape(text.id)}"]`);
    if (!sync) { refresh(); return; }
    if (sync.dataset.status !== text.status || text.windowsDone !== Number(sync.dataset.done ?? text.windowsDone)) refresh();
    sync.dataset.done = text.windowsDone;
    sync.querySelector('progress').value = text.percent;
    sync.className = `sync tone-${text.tone}`;
    sync.querySelector('[data-field="status"]').className = `chip ${text.tone}`;
    set(sync, 'status', text.status);
    set(sync, 'records', text.records);
    set(sync, 'windows', text.windows > 1 ? `, ${text.windowsDone} of ${text.windows} parts` : '');
    set(sync, 'detail', text.detail);
  });
})();
