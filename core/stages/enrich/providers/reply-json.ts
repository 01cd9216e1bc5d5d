/** An object of a reply, or an empty one where it holds anything else; its keys are read by name, never followed as a path. */
export function objectOf(value: unknown): Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value)
		? (value as Readonly<Record<string, unknown>>)
		: {};
}

/** A list of a reply, empty where it holds anything else. */
export function listOf(value: unknown): readonly unknown[] {
	return Array.isArray(value) ? value : [];
}

/** A text that says something, trimmed; numbers are texts too, because ids and codes come as either. */
export function textOf(value: unknown): string | undefined {
	if (typeof value === 'number' && Number.isFinite(value)) return String(value);
	if (typeof value !== 'string') return undefined;
	return value.trim() === '' ? undefined : value.trim();
}

/** A finite number, also when it is spelt as a text. */
export function numberOf(value: unknown): number | undefined {
	if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
	if (typeof value !== 'string' || !/^-?\d+(\.\d+)?$/.test(value.trim())) return undefined;
	return Number(value);
}

/** The day of a date or time in ISO 8601 (`2024-03`, `2024-03-01T00:00:00Z`), as precise as it says; `undefined` for anything else. */
export function dayOf(value: unknown): string | undefined {
	return /^\d{4}(-\d{2}(-\d{2})?)?(?=T|$)/.exec(textOf(value) ?? '')?.[0];
}

/** The values that say something. */
export function knownValues(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(values).filter(
			([, value]) =>
				value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0),
		),
	);
}

/** In thousandths, as the ledger counts; `undefined` where the provider says no amount. */
export function thousandths(credits: unknown): number | undefined {
	const amount = numberOf(credits);
	return amount === undefined || amount < 0 ? undefined : Math.round(amount * 1_000);
}
