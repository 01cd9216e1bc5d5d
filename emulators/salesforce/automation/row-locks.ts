import type { OrgState } from '../org/org-state';
import type { SObjectType } from '../schema/schema';
import type { SaveContext } from '../writes/save-context';
import type { LockContentionSeed } from './automation-seed';

interface Touch {
	readonly transaction: SaveContext;
	readonly at: number;
}

const defaultWindowMs = 10_000;

/** Remembers which transaction touched which parent last, so that the next one may meet its lock. */
export class RowLocks {
	private readonly lastTouch = new Map<string, Touch>();

	constructor(
		private readonly org: Pick<OrgState, 'clock' | 'random'>,
		private readonly contentions: readonly LockContentionSeed[],
	) {}

	/** The parent whose lock this save meets, or `undefined`. */
	takeLock(transaction: SaveContext, type: SObjectType, record: Readonly<Record<string, unknown>>): string | undefined {
		for (const contention of this.contentions) {
			const parentId = contention.object.toLowerCase() === type.name.toLowerCase() ? record[contention.by] : undefined;
			if (typeof parentId === 'string' && this.isContended(transaction, parentId, contention)) return parentId;
		}
		return undefined;
	}

	clear(): void {
		this.lastTouch.clear();
	}

	private isContended(
		transaction: SaveContext,
		parentId: string,
		{ windowMs = defaultWindowMs, percent }: LockContentionSeed,
	): boolean {
		const now = this.org.clock().getTime();
		const last = this.lastTouch.get(parentId);
		const isHeld = last !== undefined && last.transaction !== transaction && now - last.at < windowMs;
		if (isHeld && this.org.random() * 100 < percent) return true;
		this.lastTouch.set(parentId, { transaction, at: now });
		return false;
	}
}
