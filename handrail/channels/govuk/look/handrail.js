// Lets the Design System improve a page that already works without it, and warns before the time is up.
import { initAll } from './govuk-frontend.min.js'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')
initAll()

const LONGEST_WARNING = 120000
const READ_FOR = 10000

// The line that says how long there is holds what is said near the end, and the address that gives more time.
// The warning stands in a region that is read out when there is a pause; nothing takes the focus away.
function keepTime (line) {
  const length = Number(line.dataset.seconds) * 1000
  const region = document.createElement('div')
  const said = document.createElement('p')
  const button = document.createElement('button')
  let ends = 0
  let timer = 0
  let last = null

  region.className = 'handrail-stay'
  said.className = 'govuk-body handrail-stay__text'
  said.setAttribute('role', 'status')
  button.type = 'button'
  button.className = 'govuk-button govuk-button--secondary govuk-!-margin-bottom-0'
  button.textContent = line.dataset.button
  button.hidden = true
  region.append(said, button)
  line.closest('form').after(region)

  function say (text, offers) {
    if (said.textContent === text) return
    const leaves = document.activeElement === button && !offers
    said.textContent = text
    button.hidden = !offers
    region.classList.toggle('handrail-stay--shown', text !== '')
    document.documentElement.classList.toggle('handrail-staying', text !== '')
    if (leaves && last && last.isConnected) last.focus()
    else if (text !== '' && document.activeElement !== document.body) {
      document.activeElement.scrollIntoView({ block: 'nearest' })
    }
  }

  // That there is more time need not stay in sight: it goes when it is read, or when they go on.
  function forget () {
    if (said.textContent === line.dataset.stayed) say('', false)
  }

  function look () {
    const left = ends - Date.now()
    const warning = Math.min(LONGEST_WARNING, length / 2)
    clearTimeout(timer)
    if (left <= 0) return say(line.dataset.gone, false)
    if (left <= warning) say(line.dataset.warning, true)
    timer = setTimeout(look, left <= warning ? left : left - warning)
  }

  function begin () {
    ends = Date.now() + length
    look()
  }

  // A fault that passes, or no network, leaves the button: only we can say that the time is up.
  async function stay () {
    said.textContent = ''
    const answer = await fetch(line.dataset.stay, { cache: 'no-store', redirect: 'manual' }).catch(() => null)
    if (answer && answer.status === 204) {
      say(line.dataset.stayed, false)
      setTimeout(forget, READ_FOR)
      return begin()
    }
    const gone = answer && (answer.status === 403 || answer.type === 'opaqueredirect')
    say(gone ? line.dataset.gone : line.dataset.failed, !gone)
  }

  button.addEventListener('click', stay)
  document.addEventListener('focusin', (event) => {
    if (event.target === button) return
    if (event.target !== last) forget()
    last = event.target
  })
  document.addEventListener('visibilitychange', look)
  begin()
}

document.querySelectorAll('[data-stay]').forEach(keepTime)
