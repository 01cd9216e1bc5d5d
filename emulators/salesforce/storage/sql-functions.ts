import type { DatabaseSync } from 'node:sqlite';
import { zoneOffsetMs } from '../time-zone';

/**
 * What queries need beyond SQLite: `soql_fold(text)` takes the case of all letters away, not only of ASCII ones, and
 * `soql_local(datetime, zone)` brings a stored datetime to a zone's wall clock.
 */
export function registerSqlFunctions(database: DatabaseSync): void {
	database.function('soql_fold', { deterministic: true }, (text) =>
		typeof text === 'string' ? text.toLowerCase() : text,
	);
	database.function('soql_local', { deterministic: true }, (stored, zone) =>
		stored === null ? null : localTime(String(stored), String(zone)),
	);
}

const offsetByTenMinutes = new Map<string, number>();

/** Zones change their offset at full or half hours only, so ten minutes share one and need it computed once. */
function localTime(stored: string, zone: string): string {
	const key = `${zone} ${stored.slice(0, 15)}`;
	const moment = new Date(stored);
	let offset = offsetByTenMinutes.get(key);
	if (offset === undefined) {
		if (offsetByTenMinutes.size > 100_000) offsetByTenMinutes.clear();
		offset = zoneOffsetMs(moment, zone);
		offsetByTenMinutes.set(key, offset);
	}
	return new Date(moment.getTime() + offset).toISOString();
}
