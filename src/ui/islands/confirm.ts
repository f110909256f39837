/** Asks before a button with data-confirm sends its form; the words are data-confirm, data-proceed and data-cancel. */
const answered = new WeakSet<HTMLElement>();

document.addEventListener(
  'submit',
  (event) => {
    const button = event.submitter;
    const question = button?.dataset.confirm;
    if (!button || !question || answered.delete(button)) return;
    event.preventDefault();
    event.stopPropagation();
    ask(question, button);
  },
  { capture: true },
);

function ask(question: string, button: HTMLElement) {
  const dialog = document.createElement('dialog');
  const text = document.createElement('p');
  text.id = 'confirm-question';
  text.textContent = question;
  dialog.setAttribute('aria-labelledby', text.id);

  const row = document.createElement('div');
  row.className = 'button-row';
  const cancel = choice(button.dataset.cancel, 'secondary');
  const proceed = choice(button.dataset.proceed, button.dataset.variant);
  row.append(cancel, proceed);
  dialog.append(text, row);
  document.body.append(dialog);

  cancel.addEventListener('click', () => dialog.close());
  proceed.addEventListener('click', () => {
    dialog.close();
    answered.add(button);
    button.click();
  });
  dialog.addEventListener('close', () => {
    dialog.remove();
    button.focus();
  });
  dialog.showModal();
}

function choice(label: string | undefined, variant: string | undefined) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'button';
  button.dataset.variant = variant ?? 'primary';
  button.textContent = label ?? '';
  return button;
}
