// Everything works without this: it only shows an answer while a slider moves, and keeps the address and what is open.

const wait = 120; // milliseconds without a move before the ledger is asked

for (const form of document.querySelectorAll('form[data-live]')) {
  let timer;
  let asking;

  const keys = () => new Set([...document.querySelectorAll('details[open][id]')].map(one => one.id));

  const say = slider => {
    // A date can be said at once; an instant is the ledger's to say.
    if (slider.name !== 'day') return;
    const text = new Intl.DateTimeFormat(document.documentElement.dataset.locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
      .format(new Date(slider.valueAsNumber * 86400000));
    document.getElementById(slider.id + '-said').textContent = text;
  };

  const show = (page, address) => {
    const open = keys();
    const answer = document.getElementById(form.dataset.live);
    answer.replaceWith(page.getElementById(form.dataset.live));
    for (const id of open) document.getElementById(id)?.setAttribute('open', '');
    for (const slider of form.querySelectorAll('input[type=range]')) {
      const now = page.getElementById(slider.id);
      slider.setAttribute('aria-valuetext', now.getAttribute('aria-valuetext'));
      document.getElementById(slider.id + '-said').textContent = page.getElementById(slider.id + '-said').textContent;
    }
    // Links beside the sliders lead on from where they stand now; one that has the focus keeps it.
    for (const part of ['.steps', '.send']) {
      const here = form.querySelector(part);
      if (!here.contains(document.activeElement)) here.replaceWith(page.querySelector('form[data-live] ' + part));
    }
    history.replaceState(null, '', address);
  };

  const ask = async () => {
    asking?.abort();
    asking = new AbortController();
    const answer = document.getElementById(form.dataset.live);
    answer.setAttribute('aria-busy', 'true');
    try {
      const reply = await fetch(form.action + '?' + new URLSearchParams(new FormData(form)), { signal: asking.signal });
      if (!reply.ok) throw new Error(reply.statusText);
      show(new DOMParser().parseFromString(await reply.text(), 'text/html'), reply.url);
    } catch (failure) {
      // The button still sends the form, and the page it leads to says what is wrong.
      if (failure.name !== 'AbortError') form.requestSubmit();
    }
  };

  form.addEventListener('input', event => {
    if (event.target.type !== 'range') return;
    say(event.target);
    clearTimeout(timer);
    timer = setTimeout(ask, wait);
  });
}

// What is still going on is asked for again until it is over; without this the link on the page does so.
const watch = async part => {
  try {
    await new Promise(done => setTimeout(done, 700));
    const reply = await fetch(location.href);
    if (!reply.ok) throw new Error(reply.statusText);
    const next = new DOMParser().parseFromString(await reply.text(), 'text/html').getElementById(part.id);
    part.replaceWith(next);
    if (next.hasAttribute('data-watch')) watch(next);
  } catch {
    part.removeAttribute('data-watch'); // the link on the page still leads on
  }
};
document.querySelectorAll('[data-watch]').forEach(watch);

// What the stylesheet left out of the first painting is laid out once that is done, so that it is there for whoever hears, searches or prints the page.
requestAnimationFrame(() => setTimeout(() => document.documentElement.classList.add('whole')));

// A link to a fact opens whatever it is folded in.
const reveal = () => {
  for (let part = document.getElementById(location.hash.slice(1)); part; part = part.parentElement) if (part.localName === 'details') part.open = true;
};
addEventListener('hashchange', reveal);
reveal();
