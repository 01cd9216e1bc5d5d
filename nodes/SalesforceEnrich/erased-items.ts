import type { MatchInputs } from '../../core/record/match-gate';
import type { RecordItem } from '../../core/record/record-item';
import { findSuppressedItems } from '../../core/stages/enrich/erase-person';
import { instanceStore } from '../wiring/store';

/** Places of the items whose persons were erased; the store is opened only where an item tells its org. */
export async function erasedItems(items: readonly RecordItem[], inputs: MatchInputs): Promise<ReadonlySet<number>> {
	if (items.every(({ _enrichment }) => _enrichment?.orgId === undefined)) return new Set();
	return await findSuppressedItems(await instanceStore(), items, inputs);
}
