// What the page says about one rejected record: where it lies, and the commands that show it and send it again. Pure.

const TOPIC = /^[a-zA-Z0-9._-]{1,249}$/;
const PLAIN = /^[\w.,:@%+=/-]+$/;
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Whether the page was opened on the machine on which its server runs. */
export const isLoopback = (hostname) => LOOPBACK.test(hostname);

/** A word of a command line, as a shell reads it. */
const word = (text) => (PLAIN.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`);

const isPlace = ({ partition, offset } = {}) => Number.isSafeInteger(partition) && Number.isSafeInteger(offset);
const range = ({ partition, offset }) => ["-p", partition, "--from", offset, "--to", offset + 1];

/**
 * The commands for a record. A record of another program may name any topic: without a valid place there is no command.
 *
 * @param record as in the body of /api/rejected
 * @param settings as in the body of /api/regions
 * @param hostname by which the page was opened: only there, on the same machine, is the command that sends records
 * @returns {{name: string, command: string, does: string}[]}
 */
export function commandsFor(record, settings, hostname) {
  // Without them, a shell with other settings would mean a record of another topic.
  const variables = Object.entries(settings.command_variables ?? {}).map(([name, value]) => `${name}=${word(value)}`);
  const command = (...parts) => [...variables, "./rollcall", ...parts.map((part) => word(String(part)))].join(" ");
  const commands = [];
  const { stored } = record;
  if (isPlace(stored)) {
    commands.push({
      name: "Show it",
      command: command("tail", settings.rejected_topic, ...range(stored)),
      does: "Shows the rejected record with all that is kept of its value.",
    });
  }
  if (TOPIC.test(record.topic) && isPlace(record)) {
    commands.push({
      name: "Show the raw record",
      command: command("tail", record.topic, ...range(record)),
      does: `Shows the record on ${record.topic}, while that topic keeps it.`,
    });
  }
  if (isPlace(stored) && stored.replayable && isLoopback(hostname)) {
    commands.push({
      name: "Send it again",
      command: command("replay-rejected", ...range(stored)),
      does: "Asks, then sends the raw value with its key again. It is judged by the time at which it then arrives. Sent twice, it counts twice.",
    });
  }
  return commands;
}

/** What is missing of the value that the page has, in one sentence; "" if nothing is. */
export function cutOf(record) {
  if (!record.value_truncated) return "";
  if (record.element !== undefined) return "Cut: the page gets only the beginning.";
  return record.stored?.replayable
    ? "Cut: the page gets only the beginning. The first command shows all of it."
    : "Cut: Rollcall keeps only the beginning of so long a value.";
}
