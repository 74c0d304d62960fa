/** The field for an API key, which appears when the service asks for one. */

import { onKeyNeeded, setKey } from "./api.js";

export function start() {
  const section = document.getElementById("key");
  const field = document.getElementById("key-field");
  const message = document.getElementById("key-message");

  onKeyNeeded((hadKey) => {
    section.hidden = false;
    if (hadKey) {
      message.textContent = "The key is not known, or may not do that. Another one?";
    }
  });
  document.getElementById("key-form").addEventListener("submit", (event) => {
    event.preventDefault();
    if (field.value) {
      message.textContent = "It stays in the memory of this page, and is gone when you reload.";
      section.hidden = true;
      setKey(field.value.trim());
      field.value = "";
    }
  });
}
