'use strict';

const words = {
  vi: { other: 'English', searching: 'Đang tìm…', none: 'Không tìm thấy sản phẩm nào.', failed: 'Chưa tìm được lúc này. Hãy thử lại.', found: (n) => `${n} sản phẩm`, stars: (n) => `${n} sao`, out: 'Hết hàng' },
  en: { other: 'Tiếng Việt', searching: 'Searching…', none: 'No product was found.', failed: 'Search is not available just now. Try again.', found: (n) => (n === 1 ? '1 product' : `${n} products`), stars: (n) => `${n} stars`, out: 'Out of stock' },
};

const root = document.documentElement;
const language = document.getElementById('language');
const form = document.getElementById('search');
const box = document.getElementById('q');
const status = document.getElementById('status');
const results = document.getElementById('results');
let asked = 0;

function speak(code) {
  root.lang = code;
  language.textContent = words[code].other;
  language.lang = code === 'vi' ? 'en' : 'vi';
  language.hidden = false;
}

function remembered() {
  try {
    return localStorage.getItem('language');
  } catch {
    return null;
  }
}

function remember(code) {
  try {
    localStorage.setItem('language', code);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
}

// Text goes in as text, never as markup: what a producer calls a product is not ours to trust.
function element(tag, text, className) {
  const made = document.createElement(tag);
  made.textContent = text;
  if (className) {
    made.className = className;
  }
  return made;
}

function price(money) {
  if (!money) {
    return '';
  }
  const format = new Intl.NumberFormat(root.lang, { style: 'currency', currency: money.currency });
  return format.format(money.amount / 10 ** format.resolvedOptions().maximumFractionDigits);
}

function card(item) {
  const made = document.createElement('li');
  made.append(element('h2', item.name));
  const stars = element('p', '★'.repeat(item.stars), 'stars');
  stars.setAttribute('role', 'img');
  stars.setAttribute('aria-label', words[root.lang].stars(item.stars));
  made.append(stars);
  const place = [item.producer?.name, item.region?.name, item.region?.province].filter(Boolean);
  made.append(element('p', place.join(' · ')));
  const cost = price(item.price);
  made.append(element('p', item.inStock ? cost : [cost, words[root.lang].out].filter(Boolean).join(' · '), 'price'));
  return made;
}

async function find() {
  const turn = ++asked;
  const text = box.value.trim();
  status.textContent = words[root.lang].searching;
  try {
    const query = new URLSearchParams({ q: text, limit: '12' });
    const answer = await fetch(`/api/v1/search?${query}`, { headers: { 'Accept-Language': root.lang } });
    if (!answer.ok) {
      throw new Error(String(answer.status));
    }
    const found = await answer.json();
    if (turn !== asked) {
      return;
    }
    results.replaceChildren(...found.items.map(card));
    status.textContent = found.items.length ? words[root.lang].found(found.total) : words[root.lang].none;
  } catch {
    if (turn === asked) {
      results.replaceChildren();
      status.textContent = words[root.lang].failed;
    }
  }
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  history.replaceState(null, '', box.value.trim() ? `?q=${encodeURIComponent(box.value.trim())}` : '/');
  find();
});

language.addEventListener('click', () => {
  const next = root.lang === 'vi' ? 'en' : 'vi';
  remember(next);
  speak(next);
  if (results.childElementCount) {
    find();
  }
});

speak(remembered() ?? (navigator.language.startsWith('vi') ? 'vi' : 'en'));
const asking = new URLSearchParams(location.search).get('q');
if (asking) {
  box.value = asking;
  find();
}
