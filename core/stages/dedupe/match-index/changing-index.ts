import { EnrichmentError } from '../../../errors';
import type { MatchIndexKey } from '../../../store/contract/match-indexes';
import { foldLog, mostLogged } from './fold-log';
import { IndexSession, type IndexStore } from './index-session';

const mostAttempts = 8;

/** An index that is changed again and again: what was read of it for one change serves the next, unless somebody else has changed it. */
export class ChangingIndex {
	private session: IndexSession | undefined;

	constructor(
		private readonly store: IndexStore,
		private readonly key: MatchIndexKey,
		private readonly now: Date,
	) {}

	/**
	 * Makes a change and keeps it; begins again where somebody else has changed the index in between, so that `change` may be
	 * called several times. Throws `invalid_parameter` without an index.
	 */
	async change<T>(change: (session: IndexSession) => Promise<T>): Promise<T> {
		for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
			const session = this.session ?? (await this.open());
			this.session = undefined;
			const result = await change(session);
			await session.turns.next();
			if (!(await session.commit(this.now))) continue;
			if (session.logged > mostLogged) await foldLog(this.store, this.key);
			else if (!session.isLarge) this.session = session;
			return result;
		}
		throw new EnrichmentError('store_unavailable', `Others keep changing the index of ${this.key.name}.`, {
			retryable: true,
			remedy: 'Run again.',
		});
	}

	private async open(): Promise<IndexSession> {
		const session = await IndexSession.open(this.store, this.key);
		if (session) return session;
		throw new EnrichmentError('invalid_parameter', `There is no index of ${this.key.name} in this org.`, {
			remedy: `Run Scan Object for ${this.key.name} first.`,
		});
	}
}
