import type { SQLOutputValue } from 'node:sqlite';
import type { OrgState } from '../org/org-state';
import { makeRecordId } from '../record-id';
import { formatValue } from '../soql/format-record';
import { isAcknowledged, outboundEnvelope, type OutboundNotification } from './outbound-envelope';
import type { WaitingNotification } from './outbound-queue';

/** What came of one message. */
export interface OutboundAttempt {
	readonly endpoint: string;
	/** In the order in which they stood in the message. */
	readonly notificationIds: readonly string[];
	readonly recordIds: readonly string[];
	readonly isAcknowledged: boolean;
	/** Absent where no reply came. */
	readonly status?: number;
	/** Real time until the reply. */
	readonly ms: number;
}

export interface OutboundOptions {
	/** Most real time for a reply; Salesforce waits 60 s. */
	readonly timeoutMs?: number;
	/** Sends each message's notifications in another order than they were saved in, as Salesforce may. */
	readonly isShuffled?: boolean;
	/** Sends this many of the acknowledged notifications a second time. */
	readonly repeatPercent?: number;
}

/** Sends what the org's flows have put into the queue; nothing leaves before `deliver` or `start`. */
export class OutboundSender {
	readonly attempts: OutboundAttempt[] = [];
	private readonly endpoints = new Map<string, string>();
	/** How long each message's endpoint took last; the queue is shared, and whoever answers fast is served first. */
	private readonly slowness = new Map<string, number>();
	private timer: NodeJS.Timeout | undefined;
	private isSending = false;

	constructor(
		private readonly org: OrgState,
		private options: OutboundOptions = {},
	) {}

	/** Where the message with this name goes from now on. */
	setEndpoint(name: string, url: string): void {
		this.endpoints.set(name, url);
	}

	configure(options: OutboundOptions): void {
		this.options = options;
	}

	/** How many notifications wait. */
	get waiting(): number {
		return this.org.automation.outbound.length;
	}

	/** How many were given up after a day. */
	get dropped(): number {
		return this.org.automation.outbound.dropped;
	}

	/** Sends everything that is due by the org's clock, message after message; refused ones wait for their next turn. */
	async deliver(): Promise<readonly OutboundAttempt[]> {
		const made: OutboundAttempt[] = [];
		for (let due = this.take(); due.length > 0; due = this.take()) made.push(await this.send(due));
		return made;
	}

	/** Delivers again and again, as long as the org runs; `stop` ends it. */
	start(everyMs = 20): void {
		this.timer ??= setInterval(() => {
			if (this.isSending) return;
			this.isSending = true;
			void this.deliver().finally(() => (this.isSending = false));
		}, everyMs);
		this.timer.unref();
	}

	stop(): void {
		clearInterval(this.timer);
		this.timer = undefined;
	}

	clear(): void {
		this.stop();
		this.attempts.length = 0;
		this.slowness.clear();
		this.org.automation.outbound.clear();
	}

	private get timeoutMs(): number {
		return this.options.timeoutMs ?? 60_000;
	}

	private take(): readonly WaitingNotification[] {
		const due = this.org.automation.outbound.takeDue(({ name }) => this.slowness.get(name) ?? 0);
		return this.options.isShuffled ? shuffled(due, () => this.org.random()) : due;
	}

	private async send(due: readonly WaitingNotification[]): Promise<OutboundAttempt> {
		const { message } = due[0];
		const endpoint = this.endpoints.get(message.name) ?? message.endpoint;
		if (endpoint === undefined) throw new Error(`The outbound message ${message.name} has no endpoint`);
		const started = performance.now();
		const reply = await this.post(endpoint, this.envelope(due));
		const attempt: OutboundAttempt = {
			endpoint,
			notificationIds: due.map(({ id }) => id),
			recordIds: due.map(({ recordId }) => recordId),
			isAcknowledged: reply !== undefined && isAcknowledged(reply.status, reply.body),
			...(reply && { status: reply.status }),
			ms: performance.now() - started,
		};
		this.attempts.push(attempt);
		this.slowness.set(message.name, attempt.isAcknowledged ? attempt.ms : this.timeoutMs);
		const { repeatPercent = 0 } = this.options;
		const again = attempt.isAcknowledged ? due.filter(() => this.org.random() * 100 < repeatPercent) : due;
		// At least once: an acknowledged notification may come again, but not for ever.
		this.org.automation.outbound.putBack(
			attempt.isAcknowledged ? again.filter(({ attempts }) => attempts === 0) : again,
		);
		return attempt;
	}

	private envelope(due: readonly WaitingNotification[]): string {
		const position = (this.org.seed.automation?.outboundMessages ?? []).indexOf(due[0].message);
		return outboundEnvelope({
			organizationId: this.org.identity.id,
			actionId: makeRecordId('04k', position + 1),
			partnerUrl: `${this.org.url}/services/Soap/u/68.0/${this.org.identity.id.slice(0, 15)}`,
			notifications: due.map((each) => this.notification(each)),
		});
	}

	private notification({ id, message, recordId, values }: WaitingNotification): OutboundNotification {
		const type = this.org.schema.type(message.object)!;
		const isGone = this.org.store.find(type, recordId)?.IsDeleted === 1;
		const named = isGone ? [] : message.fields;
		const fields = named.map((name) => {
			const field = type.field(name)!;
			return [name, formatValue(field.type, (values[name] ?? null) as SQLOutputValue)];
		});
		return { id, sObject: type.name, fields: { Id: recordId, ...Object.fromEntries(fields) } };
	}

	private async post(
		url: string,
		body: string,
	): Promise<{ readonly status: number; readonly body: string } | undefined> {
		try {
			const response = await fetch(url, {
				method: 'POST',
				headers: { 'Content-Type': 'text/xml; charset=utf-8', SOAPAction: '""' },
				body,
				redirect: 'manual',
				signal: AbortSignal.timeout(this.timeoutMs),
			});
			return { status: response.status, body: await response.text() };
		} catch {
			return undefined;
		}
	}
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
	const copy = [...items];
	for (let last = copy.length - 1; last > 0; last -= 1) {
		const other = Math.floor(random() * (last + 1));
		[copy[last], copy[other]] = [copy[other], copy[last]];
	}
	return copy;
}
