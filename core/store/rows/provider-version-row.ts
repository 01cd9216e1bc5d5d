import type { ProviderVersion } from '../../record/attempt';
import { type NamedValues, optionalDate, type Row } from './row-values';

/** The values of the columns of a provider's version, without its pipeline's. */
export function providerVersionValues({ provider, source, version, changedAt }: ProviderVersion): NamedValues {
	return { provider, source, version, changedAt: changedAt?.getTime() ?? null };
}

/** A provider's version as its row has it. */
export function toProviderVersion(row: Row): ProviderVersion {
	const changedAt = optionalDate(row.changed_at);
	return {
		provider: String(row.provider),
		source: String(row.source),
		version: String(row.version),
		...(changedAt && { changedAt }),
	};
}
