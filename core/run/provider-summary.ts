import { groupBy, sortBy, uniq } from 'lodash';
import type { LedgerStore, UnpaidCount } from '../store/contract/ledger';
import type { Run } from '../store/contract/runs';
import { isUnanswered, type UnansweredOutcome, unansweredWords } from './unanswered-words';
import { counted, formatCount } from './verdict';

/** What the ledger gives for a summary. */
export type ProviderSummaryStore = Pick<LedgerStore, 'countLookUps' | 'creditsOf' | 'readUnpaid'>;

/** What one provider did in a run, and what it cost. */
export interface ProviderSummary {
	readonly provider: string;
	/** Look-ups it has answered. */
	readonly asked: number;
	readonly matched: number;
	/** Values that were good enough. */
	readonly filled: number;
	/** Records that an earlier answer served, for nothing. */
	readonly fromMemory: number;
	/** In credits, by pool; `open` is reserved for calls under way, `unknown` may have been charged. */
	readonly credits: ReadonlyArray<{
		readonly pool: string;
		readonly spent: number;
		readonly open: number;
		readonly unknown: number;
	}>;
	/** Records that it gave no answer for, by why. */
	readonly unanswered: ReadonlyArray<{
		readonly outcome: UnansweredOutcome;
		readonly records: number;
		/** The newest one's. */
		readonly message?: string;
	}>;
}

/** What each provider of the run did, those that were asked first. */
export async function summarizeProviders(
	store: ProviderSummaryStore,
	{ orgId, runId }: Pick<Run, 'orgId' | 'runId'>,
): Promise<ProviderSummary[]> {
	const counts = await store.countLookUps(orgId, runId);
	const lines = groupBy(await store.creditsOf(orgId, runId), ({ provider }) => provider);
	const unpaid = groupBy(await store.readUnpaid(orgId, runId), ({ provider }) => provider);
	const providers = uniq([...counts.map(({ provider }) => provider), ...Object.keys(unpaid), ...Object.keys(lines)]);
	return providers.map((provider) => {
		const { asked = 0, matched = 0, filled = 0 } = counts.find((each) => each.provider === provider) ?? {};
		const kept = unpaid[provider]?.find(({ word }) => word === 'kept');
		return {
			...{ provider, asked, matched, filled },
			fromMemory: kept?.records ?? 0,
			credits: (lines[provider] ?? []).map(({ pool, settled, reserved, unknown }) => ({
				pool,
				spent: settled / 1000,
				open: reserved / 1000,
				unknown: unknown / 1000,
			})),
			unanswered: unansweredOf(unpaid[provider] ?? []),
		};
	});
}

function unansweredOf(counts: readonly UnpaidCount[]): ProviderSummary['unanswered'] {
	const order = Object.keys(unansweredWords);
	const told = counts.flatMap(({ word, records, message }) =>
		isUnanswered(word) ? [{ outcome: word, records, ...(message !== undefined && { message }) }] : [],
	);
	return sortBy(told, ({ outcome }) => order.indexOf(outcome));
}

/** A line for each provider, in an admin's words; no part of it is about nothing. */
export function providerLines(providers: readonly ProviderSummary[]): string[] {
	return providers.map(({ provider, asked, matched, filled, fromMemory, credits, unanswered }) => {
		const parts = [
			asked > 0 ? `asked for ${counted(asked, 'record')}, ${formatCount(matched)} matched` : '',
			filled > 0 ? `${counted(filled, 'value')} filled` : '',
			fromMemory > 0 ? `${formatCount(fromMemory)} answered from memory at no cost` : '',
			...credits.map(creditWords),
			...unanswered.map(({ outcome, records, message }) => {
				const why = message === undefined ? '' : ` (${message.replace(/\.$/, '')})`;
				return `${formatCount(records)} ${unansweredWords[outcome]}${why}`;
			}),
		].filter((part) => part !== '');
		return `Provider ${provider}: ${parts.length > 0 ? parts.join(', ') : 'nothing asked'}`;
	});
}

function creditWords({ pool, spent, open, unknown }: ProviderSummary['credits'][number]): string {
	const name = /credits?$/i.test(pool) ? pool : `${pool} credits`;
	const parts = [
		[spent, 'spent'],
		[open, 'reserved for answers under way'],
		[unknown, 'perhaps spent'],
	] as const;
	const told = parts.filter(([amount]) => amount !== 0).map(([amount, what]) => `${formatCount(amount)} ${what}`);
	return told.length === 0 ? '' : `${name} ${told.join(' and ')}`;
}
