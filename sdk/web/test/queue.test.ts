import { describe, expect, it } from "vitest";
import { BATCH_BYTES, MOST_KEPT, Queue, sizeOf } from "../src/queue";
import { anEvent, memoryKeep } from "./setup";

describe("queue", () => {
  it("keeps every event on the device until it is removed", () => {
    const keep = memoryKeep();
    const queue = new Queue(keep);
    const event = anEvent();
    queue.add(event);
    expect([...keep.values.values()].join()).toContain(event.event_id);
    queue.remove([event]);
    expect(keep.values.size).toBe(0);
  });

  it("drops the oldest beyond its cap and counts them", () => {
    const queue = new Queue(memoryKeep());
    const events = Array.from({ length: MOST_KEPT + 3 }, () => anEvent());
    for (const event of events) queue.add(event);
    expect(queue.size).toBe(MOST_KEPT);
    expect(queue.dropped).toBe(3);
    expect(queue.next(1)[0]!.event_id).toBe(events[3]!.event_id);
  });

  it("takes over the lists of earlier pages, in order of time and without repeats", () => {
    const keep = memoryKeep();
    const [first, second, third] = [anEvent(), anEvent(), anEvent()];
    const closed = new Queue(keep);
    closed.add(first);
    closed.add(third);
    keep.set("q_broken", "{not json");
    const next = new Queue(keep);
    next.add(second);
    next.add(third);
    next.adopt();
    expect(next.next(10).map((event) => event.event_id)).toEqual([first, second, third].map((event) => event.event_id));
    expect(keep.names()).toHaveLength(1);
  });

  it("cuts a batch by events and by bytes, and always lets one through", () => {
    const queue = new Queue(memoryKeep());
    for (let i = 0; i < 5; i++) queue.add(anEvent({ properties: { text: "花".repeat(9_000) } }));
    expect(queue.next(100).length).toBe(2);
    expect(sizeOf(queue.next(100))).toBeLessThanOrEqual(BATCH_BYTES + 10);
    const single = new Queue(memoryKeep());
    single.add(anEvent({ properties: { text: "x".repeat(BATCH_BYTES * 2) } }));
    expect(single.next(100).length).toBe(1);
  });

  it("leaves out what is already under way", () => {
    const queue = new Queue(memoryKeep());
    const [first, second] = [anEvent(), anEvent()];
    queue.add(first);
    queue.add(second);
    expect(queue.next(10, new Set([first.event_id]))).toEqual([second]);
  });
});
