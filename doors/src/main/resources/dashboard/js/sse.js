// Reading server-sent events from a fetch. The browser's EventSource would do, but it only hands out event names that
// were asked for one by one, and it forgets its place after an HTTP error; this takes every name and keeps its place.

/** Calls `receive({id, event, data})` for every event until the stream ends. */
export async function readEvents(body, receive) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  let message = {};
  while (true) {
    const { value, done } = await reader.read();
    if (done) return;
    const lines = (rest + value).split("\n");
    rest = lines.pop();
    for (const line of lines) message = take(line.endsWith("\r") ? line.slice(0, -1) : line, message, receive);
  }
}

function take(line, message, receive) {
  if (line === "") {
    if (message.data !== undefined) receive(message);
    return {};
  }
  if (line.startsWith(":")) return message;
  const colon = line.indexOf(":");
  const field = colon < 0 ? line : line.slice(0, colon);
  const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
  if (field === "data") message.data = message.data === undefined ? value : `${message.data}\n${value}`;
  else message[field] = value;
  return message;
}
