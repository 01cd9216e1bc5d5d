import type { OrgState } from '../org/org-state';
import type { CalloutSeed } from './automation-seed';
import { startsFlow, type Save } from './starts-flow';

/** A call that a flow has still to make. */
export interface WaitingCallout {
	readonly callout: CalloutSeed;
	readonly recordId: string;
	/** The `SystemModstamp` of the save; the flow of one that was rolled back never runs. */
	readonly savedAt: string;
	/** Whose save started the flow, and as whom it runs. */
	readonly userId: string;
}

/** Flows that wait on their asynchronous path, in the order of the saves. */
export class Callouts {
	private waiting: WaitingCallout[] = [];

	constructor(
		private readonly org: OrgState,
		private readonly seed: readonly CalloutSeed[],
	) {
		const unknown = seed.find(({ object }) => !org.schema.type(object));
		if (unknown) throw new Error(`Seed: callout ${unknown.name} names ${unknown.object}, which does not exist`);
	}

	/** Follows a save. */
	recordSaved(save: Save): void {
		const { record, userId } = save;
		for (const callout of this.seed) {
			if (!startsFlow(this.org, callout, save)) continue;
			this.waiting.push({
				callout,
				recordId: String(record.Id),
				savedAt: String(record.SystemModstamp),
				userId,
			});
		}
	}

	get length(): number {
		return this.waiting.length;
	}

	/** All of them, each once: a flow has no queue that would try again. */
	takeAll(): readonly WaitingCallout[] {
		const taken = this.waiting.filter((each) => this.isCommitted(each));
		this.waiting = [];
		return taken;
	}

	clear(): void {
		this.waiting = [];
	}

	private isCommitted({ callout, recordId, savedAt }: WaitingCallout): boolean {
		const record = this.org.store.find(this.org.schema.type(callout.object)!, recordId);
		return record !== undefined && String(record.SystemModstamp) >= savedAt;
	}
}
