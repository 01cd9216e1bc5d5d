import type { OrgDoor, RecordFilter } from '../org/org-door';

/** One edit by a person while a client works; made once, when its moment comes. */
export interface ScriptStep {
	/** After this many more calls (of `kind`, where given) have been answered. */
	readonly afterCall?: number;
	/** A kind as the call log names it: `query`, `collections`. */
	readonly kind?: string;
	/** Right before the next call, or the next internal batch of a job, that writes this object. */
	readonly beforeWriteOf?: string;
	/** Username; default a sales person. */
	readonly as?: string;
	readonly update: {
		readonly object: string;
		readonly id?: string;
		/** All records with these values, instead of one id. */
		readonly where?: Readonly<Record<string, unknown>>;
		readonly fields: Readonly<Record<string, unknown>>;
	};
}

interface WaitingStep {
	readonly step: ScriptStep;
	callsLeft: number;
}

/** A scripted person who edits records between a client's calls. */
export class Script {
	private waiting: WaitingStep[] = [];

	constructor(private readonly door: OrgDoor) {}

	/** Adds steps to those that still wait; throws on one without a moment or without a target. */
	add(steps: readonly ScriptStep[]): void {
		for (const step of steps) {
			if ((step.afterCall === undefined) === (step.beforeWriteOf === undefined))
				throw new Error('A script step needs either afterCall or beforeWriteOf');
			if ((step.update.id === undefined) === (step.update.where === undefined))
				throw new Error('A script step needs either an id or a where');
			this.waiting.push({ step, callsLeft: step.afterCall ?? 0 });
		}
	}

	/** How many steps have not been made yet. */
	get stepsLeft(): number {
		return this.waiting.length;
	}

	/** To be told of every answered call. */
	callServed(kind: string): void {
		if (this.waiting.length === 0) return;
		this.makeDue((waiting) => {
			const { afterCall, kind: wanted } = waiting.step;
			return afterCall !== undefined && (wanted === undefined || wanted === kind) && --waiting.callsLeft <= 0;
		});
	}

	/** To be told of every call, or batch of a job, before it writes; `writes` tells whether it may write an object. */
	beforeWrite(writes: (object: string) => boolean): void {
		if (this.waiting.length === 0) return;
		this.makeDue(({ step }) => step.beforeWriteOf !== undefined && writes(step.beforeWriteOf));
	}

	clear(): void {
		this.waiting = [];
	}

	private makeDue(isDue: (waiting: WaitingStep) => boolean): void {
		const due = this.waiting.filter(isDue);
		this.waiting = this.waiting.filter((each) => !due.includes(each));
		for (const { step } of due) this.make(step);
	}

	private make({ as, update: { object, id, where, fields } }: ScriptStep): void {
		const ids =
			id === undefined ? this.door.find(object, where as RecordFilter).map((record) => String(record.Id)) : [id];
		for (const each of ids) this.door.update(object, each, fields, as === undefined ? {} : { asUser: as });
	}
}

/** Whether a request's path or body names an object that it writes; wide enough for composites and collections. */
export function writesObject(path: string, body: () => string): (object: string) => boolean {
	return (object) => {
		const name = object.replace(/\W/g, '');
		const isInPath = new RegExp(`/sobjects/${name}(?:/|\\?|$)`, 'i');
		return isInPath.test(path) || new RegExp(`"type"\\s*:\\s*"${name}"|/sobjects/${name}\\b`, 'i').test(body());
	};
}
