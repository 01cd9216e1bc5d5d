import type { SQLInputValue } from 'node:sqlite';
import type { OrgState } from '../org/org-state';
import { makeRecordId } from '../record-id';
import type { OutboundMessageSeed } from './automation-seed';
import { startsFlow, type Save } from './starts-flow';

type Values = Readonly<Record<string, SQLInputValue>>;

/** A notification that has not been acknowledged yet. */
export interface WaitingNotification {
	readonly id: string;
	readonly message: OutboundMessageSeed;
	readonly recordId: string;
	/** The `SystemModstamp` of the save; one that was rolled back never leaves. */
	readonly savedAt: string;
	/** As they were saved. */
	readonly values: Values;
	/** Milliseconds since 1970, by the org's clock. */
	readonly queuedAt: number;
	dueAt: number;
	attempts: number;
}

const minuteMs = 60_000;
/** Undelivered notifications are dropped after 24 hours; attempts lie at most two hours apart. */
const lifetimeMs = 24 * 60 * minuteMs;
const longestPauseMs = 120 * minuteMs;
const firstPauseMs = 15_000;
const mostPerMessage = 100;

/** What waits to be sent; every save is one notification, whether or not an earlier one of the same record still waits. */
export class OutboundQueue {
	private waiting: WaitingNotification[] = [];
	private readonly messages: readonly OutboundMessageSeed[];
	private counter = 0;
	/** Given up after a day. */
	dropped = 0;

	constructor(
		private readonly org: OrgState,
		seed: readonly OutboundMessageSeed[],
	) {
		this.messages = seed;
		for (const { object, fields, name } of seed) {
			const type = org.schema.type(object);
			const unknown = type ? fields.find((field) => type.field(field)?.name !== field) : object;
			if (unknown !== undefined)
				throw new Error(`Seed: outbound message ${name} names ${unknown}, which does not exist`);
		}
	}

	/** Follows a save. */
	recordSaved(save: Save): void {
		const { record } = save;
		for (const message of this.messages) {
			if (!startsFlow(this.org, message, save)) continue;
			const now = this.org.clock().getTime();
			this.waiting.push({
				id: makeRecordId('04l', (this.counter += 1)),
				message,
				recordId: String(record.Id),
				savedAt: String(record.SystemModstamp),
				values: { ...record },
				queuedAt: now,
				dueAt: now,
				attempts: 0,
			});
		}
	}

	/** How many wait, due or not. */
	get length(): number {
		return this.waiting.length;
	}

	/** When the next one is due, in milliseconds since 1970; `undefined` when none waits. */
	get nextDueAt(): number | undefined {
		return this.waiting.length === 0 ? undefined : Math.min(...this.waiting.map(({ dueAt }) => dueAt));
	}

	/**
	 * At most 100 due notifications of one message, taken out of the queue; empty when none is due. The message whose endpoint
	 * is least slow comes first, those alike in the order of the queue.
	 */
	takeDue(slownessOf: (message: OutboundMessageSeed) => number = () => 0): readonly WaitingNotification[] {
		const now = this.org.clock().getTime();
		const isOver = ({ queuedAt }: WaitingNotification): boolean => now - queuedAt >= lifetimeMs;
		this.dropped += this.waiting.filter(isOver).length;
		this.waiting = this.waiting.filter((each) => !isOver(each) && this.isCommitted(each));
		const due = new Set(this.waiting.filter(({ dueAt }) => dueAt <= now).map(({ message }) => message));
		const [first] = [...due].sort((one, other) => slownessOf(one) - slownessOf(other));
		if (!first) return [];
		const taken = this.waiting
			.filter(({ message, dueAt }) => message === first && dueAt <= now)
			.slice(0, mostPerMessage);
		const ids = new Set(taken.map(({ id }) => id));
		this.waiting = this.waiting.filter(({ id }) => !ids.has(id));
		return taken;
	}

	/** Puts refused notifications back, each later than the last time. */
	putBack(notifications: readonly WaitingNotification[]): void {
		const now = this.org.clock().getTime();
		for (const notification of notifications) {
			notification.dueAt = now + Math.min(firstPauseMs * 2 ** notification.attempts, longestPauseMs);
			notification.attempts += 1;
			this.waiting.push(notification);
		}
	}

	/** Nothing waits any more, as after a reset. */
	clear(): void {
		this.waiting = [];
		this.dropped = 0;
	}

	/** A later save moves the stamp on; one that was rolled back left it behind, or left no record. */
	private isCommitted({ message, recordId, savedAt }: WaitingNotification): boolean {
		const record = this.org.store.find(this.org.schema.type(message.object)!, recordId);
		return record !== undefined && String(record.SystemModstamp) >= savedAt;
	}
}
