import { ApiError } from '../api-error';

const referenceShape = /@\{([^}]+)\}/g;

/** Replaces every `@{reference.path}` in a subrequest by what earlier replies answered; unknown ones are refused. */
export function substituteReferences(value: unknown, bodyByReference: ReadonlyMap<string, unknown>): unknown {
	if (typeof value === 'string')
		return value.replace(referenceShape, (_, path: string) => String(lookUp(path, bodyByReference)));
	if (Array.isArray(value)) return value.map((each) => substituteReferences(each, bodyByReference));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, each]) => [key, substituteReferences(each, bodyByReference)]),
	);
}

function lookUp(path: string, bodyByReference: ReadonlyMap<string, unknown>): unknown {
	const [reference, ...steps] = path.replace(/\[(\d+)\]/g, '.$1').split('.');
	let value = bodyByReference.get(reference);
	for (const step of steps) value = (value as Record<string, unknown> | null | undefined)?.[step];
	if (value === undefined || value === null) {
		throw new ApiError(
			400,
			'PROCESSING_HALTED',
			`Invalid reference specified. No value for ${path} found in ${reference}`,
		);
	}
	return value;
}
