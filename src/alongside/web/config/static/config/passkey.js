/* Ties our buttons to the package's passkey script. Each button says by data-passkey which of its
   forms it stands in; the page's own words for a failure stand hidden beside it. */
(function () {
  document.addEventListener('DOMContentLoaded', function () {
    const forms = window.allauth.webauthn.forms
    document.querySelectorAll('[data-passkey]').forEach(function (button) {
      button.closest('[data-needs-script]').hidden = false
      const kind = button.dataset.passkey
      const ids = { credential: button.dataset.credential }
      ids[button.dataset.as] = button.id
      if (button.dataset.options) { ids.data = button.dataset.options }
      forms[kind]({ ids: ids })
    })
    document.addEventListener('allauth.error', function (event) {
      event.preventDefault()
      document.querySelectorAll('[data-passkey-failed]').forEach(function (words) {
        words.hidden = false
        words.focus()
      })
    })
  })
})()
