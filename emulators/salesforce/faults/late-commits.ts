import type { OrgState } from '../org/org-state';
import type { SObjectType } from '../schema/schema';
import type { StoredRecord } from '../storage/record-store';
import { storedFields } from '../storage/tables';

/** A save that readers do not see yet. */
interface HeldSave {
	readonly type: SObjectType;
	readonly id: string;
	/** What readers see instead; `undefined` means no record. */
	readonly before: StoredRecord | undefined;
	readonly savedAt: number;
	/** Infinity inside the open transaction. */
	readonly visibleAt: number;
}

/** The kinds of calls that read what Salesforce shows late; a row by its id is shown at once. */
const lateKinds = new Set(['query', 'queryMore', 'search', 'updated', 'deleted']);

/** Polling a job makes it write; it asks `read` itself for what a query job selects. */
const jobKind = /^bulk/;

/**
 * Shows readers the org as it was before saves that are not visible to them yet. Rows are put back for the time of one
 * read, which is safe because nothing else runs in between, and spares every query a second version of each table.
 */
export class LateCommits {
	private held: HeldSave[] = [];

	constructor(private readonly org: Pick<OrgState, 'store' | 'faults' | 'clock'>) {
		this.watch();
	}

	/** The first save of the transaction that is still open; up to it everything is visible. */
	get openSince(): Date | undefined {
		this.release();
		const times = this.held.filter((save) => save.visibleAt === Infinity).map((save) => save.savedAt);
		return times.length === 0 ? undefined : new Date(Math.min(...times));
	}

	/** Does a call's reading, which must end without waiting, as the caller sees the org at this moment. */
	read<T>(kind: string, work: () => T): T {
		if (this.held.length === 0 || jobKind.test(kind)) return work();
		this.release();
		const unseen = this.held.filter((save) => save.visibleAt === Infinity || lateKinds.has(kind));
		if (unseen.length === 0) return work();
		const oldestById = new Map([...unseen].reverse().map((save) => [`${save.type.name} ${save.id}`, save]));
		const after = this.swap([...oldestById.values()]);
		try {
			return work();
		} finally {
			this.swap(after);
		}
	}

	/** Nothing is held any more, as after a reset of the data. */
	clear(): void {
		this.held = [];
	}

	private watch(): void {
		this.org.store.beforeWrite = (type, id) => this.hold(type, id);
	}

	private hold(type: SObjectType, id: string): void {
		const { faults, store } = this.org;
		const delayMs = faults.openTransaction === 'saving' ? Infinity : faults.takeVisibilityDelayMs();
		if (delayMs === 0) return;
		const savedAt = this.org.clock().getTime();
		this.held.push({ type, id, before: store.find(type, id), savedAt, visibleAt: savedAt + delayMs });
	}

	private release(): void {
		if (this.held.length === 0) return;
		const now = this.org.clock().getTime();
		const isOpen = this.org.faults.openTransaction !== undefined;
		this.held = this.held.filter((save) => (save.visibleAt === Infinity ? isOpen : save.visibleAt > now));
	}

	/** Puts these versions in place; gives those that were there. */
	private swap(
		versions: ReadonlyArray<Pick<HeldSave, 'type' | 'id' | 'before'>>,
	): Array<Pick<HeldSave, 'type' | 'id' | 'before'>> {
		const { store } = this.org;
		const contents = new Map(store.contentVersions);
		store.beforeWrite = undefined;
		const replaced = versions.map(({ type, id, before }) => {
			const current = store.find(type, id);
			if (current && before) store.update(type, id, storedValues(type, before));
			else if (current) store.remove(type, id);
			else if (before) store.insert(type, before);
			return { type, id, before: current };
		});
		this.watch();
		// Both versions go back into place, so that what snapshots know about the content stays true.
		for (const [name, version] of contents) store.contentVersions.set(name, version);
		return replaced;
	}
}

/** Formulas and the like are worked out on reading; they cannot be written. */
function storedValues(type: SObjectType, row: StoredRecord): StoredRecord {
	return Object.fromEntries(storedFields(type).map(({ name }) => [name, row[name]]));
}
