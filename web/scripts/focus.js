// Puts the focus on a message that must be read first.

export default function focus(element) {
  element.focus();
}
