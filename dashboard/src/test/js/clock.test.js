import assert from "node:assert/strict";
import { test } from "node:test";
import { ServerClock } from "../../main/resources/web/lib/clock.js";

const NOON = Date.parse("2023-09-12T12:00:00Z");

test("until the server has sent its time, the viewer's clock is used", () => {
  const clock = new ServerClock(
    () => 5,
    () => 77,
  );
  assert.equal(clock.now(), 77);
  clock.sync(null);
  clock.sync(Number.NaN);
  assert.equal(clock.now(), 77);
});

test("the time is the server's, whatever the viewer's clock shows and however it jumps", () => {
  let elapsed = 1_000;
  let viewer = NOON + 7_200_000;
  const clock = new ServerClock(
    () => elapsed,
    () => viewer,
  );
  clock.sync(NOON);
  elapsed += 500;
  assert.equal(clock.now(), NOON + 500);
  viewer -= 86_400_000;
  elapsed += 500;
  assert.equal(clock.now(), NOON + 1_000);
});

test("an event that was delayed does not set the time back", () => {
  let elapsed = 0;
  const clock = new ServerClock(() => elapsed);
  clock.sync(NOON);
  elapsed = 10_000;
  clock.sync(NOON + 3_000); // 7 s on its way
  assert.equal(clock.now(), NOON + 10_000);
  elapsed = 11_000;
  clock.sync(NOON + 11_020);
  assert.equal(clock.now(), NOON + 11_020);
});

test("a server's clock that was set back counts after a while, and at once after a new connection", () => {
  let elapsed = 0;
  const clock = new ServerClock(() => elapsed);
  clock.sync(NOON);
  for (let i = 1; i < 20; i++) clock.sync(NOON - 60_000);
  assert.equal(clock.now(), NOON);
  clock.sync(NOON - 60_000);
  assert.equal(clock.now(), NOON - 60_000);

  clock.restart();
  elapsed += 1_000;
  assert.equal(clock.now(), NOON - 59_000, "known until the next time comes");
  clock.sync(NOON - 90_000);
  assert.equal(clock.now(), NOON - 90_000);
});
