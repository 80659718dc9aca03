'use strict';

const words = {
  vi: { other: 'English', proved: 'Địa chỉ e-mail đã được xác nhận.', changed: 'Mật khẩu đã được đổi. Hãy đăng nhập lại.', accepted: 'Bạn đã nhận lời mời. Hãy đăng nhập.', failed: 'Chưa làm được lúc này. Hãy thử lại.' },
  en: { other: 'Tiếng Việt', proved: 'The e-mail address is confirmed.', changed: 'The password is changed. Sign in again.', accepted: 'You accepted the invitation. Sign in.', failed: 'That is not possible just now. Try again.' },
};

const root = document.documentElement;
const language = document.getElementById('language');
const status = document.getElementById('status');
// What stands behind the # of the link; no server gets to see it unless the reader sends it.
const [purpose, token] = location.hash.slice(1).split('=');

function speak(code) {
  root.lang = code;
  language.textContent = words[code].other;
  language.lang = code === 'vi' ? 'en' : 'vi';
  language.hidden = false;
}

async function send(path, body, form, done) {
  try {
    const answer = await fetch(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Accept-Language': root.lang },
      body: JSON.stringify(body),
    });
    if (answer.ok) {
      form.hidden = true;
      history.replaceState(null, '', location.pathname);
      status.textContent = words[root.lang][done];
      return;
    }
    const problem = await answer.json();
    status.textContent = problem.errors?.[0]?.detail ?? problem.detail;
  } catch {
    status.textContent = words[root.lang].failed;
  }
}

function offer(id, path, body, done) {
  const form = document.getElementById(id);
  form.hidden = false;
  document.getElementById('nothing').hidden = true;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    send(path, body(), form, done);
  });
}

language.addEventListener('click', () => speak(root.lang === 'vi' ? 'en' : 'vi'));
speak((navigator.languages ?? []).some((each) => each.startsWith('vi')) ? 'vi' : 'en');
if (purpose === 'email-proof') {
  offer('proof', '/api/v1/email-proofs/confirmation', () => ({ token }), 'proved');
}
if (purpose === 'invitation') {
  const given = (id) => document.getElementById(id).value || undefined;
  offer('invitation', '/api/v1/invitations/acceptance', () => ({ token, name: given('name'), password: given('first-password') }), 'accepted');
}
if (purpose === 'password-reset') {
  offer('reset', '/api/v1/password-resets/confirmation', () => ({ token, newPassword: document.getElementById('password').value }), 'changed');
}
