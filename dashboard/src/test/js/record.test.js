import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { commandsFor, cutOf, isLoopback } from "../../main/resources/web/model/record.js";

const SETTINGS = { command_variables: {}, rejected_topic: "user-login-rejected" };
const RECORD = {
  reason: "malformed_json",
  topic: "user-login",
  partition: 0,
  offset: 1823,
  stored: { partition: 1, offset: 42, timestamp: "2026-03-01T12:00:00.000Z", replayable: true },
};
const commands = (record, settings = SETTINGS, host = "localhost") =>
  commandsFor(record, settings, host).map(({ command }) => command);

describe("commandsFor", () => {
  it("are exact for this record", () => {
    assert.deepEqual(commands(RECORD), [
      "./rollcall tail user-login-rejected -p 1 --from 42 --to 43",
      "./rollcall tail user-login -p 0 --from 1823 --to 1824",
      "./rollcall replay-rejected -p 1 --from 42 --to 43",
    ]);
  });

  it("name Kafka and topics where they are not the default ones, as a shell reads it", () => {
    const settings = {
      command_variables: { ROLLCALL_KAFKA_BOOTSTRAP_SERVER: "kafka:9092", ROLLCALL_TOPICS_REJECTED: "bad" },
      rejected_topic: "bad",
    };
    const variables = "ROLLCALL_KAFKA_BOOTSTRAP_SERVER=kafka:9092 ROLLCALL_TOPICS_REJECTED=bad";
    const [first, , last] = commands(RECORD, settings);
    assert.equal(first, `${variables} ./rollcall tail bad -p 1 --from 42 --to 43`);
    assert.equal(last, `${variables} ./rollcall replay-rejected -p 1 --from 42 --to 43`);
    const [odd] = commands(RECORD, { ...SETTINGS, command_variables: { ROLLCALL_TOPICS_RAW: "a;b'c:1" } });
    assert.ok(odd.startsWith(`ROLLCALL_TOPICS_RAW='a;b'\\''c:1' ./rollcall tail`), odd);
  });

  it("send nothing again from another machine, nor what cannot be sent", () => {
    assert.equal(commands(RECORD, SETTINGS, "dashboards.example").length, 2);
    assert.equal(commands({ ...RECORD, stored: { ...RECORD.stored, replayable: false } }).length, 2);
  });

  it("are not made of what is no place", () => {
    assert.deepEqual(commands({ ...RECORD, topic: "$(reboot)", stored: undefined }), []);
    assert.deepEqual(commands({ ...RECORD, offset: "1; reboot", stored: { partition: 0, offset: 1.5 } }), []);
  });
});

describe("isLoopback", () => {
  it("is true for this machine only", () => {
    for (const host of ["localhost", "127.0.0.1", "127.1.2.3", "[::1]"]) assert.ok(isLoopback(host), host);
    for (const host of ["localhost.example", "127.0.0.1.example", "10.0.0.1", "", "[::2]"]) {
      assert.ok(!isLoopback(host), host);
    }
  });
});

describe("cutOf", () => {
  it("says who cut the value", () => {
    assert.equal(cutOf(RECORD), "");
    assert.match(cutOf({ ...RECORD, value_truncated: true }), /The first command shows all/);
    assert.match(cutOf({ ...RECORD, value_truncated: true, stored: { replayable: false } }), /Rollcall keeps only/);
    const element = { ...RECORD, element: 0, value_truncated: true, stored: { replayable: false } };
    assert.equal(cutOf(element), "Cut: the page gets only the beginning.");
  });
});
